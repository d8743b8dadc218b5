/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.edge;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.config.DpuIdentity;
import io.tenantbgp.config.TenantBgpConfig;
import io.tenantbgp.config.VpcConfig;
import io.tenantbgp.fabric.Fabric;
import io.tenantbgp.fabric.FabricSpeaker;
import io.tenantbgp.fabric.FabricView;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.session.ListenerSecurity;
import io.tenantbgp.session.TenantChannelInitializer;
import io.tenantbgp.session.TenantEventLoops;
import io.tenantbgp.session.TenantPeer;
import io.tenantbgp.session.TenantSessions;
import io.tenantbgp.vpc.VpcRib;
import io.tenantbgp.vpc.VpcRibDeployer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies a snapshot of the configuration as a whole. The order keeps the guard first: listeners of what goes are
 * closed and the others enforce their new keys, live sessions get their new policy or end, BGPCEP's RIBs follow, and
 * only then listeners of what comes are opened.
 * Used on the configuration thread. BGPCEP is waited for on a thread of its own: when it is slow, what closes or
 * narrows takes effect all the same.
 */
public final class TenantEdge {
    private static final Logger LOG = LoggerFactory.getLogger(TenantEdge.class);
    private static final int MOST_MISTAKES_LOGGED = 20;
    private static final long RETRY_SECONDS = 5;

    private final TenantSessions sessions;
    private final VpcRibDeployer ribs;
    private final TenantListeners listeners;
    private final Fabric fabric;
    private final ScheduledExecutorService configuration;
    private final ScheduledExecutorService deployment;
    private volatile TenantBgpConfig applied = TenantBgpConfig.EMPTY;

    /**
     * An edge that is closed until a configuration is applied.
     *
     * @param sessions the tenant sessions
     * @param ribs BGPCEP's RIBs
     * @param loops the threads of the sessions
     * @param connections what guards a connection
     * @param fabric the neighbours in the fabric
     * @param configuration the configuration thread
     * @param deployment the one thread that waits for BGPCEP
     */
    public TenantEdge(final TenantSessions sessions, final VpcRibDeployer ribs, final TenantEventLoops loops,
            final TenantChannelInitializer connections, final Fabric fabric,
            final ScheduledExecutorService configuration, final ScheduledExecutorService deployment) {
        this.sessions = requireNonNull(sessions);
        this.ribs = requireNonNull(ribs);
        this.fabric = requireNonNull(fabric);
        this.configuration = requireNonNull(configuration);
        this.deployment = requireNonNull(deployment);
        listeners = new TenantListeners(loops, connections, configuration);
    }

    /**
     * Makes the DPU what the snapshot says. Returns when nothing is open any more that the snapshot closes; what it
     * opens follows when BGPCEP has.
     *
     * @param config the snapshot
     */
    public void apply(final TenantBgpConfig config) {
        final var desired = ribs(config);
        listeners.retain(gateways(config));
        ribs.withhold(desired);
        sessions.onConfiguration(config.tenantPeers());
        final var speaker = speaker(config);
        fabric.retain(speaker);
        applied = config;
        deployment.execute(() -> deploy(config, desired, speaker));
    }

    /**
     * The snapshot applied last.
     *
     * @return the snapshot
     */
    public TenantBgpConfig applied() {
        return applied;
    }

    /**
     * What the gateway addresses of the open interfaces are doing.
     *
     * @return the status of each gateway address and port
     */
    public Map<InetSocketAddress, ListenerStatus> listenerStatuses() {
        return listeners.statuses();
    }

    /**
     * What there is to be seen of the neighbours in the fabric.
     *
     * @return the view of each configured neighbour
     */
    public List<FabricView> fabric() {
        return fabric.views();
    }

    /** Closes all listeners, then ends all sessions; BGPCEP's RIBs stay as they are configured. */
    public void close() {
        listeners.retain(Map.of());
        try {
            sessions.closeAll().toCompletableFuture().join();
        } catch (CompletionException e) {
            LOG.warn("not every tenant session ended as it should", e);
        }
        fabric.close();
    }

    // Whatever BGPCEP's side throws, the next attempt may succeed.
    @SuppressWarnings("checkstyle:illegalCatch")
    private void deploy(final TenantBgpConfig config, final List<VpcRib> desired,
            final Optional<FabricSpeaker> speaker) {
        if (applied != config) {
            // The one after it is waiting.
            return;
        }
        try {
            fabric.remove(speaker);
            ribs.deploy(desired);
            configuration.execute(() -> open(config));
            fabric.add(speaker);
            fabric.open(speaker);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException e) {
            LOG.debug("stopped while the configuration was applied", e);
        } catch (RuntimeException e) {
            LOG.error("configuration not applied, interfaces that are not listening stay closed; tried again in {} s",
                RETRY_SECONDS, e);
            deployment.schedule(() -> deploy(config, desired, speaker), RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void open(final TenantBgpConfig config) {
        if (applied == config) {
            listeners.open(gateways(config));
            logChange(config);
        }
    }

    private static Map<InetSocketAddress, ListenerSecurity> gateways(final TenantBgpConfig config) {
        return config.dpu().map(DpuIdentity::bgpPort).map(port -> config.peers().collect(Collectors.groupingBy(
            peer -> new InetSocketAddress(peer.link().gatewayAddress(), port),
            Collectors.collectingAndThen(Collectors.toList(), ListenerSecurity::of)))).orElse(Map.of());
    }

    private static List<VpcRib> ribs(final TenantBgpConfig config) {
        final Map<String, Set<InetAddress>> hosts = config.peers().collect(Collectors.groupingBy(
            peer -> peer.link().vpc(), Collectors.mapping(TenantPeer::hostAddress, Collectors.toSet())));
        return config.dpu().map(dpu -> config.vpcs().stream().map(VpcConfig::name)
            .map(vpc -> new VpcRib(vpc, dpu.asn(), dpu.loopback(), hosts.getOrDefault(vpc, Set.of())))
            .toList()).orElse(List.of());
    }

    private static Optional<FabricSpeaker> speaker(final TenantBgpConfig config) {
        return config.dpu()
            .map(dpu -> new FabricSpeaker(dpu.asn(), dpu.loopback(), dpu.bgpPort(), config.fabric()));
    }

    private static void logChange(final TenantBgpConfig config) {
        LOG.info("configuration applied: {} VPCs, {} tenant interfaces, {} tenant peers, {} neighbours in the fabric",
            config.vpcs().size(), config.interfaces().size(), config.peers().count(),
            config.fabric().neighbors().size());
        config.mistakes().stream().limit(MOST_MISTAKES_LOGGED)
            .forEach(each -> LOG.warn("configuration mistake, not in effect: {}", each));
        config.fabric().leftOut().forEach(each ->
            LOG.info("fabric neighbour {}: left out, {}", IpAddress.of(each.address()), each.detail()));
        config.interfaces().stream().filter(each -> !each.admission().detail().isEmpty())
            .forEach(each -> LOG.info("interface {} vpc {}: {}", each.name(), each.vpc(), each.admission().detail()));
    }
}

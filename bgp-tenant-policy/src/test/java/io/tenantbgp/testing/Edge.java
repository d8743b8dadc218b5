/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.testing;

import static io.tenantbgp.testing.Configured.SITE;
import static io.tenantbgp.testing.Configured.dpu;
import static io.tenantbgp.testing.Configured.site;

import com.google.common.net.InetAddresses;
import io.tenantbgp.config.ConfigMapper;
import io.tenantbgp.config.TenantBgpConfig;
import io.tenantbgp.edge.ListenerStatus;
import io.tenantbgp.edge.TenantEdge;
import io.tenantbgp.fabric.Fabric;
import io.tenantbgp.session.SessionState;
import io.tenantbgp.session.SessionView;
import io.tenantbgp.session.TenantChannelInitializer;
import io.tenantbgp.session.TenantEventLoops;
import io.tenantbgp.session.TenantSessions;
import io.tenantbgp.vpc.BgpcepPeers;
import io.tenantbgp.vpc.VpcRibDeployer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The tenant edge on the loopback with BGPCEP behind it, put together as its OSGi component does. */
public final class Edge implements AutoCloseable {
    /** The ASN tenants speak with. */
    public static final int TENANT_ASN = 65010;

    private final ScheduledExecutorService configuration = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledExecutorService deployment = Executors.newSingleThreadScheduledExecutor();
    private final TenantEventLoops loops = TenantEventLoops.start(1);
    private final ConfigMapper mapper = new ConfigMapper(loops.support(), Encryption.PASSWORDS);
    private final int port = TenantHost.freePort();
    private final int neighborPort = TenantHost.freePort();
    private final TenantSessions sessions;
    private final TenantEdge edge;

    /**
     * An edge that is closed.
     *
     * @param datastore where BGPCEP is configured
     * @param bgpcep BGPCEP
     */
    public Edge(final Datastore datastore, final Bgpcep bgpcep) {
        final var peers = new BgpcepPeers(bgpcep.registry());
        sessions = new TenantSessions(peers);
        edge = new TenantEdge(sessions, new VpcRibDeployer(datastore.broker(), peers), loops,
            new TenantChannelInitializer(sessions, bgpcep.extensions().getMessageRegistry(), bgpcep.registry()),
            new Fabric(datastore.broker(), bgpcep.registry(), bgpcep.extensions(), bgpcep.fabricPeers(),
                new NoFabricEvents(), neighborPort, bgpcep.ribDatastore().fabricBacklog()), configuration, deployment);
    }

    /** An interface whose gateway is 127.1.{number}.1 and whose host is 127.1.{number}.2. */
    public static String tenantInterface(final int number, final String vpc, final String... members) {
        final var all = new String[members.length + 1];
        all[0] = Configured.ipv4("127.1." + number + ".1", "127.1." + number + ".2");
        System.arraycopy(members, 0, all, 1, members.length);
        return Configured.tenantInterface("eth" + number, vpc, all);
    }

    /** A snapshot with these VPCs and interfaces, on a free port. */
    public TenantBgpConfig map(final String vpcs, final String interfaces) {
        return mapper.map(site(SITE), dpu("'asn': 65000, 'loopback': '192.0.2.1', 'bgp-port': " + port
            + ", 'vpcs': {'vpc': [" + vpcs + "]}, 'tenant-interfaces': {'tenant-interface': [" + interfaces + "]}"));
    }

    /** Applies a snapshot on the configuration thread. */
    public TenantBgpConfig apply(final TenantBgpConfig config) {
        try {
            configuration.submit(() -> edge.apply(config)).get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("not applied", e);
        }
        return config;
    }

    /** Connects as the host of an interface. */
    public TenantHost connect(final int number) throws IOException {
        return TenantHost.connect(host(number), gateway(number));
    }

    /** Connects, opens and confirms as the host of an interface. */
    public TenantHost confirm(final int number) throws IOException {
        final var tenant = connect(number);
        tenant.sendOpen(TENANT_ASN);
        tenant.sendKeepalive();
        return tenant;
    }

    /** Likewise, and waits until the session is established. */
    public TenantHost establish(final int number) throws IOException {
        final var tenant = confirm(number);
        Await.until("established", () -> view(number), view -> view.state() instanceof SessionState.Established);
        return tenant;
    }

    /** Whether the kernel lets the host of an interface connect. */
    public boolean isListening(final int number) {
        return TenantHost.isListening(host(number), gateway(number));
    }

    /** Waits until all gateways of the applied snapshot listen. */
    public void awaitListening(final int... numbers) {
        for (int number : numbers) {
            Await.until("listening on " + gateway(number), () -> edge.listenerStatuses().get(gateway(number)),
                status -> status instanceof ListenerStatus.Listening);
        }
    }

    /** What is seen of the session of an interface that is open. */
    public SessionView view(final int number) {
        return sessions.views().toCompletableFuture().join().stream()
            .filter(view -> view.link().interfaceName().equals("eth" + number)).findFirst().orElseThrow();
    }

    /** The edge. */
    public TenantEdge edge() {
        return edge;
    }

    /** Its sessions. */
    public TenantSessions sessions() {
        return sessions;
    }

    /** The gateway address of an interface. */
    public InetSocketAddress gateway(final int number) {
        return new InetSocketAddress(InetAddresses.forString("127.1." + number + ".1"), port);
    }

    @Override
    public void close() {
        configuration.shutdownNow();
        deployment.shutdownNow();
        try {
            configuration.awaitTermination(20, TimeUnit.SECONDS);
            deployment.awaitTermination(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        edge.close();
        loops.close();
    }

    private static InetAddress host(final int number) {
        return InetAddresses.forString("127.1." + number + ".2");
    }
}

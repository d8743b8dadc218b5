/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.osgi;

import com.google.common.util.concurrent.MoreExecutors;
import io.tenantbgp.config.ConfigMapper;
import io.tenantbgp.config.ConfigWatcher;
import io.tenantbgp.config.TenantBgpConfig;
import io.tenantbgp.edge.TenantEdge;
import io.tenantbgp.fabric.Fabric;
import io.tenantbgp.fabric.FabricPeers;
import io.tenantbgp.notification.TenantNotifications;
import io.tenantbgp.operations.LiveOperations;
import io.tenantbgp.operations.TenantBgpOperations;
import io.tenantbgp.redistribution.Redistribution;
import io.tenantbgp.rpc.EncryptPasswordRpc;
import io.tenantbgp.rpc.ExplainPrefixRpc;
import io.tenantbgp.rpc.PreviewRoutingProfileRpc;
import io.tenantbgp.secret.Passwords;
import io.tenantbgp.session.TenantChannelInitializer;
import io.tenantbgp.session.TenantEventLoops;
import io.tenantbgp.session.TenantSessions;
import io.tenantbgp.state.StatePublisher;
import io.tenantbgp.vpc.BgpcepPeers;
import io.tenantbgp.vpc.VpcRibDeployer;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.mdsal.binding.api.RpcProviderService;
import org.opendaylight.protocol.bgp.parser.spi.BGPExtensionConsumerContext;
import org.opendaylight.protocol.bgp.rib.impl.spi.BGPDispatcher;
import org.opendaylight.yangtools.concepts.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tenant edge with its threads, from start to close. */
final class RunningEdge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningEdge.class);
    private static final int MOST_SESSION_THREADS = 4;
    private static final long STOP_SECONDS = 10;

    private final ScheduledExecutorService configuration = thread("tenant-bgp-config");
    private final ScheduledExecutorService deployment = thread("tenant-bgp-deploy");
    private final ScheduledExecutorService stateTimer = thread("tenant-bgp-state");
    private final ScheduledExecutorService exchanging = thread("tenant-bgp-exchange");
    private final TenantEventLoops loops =
        TenantEventLoops.start(Math.min(MOST_SESSION_THREADS, Runtime.getRuntime().availableProcessors()));
    private final TenantNotifications notifications;
    private final TenantEdge edge;
    private final StatePublisher state;
    private final Redistribution redistribution;
    private final ConfigWatcher watcher;
    private final TenantBgpOperations operations;
    private final Registration reading;
    private final Registration answering;

    RunningEdge(final DataBroker broker, final RibDatastore ribs, final BGPDispatcher dispatcher,
            final BGPExtensionConsumerContext extensions, final FabricPeers fabricPeers,
            final NotificationPublishService publisher, final RpcProviderService rpcs, final Passwords passwords) {
        final var registry = dispatcher.getBGPPeerRegistry();
        final var peers = new BgpcepPeers(registry);
        notifications = new TenantNotifications(publisher);
        final var sessions = new TenantSessions(peers, notifications);
        edge = new TenantEdge(sessions, new VpcRibDeployer(broker, peers), loops,
            new TenantChannelInitializer(sessions, extensions.getMessageRegistry(), registry),
            new Fabric(broker, registry, extensions, fabricPeers, notifications, Fabric.BGP_PORT,
                ribs.fabricBacklog()), configuration, deployment);
        redistribution = new Redistribution(ribs, sessions::views, fabricPeers::learnt, exchanging);
        state = new StatePublisher(broker, edge::applied, edge::listenerStatuses, sessions, redistribution,
            edge::fabric, stateTimer);
        watcher = new ConfigWatcher(broker, new ConfigMapper(loops.support(), passwords), configuration,
            this::apply);
        reading = passwords.onChange(watcher::refresh);
        operations = new LiveOperations(edge::applied, edge::listenerStatuses, sessions, edge::fabric, redistribution,
            broker, committed -> committed.map(loops.support(), passwords));
        answering = rpcs.registerRpcImplementations(new ExplainPrefixRpc(operations),
            new PreviewRoutingProfileRpc(operations), new EncryptPasswordRpc(passwords));
    }

    /** Answers an operator's questions while the edge runs. */
    TenantBgpOperations operations() {
        return operations;
    }

    /** Ends all tenant sessions and stops. */
    @Override
    public void close() {
        answering.close();
        reading.close();
        watcher.close();
        // Nothing is opened any more when the edge is closed.
        end(configuration);
        end(deployment);
        edge.close();
        redistribution.close();
        state.close();
        end(exchanging);
        end(stateTimer);
        loops.close();
        notifications.close();
    }

    private void apply(final TenantBgpConfig config) {
        edge.apply(config);
        redistribution.onConfiguration(config.routing());
        notifications.onConfiguration(config);
    }

    private static void end(final ScheduledExecutorService thread) {
        thread.shutdownNow();
        if (!MoreExecutors.shutdownAndAwaitTermination(thread, STOP_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("a thread has not ended within {} s", STOP_SECONDS);
        }
    }

    private static ScheduledExecutorService thread(final String name) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            final var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}

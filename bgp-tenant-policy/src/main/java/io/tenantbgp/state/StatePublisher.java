/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.state;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.config.DpuIdentity;
import io.tenantbgp.config.TenantBgpConfig;
import io.tenantbgp.config.VpcConfig;
import io.tenantbgp.edge.ListenerStatus;
import io.tenantbgp.fabric.FabricView;
import io.tenantbgp.propagation.ImportChanges;
import io.tenantbgp.propagation.VpcExchanges;
import io.tenantbgp.session.TenantSessions;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.DpuBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.Vpc;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.VpcBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.vpc.State;
import org.opendaylight.yangtools.yang.binding.DataObject;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what changed to the operational datastore a few times a second, never for a single packet. The only writer of
 * the DPU's state; everything happens on its own timer's thread.
 */
public final class StatePublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatePublisher.class);
    private static final long PERIOD_MILLIS = 250;
    /** Of learnt routes in one transaction: many of them must not keep the sessions' state waiting. */
    private static final int MOST_IMPORTS = 5000;
    private static final long TIMEOUT_SECONDS = 30;
    private static final long CLOSE_TIMEOUT_SECONDS = 5;

    private final DataBroker broker;
    private final Supplier<TenantBgpConfig> config;
    private final Supplier<Map<InetSocketAddress, ListenerStatus>> gateways;
    private final TenantSessions sessions;
    private final VpcExchanges exchanges;
    private final Supplier<List<FabricView>> fabric;
    private final ScheduledExecutorService timer;
    private final Future<?> publishing;
    private final PacedSessions paced = new PacedSessions(System::nanoTime);
    private Map<InstanceIdentifier<?>, DataObject> written = Map.of();
    private boolean known;
    private List<Object> seen = List.of();

    /**
     * Starts to publish.
     *
     * @param broker the datastore
     * @param config the configuration applied
     * @param gateways what each gateway address is doing
     * @param sessions what tenants announce
     * @param exchanges what the VPCs exchange with the fabric
     * @param fabric the neighbours in the fabric
     * @param timer the thread to run on
     */
    public StatePublisher(final DataBroker broker, final Supplier<TenantBgpConfig> config,
            final Supplier<Map<InetSocketAddress, ListenerStatus>> gateways, final TenantSessions sessions,
            final VpcExchanges exchanges, final Supplier<List<FabricView>> fabric,
            final ScheduledExecutorService timer) {
        this.broker = requireNonNull(broker);
        this.config = requireNonNull(config);
        this.gateways = requireNonNull(gateways);
        this.sessions = requireNonNull(sessions);
        this.exchanges = requireNonNull(exchanges);
        this.fabric = requireNonNull(fabric);
        this.timer = requireNonNull(timer);
        publishing = timer.scheduleWithFixedDelay(this::publish, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Stops, and leaves no state behind that nobody keeps up to date. Waits for a few seconds at most. */
    @Override
    public void close() {
        publishing.cancel(false);
        try {
            timer.submit(() -> {
                write(Map.of(), ImportChanges.NONE);
                return null;
            }).get(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("state of the DPU not removed", e);
        }
    }

    // An exception would end the timer.
    @SuppressWarnings("checkstyle:illegalCatch")
    private void publish() {
        try {
            publishChanges();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.warn("state not published, tried again", e);
        }
    }

    private void publishChanges() throws InterruptedException, ExecutionException, TimeoutException {
        final var configured = config.get();
        final var listening = gateways.get();
        final var neighbors = fabric.get();
        final List<Object> now =
            List.of(configured, listening, sessions.version(), exchanges.version(), neighbors);
        if (now.equals(seen)) {
            return;
        }
        final var views = sessions.views().toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        final var exchanged = exchanges.exchanges(neighbors).toCompletableFuture()
            .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        paced.begin();
        final var nodes = nodes(DpuState.of(configured, listening, views, exchanged), neighbors);
        final var learnt = take(vpcs(configured, nodes));
        write(nodes, learnt);
        seen = learnt.complete() && !paced.holdBack() ? now : List.of();
    }

    /** When no answer comes in time the changes in it are lost: all is written anew then. */
    private ImportChanges take(final Map<String, Boolean> vpcs)
            throws InterruptedException, ExecutionException, TimeoutException {
        final boolean before = known;
        known = false;
        final var changes = exchanges.takeImportChanges(vpcs, MOST_IMPORTS).toCompletableFuture()
            .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        known = before;
        return changes;
    }

    /** The VPCs there are in the state, each with whether nothing of what it has learnt is there yet. */
    private Map<String, Boolean> vpcs(final TenantBgpConfig configured,
            final Map<InstanceIdentifier<?>, DataObject> nodes) {
        return configured.vpcs().stream().map(VpcConfig::name).filter(name -> nodes.containsKey(StatePaths.vpc(name)))
            .collect(Collectors.toMap(Function.identity(),
                name -> !known || !written.containsKey(StatePaths.vpc(name))));
    }

    private void write(final Map<InstanceIdentifier<?>, DataObject> next, final ImportChanges learnt)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (known && next.equals(written) && learnt.vpcs().isEmpty()) {
            return;
        }
        final var tx = broker.newWriteOnlyTransaction();
        if (!known || !next.containsKey(StatePaths.DPU)) {
            // What a publisher before this one has left behind goes, too, and what an attempt has written of which
            // nobody knows how it ended.
            tx.delete(LogicalDatastoreType.OPERATIONAL, StatePaths.DPU);
            written = Map.of();
        }
        known = false;
        written.keySet().stream().filter(path -> !next.containsKey(path))
            .forEach(path -> tx.delete(LogicalDatastoreType.OPERATIONAL, path));
        next.entrySet().stream().filter(entry -> !entry.getValue().equals(written.get(entry.getKey())))
            .forEach(entry -> put(tx, entry.getKey(), entry.getValue()));
        ImportedRoutesWriter.write(tx, learnt);
        tx.commit().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        written = next;
        known = true;
    }

    @SuppressWarnings("unchecked")
    private static <T extends DataObject> void put(final WriteTransaction tx, final InstanceIdentifier<?> path,
            final DataObject data) {
        if (data instanceof Dpu || data instanceof Vpc) {
            // Merged, not to take what is below it away. The datastore demands its mandatory leaves here, too.
            tx.merge(LogicalDatastoreType.OPERATIONAL, (InstanceIdentifier<T>) path, (T) data);
        } else {
            tx.put(LogicalDatastoreType.OPERATIONAL, (InstanceIdentifier<T>) path, (T) data);
        }
    }

    private Map<InstanceIdentifier<?>, DataObject> nodes(final DpuState state,
            final List<FabricView> neighbors) {
        // In the order they are written in: the DPU before what is below it.
        final var nodes = new LinkedHashMap<InstanceIdentifier<?>, DataObject>();
        state.config().dpu().map(StatePublisher::dpu).ifPresent(dpu -> {
            nodes.put(StatePaths.DPU, dpu);
            ConfigurationErrors.of(state.config().mistakes())
                .forEach(each -> nodes.put(StatePaths.configurationError(each.getPath()), each));
            state.vpcs().forEach((name, vpc) -> {
                final var path = StatePaths.vpc(name);
                nodes.put(path, new VpcBuilder(vpc).setState(null).build());
                nodes.put(path.child(State.class), vpc.getState());
            });
            state.interfaces(paced::map).forEach((name, each) -> nodes.put(StatePaths.tenantInterface(name), each));
            neighbors.stream().map(FabricMapper::map)
                .forEach(neighbor -> nodes.put(StatePaths.neighbor(neighbor.key()), neighbor));
        });
        return nodes;
    }

    private static Dpu dpu(final DpuIdentity dpu) {
        return new DpuBuilder()
            .setAsn(YangNames.speakerAsn(dpu.asn()))
            .setLoopback(new Ipv4AddressNoZone(dpu.loopback().getHostAddress()))
            .build();
    }
}

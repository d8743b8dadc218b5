/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.vpc;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.network.instance.Protocols;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.network.instance.protocols.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings BGPCEP's RIBs to the desired ones by writing its configuration, differences only. Neighbours are removed
 * before others are added, since BGPCEP knows a neighbour by its address in all RIBs. Used by one thread, which it
 * blocks until BGPCEP has followed.
 */
public final class VpcRibDeployer {
    private static final Logger LOG = LoggerFactory.getLogger(VpcRibDeployer.class);
    private static final long COMMIT_TIMEOUT_SECONDS = 30;
    private static final long FOLLOW_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final DataBroker broker;
    private final BgpcepPeers peers;
    private Map<String, VpcRib> deployed = Map.of();
    private boolean known;

    /**
     * Deploys nothing yet.
     *
     * @param broker where BGPCEP's configuration is
     * @param peers BGPCEP's neighbours, to see whether it has followed
     */
    public VpcRibDeployer(final DataBroker broker, final BgpcepPeers peers) {
        this.broker = requireNonNull(broker);
        this.peers = requireNonNull(peers);
    }

    /**
     * Makes BGPCEP have exactly these RIBs of ours; those of others stay as they are.
     *
     * @param ribs the desired RIBs
     * @throws IllegalStateException when the datastore refuses or BGPCEP does not follow in time; what is deployed is
     *     read again on the next call
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    public void deploy(final Collection<VpcRib> ribs) throws InterruptedException {
        final var desired = ribs.stream().collect(Collectors.toUnmodifiableMap(VpcRib::vpc, Function.identity()));
        if (!known) {
            removeStrangers(desired);
        }
        known = false;
        final var going = new HashSet<InetAddress>();
        commit(tx -> removals(desired, tx, going));
        await(() -> going.stream().noneMatch(peers::isConfigured), "to remove neighbours " + going);
        final var coming = desired.values().stream().flatMap(rib -> rib.neighbors().stream())
            .collect(Collectors.toSet());
        commit(tx -> additions(desired, tx));
        await(() -> coming.stream().allMatch(peers::isConfigured), "to create neighbours " + coming);
        deployed = desired;
        known = true;
    }

    // After a start: RIBs of VPCs that went while we were down, and neighbours that may be of other interfaces now.
    private void removeStrangers(final Map<String, VpcRib> desired) throws InterruptedException {
        deployed = Map.of();
        final Set<String> wanted = desired.keySet().stream().map(VpcRib::ribId).collect(Collectors.toSet());
        final var strangers = readProtocols().stream()
            .filter(protocol -> protocol.getName().startsWith(VpcRib.PREFIX) && !wanted.contains(protocol.getName()))
            .toList();
        commit(tx -> strangers.forEach(protocol -> {
            LOG.info("RIB {} removed: its VPC is not configured", protocol.getName());
            tx.delete(LogicalDatastoreType.CONFIGURATION,
                OpenConfigRib.PROTOCOLS.child(Protocol.class, protocol.key()));
        }));
    }

    private Collection<Protocol> readProtocols() throws InterruptedException {
        try (var tx = broker.newReadOnlyTransaction()) {
            return tx.read(LogicalDatastoreType.CONFIGURATION, OpenConfigRib.PROTOCOLS)
                .get(COMMIT_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .map(Protocols::nonnullProtocol).orElse(Map.of()).values();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot read BGPCEP's configuration", e);
        }
    }

    private void removals(final Map<String, VpcRib> desired, final WriteTransaction tx, final Set<InetAddress> going) {
        deployed.values().forEach(rib -> {
            final var next = desired.get(rib.vpc());
            if (next == null || !next.hasSameSpeaker(rib)) {
                LOG.info("vpc {} RIB {} removed", rib.vpc(), VpcRib.ribId(rib.vpc()));
                tx.delete(LogicalDatastoreType.CONFIGURATION, OpenConfigRib.path(rib.vpc()));
                going.addAll(rib.neighbors());
                return;
            }
            rib.neighbors().stream().filter(neighbor -> !next.neighbors().contains(neighbor)).forEach(neighbor -> {
                tx.delete(LogicalDatastoreType.CONFIGURATION, OpenConfigRib.path(rib.vpc(), neighbor));
                going.add(neighbor);
            });
        });
    }

    private void additions(final Map<String, VpcRib> desired, final WriteTransaction tx) {
        desired.values().forEach(rib -> {
            final var before = deployed.get(rib.vpc());
            if (before == null || !rib.hasSameSpeaker(before)) {
                LOG.info("vpc {} RIB {} deployed with {} neighbours", rib.vpc(), VpcRib.ribId(rib.vpc()),
                    rib.neighbors().size());
                tx.put(LogicalDatastoreType.CONFIGURATION, OpenConfigRib.path(rib.vpc()), OpenConfigRib.protocol(rib));
                return;
            }
            rib.neighbors().stream().filter(neighbor -> !before.neighbors().contains(neighbor))
                .forEach(neighbor -> tx.put(LogicalDatastoreType.CONFIGURATION,
                    OpenConfigRib.path(rib.vpc(), neighbor), OpenConfigRib.neighbor(neighbor)));
        });
    }

    private void commit(final Consumer<WriteTransaction> changes) throws InterruptedException {
        final var tx = broker.newWriteOnlyTransaction();
        changes.accept(tx);
        try {
            tx.commit().get(COMMIT_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot write BGPCEP's configuration", e);
        }
    }

    private void await(final BooleanSupplier followed, final String what) throws InterruptedException {
        if (!peers.await(followed, FOLLOW_TIMEOUT_NANOS)) {
            throw new IllegalStateException("BGPCEP took too long " + what);
        }
    }
}

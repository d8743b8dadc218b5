/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.vpc.BgpcepConfiguration;
import io.tenantbgp.vpc.BgpcepPeers;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings BGPCEP's RIB of the fabric to the desired one by writing its configuration, differences only. In two steps,
 * since BGPCEP knows a neighbour by its address in all RIBs: what goes is removed before the VPCs' RIBs change, what
 * comes is added after. Used by one thread, which it blocks until BGPCEP has followed.
 */
final class FabricRibDeployer {
    private static final Logger LOG = LoggerFactory.getLogger(FabricRibDeployer.class);
    private static final Duration FOLLOW_TIMEOUT = Duration.ofSeconds(30);

    private final BgpcepConfiguration configuration;
    private final BgpcepPeers peers;
    private Optional<DeployedRib> deployed = Optional.empty();
    private boolean known;
    private boolean whole;

    FabricRibDeployer(final BgpcepConfiguration configuration, final BgpcepPeers peers) {
        this.configuration = requireNonNull(configuration);
        this.peers = requireNonNull(peers);
    }

    /**
     * Removes what is not, or not so, in the desired RIB. The sessions of the neighbours concerned have ended.
     *
     * @throws IllegalStateException when the datastore refuses or BGPCEP does not follow in time; what is deployed is
     *     read again on the next call
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    void remove(final Optional<DeployedRib> desired) throws InterruptedException {
        // After a start there is the RIB of before, and after a failure nobody knows what. Writing all of it again
        // changes nothing for a neighbour that is as it should be.
        if (!known) {
            deployed = read();
            whole = true;
        }
        known = false;
        final var before = deployed;
        if (before.isPresent()) {
            final var rib = before.orElseThrow();
            final var next = desired.filter(rib::hasSameSpeaker);
            if (next.isEmpty()) {
                LOG.info("RIB {} removed", FabricRib.ID);
                configuration.commit(tx -> tx.delete(LogicalDatastoreType.CONFIGURATION, OpenConfigFabric.PATH));
                awaitRemoved(rib.neighbors().keySet());
                deployed = Optional.empty();
            } else {
                final var going = rib.neighborsNotIn(next.orElseThrow()::has);
                if (!going.isEmpty()) {
                    configuration.commit(tx -> going.forEach(neighbor ->
                        tx.delete(LogicalDatastoreType.CONFIGURATION, OpenConfigFabric.path(neighbor))));
                    awaitRemoved(going);
                }
            }
        }
        known = true;
    }

    /**
     * Adds what the desired RIB has and BGPCEP has not. To be called after {@link #remove} with the same one.
     *
     * @throws IllegalStateException likewise
     * @throws InterruptedException likewise
     */
    void add(final Optional<DeployedRib> desired) throws InterruptedException {
        known = false;
        if (desired.isPresent()) {
            final var rib = desired.orElseThrow();
            if (whole || deployed.isEmpty()) {
                LOG.info("RIB {} deployed with {} neighbours", FabricRib.ID, rib.neighbors().size());
                configuration.commit(tx -> tx.put(LogicalDatastoreType.CONFIGURATION, OpenConfigFabric.PATH,
                    OpenConfigFabric.protocol(rib)));
            } else {
                addNeighbors(rib, rib.neighborsNotIn(deployed.orElseThrow()::has));
            }
            await(() -> rib.neighbors().keySet().stream().allMatch(peers::isNeighbor),
                "to create neighbours " + rib.neighbors().keySet());
        }
        deployed = desired;
        whole = false;
        known = true;
    }

    private void addNeighbors(final DeployedRib rib, final Set<InetAddress> coming) throws InterruptedException {
        if (!coming.isEmpty()) {
            configuration.commit(tx -> coming.forEach(neighbor ->
                tx.put(LogicalDatastoreType.CONFIGURATION, OpenConfigFabric.path(neighbor),
                    OpenConfigFabric.neighbor(rib, neighbor, rib.neighbors().get(neighbor)))));
        }
    }

    private Optional<DeployedRib> read() throws InterruptedException {
        return configuration.protocols().stream()
            .filter(protocol -> FabricRib.ID.equals(protocol.getName())).findFirst().map(OpenConfigFabric::read);
    }

    private void awaitRemoved(final Set<InetAddress> neighbors) throws InterruptedException {
        await(() -> neighbors.stream().noneMatch(peers::isNeighbor), "to remove neighbours " + neighbors);
    }

    private void await(final BooleanSupplier followed, final String what) throws InterruptedException {
        if (!peers.await(followed, FOLLOW_TIMEOUT.toNanos())) {
            throw new IllegalStateException("BGPCEP took too long " + what);
        }
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.vpc;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings BGPCEP's RIBs to the desired ones by writing its configuration, differences only. A neighbour is removed when
 * its session has ended, and before others are added, since BGPCEP knows a neighbour by its address in all RIBs. Used
 * by one thread, which it blocks until BGPCEP has followed.
 */
public final class VpcRibDeployer {
    private static final Logger LOG = LoggerFactory.getLogger(VpcRibDeployer.class);
    private static final Duration FOLLOW_TIMEOUT = Duration.ofSeconds(30);

    private final BgpcepConfiguration configuration;
    private final BgpcepPeers peers;
    private final NeighborAdmission admission;
    private final Duration followTimeout;
    private Map<String, VpcRib> deployed = Map.of();
    private boolean known;

    /**
     * Deploys nothing yet.
     *
     * @param broker where BGPCEP's configuration is
     * @param peers BGPCEP's neighbours, to see whether it has followed
     */
    public VpcRibDeployer(final DataBroker broker, final BgpcepPeers peers) {
        this(broker, peers, FOLLOW_TIMEOUT);
    }

    VpcRibDeployer(final DataBroker broker, final BgpcepPeers peers, final Duration followTimeout) {
        configuration = new BgpcepConfiguration(broker);
        this.peers = requireNonNull(peers);
        admission = new NeighborAdmission(peers);
        this.followTimeout = requireNonNull(followTimeout);
    }

    /**
     * Takes no connection of a neighbour any more whose RIB is not the desired one, until it is deployed. To be called
     * before sessions learn of a new configuration: they would hand their connections to the RIB of before. May be
     * called on any thread.
     *
     * @param ribs the desired RIBs
     */
    public void withhold(final Collection<VpcRib> ribs) {
        admission.want(homes(ribs));
    }

    /**
     * Makes BGPCEP have exactly these RIBs of ours; those of others stay as they are. Connections are taken of those
     * neighbours that were not withheld meanwhile.
     *
     * @param ribs the desired RIBs
     * @throws IllegalStateException when the datastore refuses or BGPCEP does not follow in time; what is deployed is
     *     read again on the next call
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    public void deploy(final Collection<VpcRib> ribs) throws InterruptedException {
        final var desired = ribs.stream().collect(Collectors.toUnmodifiableMap(VpcRib::vpc, Function.identity()));
        final var homes = homes(ribs);
        admission.keep(homes);
        // After a start there are the RIBs of before, and after a failure nobody knows what. Writing all of them again
        // changes nothing for a neighbour that is as it should be.
        final boolean whole = !known;
        if (whole) {
            deployed = read();
        }
        known = false;
        final var going = homes(deployed.values()).entrySet().stream()
            .filter(home -> !home.getValue().equals(homes.get(home.getKey()))).map(Map.Entry::getKey).toList();
        await(() -> peers.leave(going), "to end the sessions of neighbours " + going);
        configuration.commit(tx -> removals(desired, tx));
        await(() -> going.stream().noneMatch(peers::isNeighbor), "to remove neighbours " + going);
        configuration.commit(tx -> additions(desired, whole, tx));
        await(() -> homes.keySet().stream().allMatch(peers::isNeighbor), "to create neighbours " + homes.keySet());
        peers.leave(Set.of());
        deployed = desired;
        known = true;
        admission.deployed(homes);
    }

    /** Which RIB each neighbour belongs to. */
    private static Map<InetAddress, VpcRib> homes(final Collection<VpcRib> ribs) {
        final var homes = new HashMap<InetAddress, VpcRib>();
        ribs.forEach(rib -> rib.neighbors().forEach(neighbor -> homes.put(neighbor, rib.bare())));
        return Map.copyOf(homes);
    }

    private Map<String, VpcRib> read() throws InterruptedException {
        return configuration.protocols().stream().filter(OpenConfigRib::isOurs).map(OpenConfigRib::read)
            .collect(Collectors.toUnmodifiableMap(VpcRib::vpc, Function.identity()));
    }

    private void removals(final Map<String, VpcRib> desired, final WriteTransaction tx) {
        deployed.values().forEach(rib -> {
            final var next = desired.get(rib.vpc());
            if (next == null || !next.hasSameSpeaker(rib)) {
                LOG.info("vpc {} RIB {} removed", rib.vpc(), VpcRib.ribId(rib.vpc()));
                tx.delete(LogicalDatastoreType.CONFIGURATION, OpenConfigRib.path(rib.vpc()));
                return;
            }
            rib.neighbors().stream().filter(neighbor -> !next.neighbors().contains(neighbor))
                .forEach(neighbor -> tx.delete(LogicalDatastoreType.CONFIGURATION,
                    OpenConfigRib.path(rib.vpc(), neighbor)));
        });
    }

    private void additions(final Map<String, VpcRib> desired, final boolean whole, final WriteTransaction tx) {
        desired.values().forEach(rib -> {
            final var before = deployed.get(rib.vpc());
            if (whole || before == null || !rib.hasSameSpeaker(before)) {
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

    private void await(final BooleanSupplier followed, final String what) throws InterruptedException {
        if (!peers.await(followed, followTimeout.toNanos())) {
            throw new IllegalStateException("BGPCEP took too long " + what);
        }
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.opendaylight.protocol.bgp.rib.spi.RouterIds;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.PeerId;

/**
 * The neighbours with a session, by the BGP identifier BGPCEP is told: it knows the peers of a RIB by nothing else
 * (BGPPeer.onSessionUp), and a routing policy sees nothing else of them. The sessions of one router, over IPv4 and over
 * IPv6, have one identifier: the first one keeps it, the others get a number of 240.0.0.0/4, which no router has. An
 * identifier is entered before BGPCEP gets the session and taken out after it has lost it, so what is said of a peer is
 * fixed for as long as BGPCEP has it. Thread-safe.
 */
public final class FabricPeers {
    private static final PeerId APPLICATION_PEER = new PeerId(FabricRib.APPLICATION_PEER_ID);
    private static final int FIRST = 0xf000_0001;

    private final Map<PeerId, NextHops> nextHops = new ConcurrentHashMap<>();

    /** Whether it is the peer that has what the DPU announces. */
    static boolean isApplicationPeer(final PeerId peer) {
        return APPLICATION_PEER.equals(peer);
    }

    /**
     * Enters a session.
     *
     * @param claimed the identifier the neighbour has given
     * @return the one BGPCEP is to be told
     */
    Ipv4AddressNoZone enter(final Ipv4AddressNoZone claimed, final NextHops onLink) {
        var identifier = claimed;
        // There are fewer neighbours than numbers.
        for (int next = FIRST; !enters(identifier, onLink); next++) {
            identifier = IetfInetUtil.ipv4AddressNoZoneFor(IetfInetUtil.ipv4AddressFor(next));
        }
        return identifier;
    }

    void leave(final Ipv4AddressNoZone identifier) {
        nextHops.remove(RouterIds.createPeerId(identifier));
    }

    /** The DPU's addresses on the link to a peer, empty for one without a session of ours. */
    Optional<NextHops> nextHops(final PeerId peer) {
        return Optional.ofNullable(nextHops.get(peer));
    }

    private boolean enters(final Ipv4AddressNoZone identifier, final NextHops onLink) {
        final var peer = RouterIds.createPeerId(identifier);
        return !isApplicationPeer(peer) && nextHops.putIfAbsent(peer, onLink) == null;
    }
}

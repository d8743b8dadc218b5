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
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.PeerId;

/**
 * The neighbours with a session, by the BGP identifier they claim: BGPCEP knows the peers of a RIB by nothing else
 * (BGPPeer.onSessionUp), and a routing policy sees nothing else of them. An identifier is entered before BGPCEP gets
 * the session and taken out after it has lost it, so what is said of a peer is fixed for as long as BGPCEP has it.
 * Thread-safe.
 */
public final class FabricPeers {
    private static final PeerId APPLICATION_PEER = new PeerId(FabricRib.APPLICATION_PEER_ID);

    private final Map<PeerId, NextHops> nextHops = new ConcurrentHashMap<>();

    /** Whether it is the peer that has what the DPU announces. */
    static boolean isApplicationPeer(final PeerId peer) {
        return APPLICATION_PEER.equals(peer);
    }

    /**
     * Enters a session.
     *
     * @return false when another one has the identifier: BGPCEP would lose both
     */
    boolean enter(final Ipv4AddressNoZone identifier, final NextHops onLink) {
        final var peer = RouterIds.createPeerId(identifier);
        return !isApplicationPeer(peer) && nextHops.putIfAbsent(peer, onLink) == null;
    }

    void leave(final Ipv4AddressNoZone identifier) {
        nextHops.remove(RouterIds.createPeerId(identifier));
    }

    /** The DPU's addresses on the link to a peer, empty for one without a session of ours. */
    Optional<NextHops> nextHops(final PeerId peer) {
        return Optional.ofNullable(nextHops.get(peer));
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.opendaylight.protocol.bgp.rib.spi.RouterIds;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.PeerId;

/**
 * The neighbours with a session, by the BGP identifier BGPCEP is told: it knows the peers of a RIB by nothing else
 * (BGPPeer.onSessionUp), and a routing policy sees nothing else of them. The sessions of one router, over IPv4 and over
 * IPv6, have one identifier, so BGPCEP is told another one of each neighbour: its IPv4 address, or for an IPv6 address
 * a number of 240.0.0.0/4. A neighbour keeps it, since an identifier that moves to another session while BGPCEP still
 * takes down the one before stops both for good. It is entered before BGPCEP gets the session and taken out after it
 * has lost it, so what is said of a peer is fixed for as long as BGPCEP has it. Thread-safe.
 */
public final class FabricPeers {
    private static final PeerId APPLICATION_PEER = new PeerId(FabricRib.APPLICATION_PEER_ID);
    private static final int FIRST = 0xf000_0001;

    private final Map<PeerId, NextHops> nextHops = new ConcurrentHashMap<>();
    private final Map<InetAddress, Ipv4AddressNoZone> identifiers = new ConcurrentHashMap<>();
    private final Map<PeerId, Integer> prefixes = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger(FIRST);

    /** Whether it is the peer that has what the DPU announces. */
    static boolean isApplicationPeer(final PeerId peer) {
        return APPLICATION_PEER.equals(peer);
    }

    /**
     * Enters a session.
     *
     * @param neighbor the neighbour's address
     * @return the identifier BGPCEP is to be told
     */
    Ipv4AddressNoZone enter(final InetAddress neighbor, final NextHops onLink) {
        final var identifier = identifier(neighbor);
        nextHops.put(RouterIds.createPeerId(identifier), onLink);
        return identifier;
    }

    /**
     * What BGPCEP has of a peer.
     *
     * @param peer its name in BGPCEP's RIB
     * @param count how many prefixes it has announced
     */
    public void learnt(final String peer, final int count) {
        if (count > 0) {
            prefixes.put(new PeerId(peer), count);
        } else {
            prefixes.remove(new PeerId(peer));
        }
    }

    /** How many prefixes a peer has announced, as far as it is known. */
    int prefixes(final Ipv4AddressNoZone identifier) {
        return prefixes.getOrDefault(RouterIds.createPeerId(identifier), 0);
    }

    void leave(final Ipv4AddressNoZone identifier) {
        final var peer = RouterIds.createPeerId(identifier);
        nextHops.remove(peer);
        prefixes.remove(peer);
    }

    /** The DPU's addresses on the link to a peer, empty for one without a session of ours. */
    Optional<NextHops> nextHops(final PeerId peer) {
        return Optional.ofNullable(nextHops.get(peer));
    }

    private Ipv4AddressNoZone identifier(final InetAddress neighbor) {
        return identifiers.computeIfAbsent(neighbor, address -> IetfInetUtil.ipv4AddressNoZoneFor(
            address instanceof Inet4Address ipv4 ? IetfInetUtil.ipv4AddressFor(ipv4)
                : IetfInetUtil.ipv4AddressFor(next.getAndIncrement())));
    }
}

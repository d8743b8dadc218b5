/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The tenant peers of one configuration, at most one per host address. Immutable. */
public final class TenantPeers {
    /** No peer at all: nobody may connect. */
    public static final TenantPeers NONE = new TenantPeers(Map.of(), Map.of());

    private final Map<InetAddress, TenantPeer> peers;
    private final Map<InetAddress, String> shutDown;

    private TenantPeers(final Map<InetAddress, TenantPeer> peers, final Map<InetAddress, String> shutDown) {
        this.peers = peers;
        this.shutDown = shutDown;
    }

    /**
     * Makes a snapshot.
     *
     * @param peers the peers that may connect
     * @param shutDown host addresses that are configured but may not connect now, because their interface is disabled
     *        or has no listener, each with what its tenant is told (RFC 9003): a live session of one ends with
     *        Administrative Shutdown rather than Peer De-configured
     * @return the snapshot
     * @throws IllegalArgumentException when two peers have the same host address
     */
    public static TenantPeers of(final Collection<TenantPeer> peers, final Map<InetAddress, String> shutDown) {
        final var byAddress = new LinkedHashMap<InetAddress, TenantPeer>();
        for (var peer : peers) {
            if (byAddress.put(peer.hostAddress(), peer) != null) {
                throw new IllegalArgumentException("two tenant peers have host address " + peer.hostAddress());
            }
        }
        return new TenantPeers(byAddress, Map.copyOf(shutDown));
    }

    /**
     * Finds who may open a connection.
     *
     * @param gatewayAddress the connection's local address
     * @param hostAddress the connection's remote address
     * @return the peer, empty when these two addresses are not configured together
     */
    public Optional<TenantPeer> find(final InetAddress gatewayAddress, final InetAddress hostAddress) {
        return find(hostAddress).filter(peer -> peer.link().gatewayAddress().equals(gatewayAddress));
    }

    Optional<TenantPeer> find(final InetAddress hostAddress) {
        return Optional.ofNullable(peers.get(hostAddress));
    }

    /**
     * The hosts that are configured but may not connect now.
     *
     * @return their addresses and what they are told
     */
    public Map<InetAddress, String> shutDown() {
        return shutDown;
    }

    /**
     * All peers that may connect.
     *
     * @return the peers in the order given
     */
    public Collection<TenantPeer> all() {
        return Collections.unmodifiableCollection(peers.values());
    }
}

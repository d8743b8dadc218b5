/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import java.net.InetAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What one listening socket enforces for the hosts that share its gateway address.
 *
 * @param keys the key of each host address that has one; the others connect without
 * @param sendsTtl255 whether it answers with TTL 255, which a host with GTSM demands and any other does not mind
 * @param requiresTtl255 whether it drops every packet below TTL 255: only where all hosts ask for it, since a listening
 *     socket does not tell them apart
 */
public record ListenerSecurity(Map<InetAddress, TcpMd5Key> keys, boolean sendsTtl255, boolean requiresTtl255) {
    /** It takes every packet. */
    public static final ListenerSecurity NONE = new ListenerSecurity(Map.of(), false, false);

    /** Copies the map. */
    public ListenerSecurity {
        keys = Map.copyOf(keys);
    }

    /**
     * What the peers of one gateway address need.
     *
     * @param peers the peers that may connect to it
     * @return what the listening socket is to enforce
     */
    public static ListenerSecurity of(final Collection<TenantPeer> peers) {
        final var keys = new HashMap<InetAddress, TcpMd5Key>();
        peers.forEach(peer -> peer.security().key().ifPresent(key -> keys.put(peer.hostAddress(), key)));
        final long askForTtl = peers.stream().filter(peer -> peer.security().ttlSecurity()).count();
        return new ListenerSecurity(keys, askForTtl > 0, askForTtl > 0 && askForTtl == peers.size());
    }
}

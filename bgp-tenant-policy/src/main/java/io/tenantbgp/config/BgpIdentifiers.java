/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Hands out the BGP identifiers that BGPCEP sees for tenants. BGPCEP keys the peers of a RIB by identifier, tenants
 * choose theirs freely, and two sessions of one host share one: so each session gets its own. An IPv4 host has its
 * address. An IPv6 one has a number of 240.0.0.0/4, which no host can have as its address; it keeps it for as long as
 * it is configured. Not thread-safe.
 */
final class BgpIdentifiers {
    private static final int FIRST = 0xf000_0001;
    private static final int LAST = 0xffff_fffe;

    private final Map<InetAddress, Integer> assigned = new HashMap<>();
    private int next = FIRST;

    /**
     * Forgets the hosts that are no longer configured.
     *
     * @param hosts the addresses of all configured hosts
     */
    void retain(final Collection<InetAddress> hosts) {
        assigned.keySet().retainAll(hosts);
    }

    /**
     * The identifier of a host.
     *
     * @param host the host's address, which its connection comes from
     * @return the identifier as 32 bits
     */
    int of(final InetAddress host) {
        return host instanceof Inet4Address ? host.hashCode() : assigned.computeIfAbsent(host, ignored -> unused());
    }

    private int unused() {
        while (assigned.containsValue(next)) {
            advance();
        }
        final int found = next;
        advance();
        return found;
    }

    private void advance() {
        next = next == LAST ? FIRST : next + 1;
    }
}

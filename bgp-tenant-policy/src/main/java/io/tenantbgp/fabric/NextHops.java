/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static java.util.Objects.requireNonNull;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.Optional;

/**
 * The DPU's addresses on the link to a neighbour, which the underlay's routes have as their next hops.
 *
 * @param ipv4 that of IPv4 routes, empty when the link has none
 * @param ipv6 that of IPv6 routes, empty when the link has none
 */
public record NextHops(Optional<Inet4Address> ipv4, Optional<Inet6Address> ipv6) {
    /** Refuses absent parts. */
    public NextHops {
        requireNonNull(ipv4);
        requireNonNull(ipv6);
    }

    /** Whether routes of a family can be announced: EVPN routes have a next hop of their own. */
    boolean isFor(final FabricFamily family) {
        return switch (family) {
            case IPV4_UNICAST -> ipv4.isPresent();
            case IPV6_UNICAST -> ipv6.isPresent();
            case L2VPN_EVPN -> true;
        };
    }
}

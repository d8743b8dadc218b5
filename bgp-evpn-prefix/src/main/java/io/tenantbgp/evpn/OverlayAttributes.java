/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The path attributes of an IP prefix route that matter to the overlay.
 *
 * @param nextHop the VTEP: an IPv4 or IPv6 address as BGPCEP's datastores have it
 * @param asPath the ASNs from the nearest one on; those of sets and confederations among them, in the order received
 * @param routeTargets the route targets
 * @param routerMac the Router's MAC (RFC 9135, section 8.1), such as {@code 02:00:00:00:00:01}
 * @param tunnelTypes the numbers of the encapsulations to choose from (RFC 9012, section 4.1), {@link #VXLAN} for one;
 *     empty when the route names none
 */
public record OverlayAttributes(String nextHop, List<Long> asPath, Set<RouteTarget> routeTargets,
        Optional<String> routerMac, Set<Integer> tunnelTypes) {
    /** The tunnel type of VXLAN (RFC 8365, section 11). */
    public static final int VXLAN = 8;

    /** Copies the collections. */
    public OverlayAttributes {
        requireNonNull(nextHop);
        asPath = List.copyOf(asPath);
        routeTargets = Set.copyOf(routeTargets);
        requireNonNull(routerMac);
        tunnelTypes = Set.copyOf(tunnelTypes);
    }

    /**
     * The attributes of a route to a VTEP.
     *
     * @param nextHop the VTEP's address
     * @param asPath the ASNs from the nearest one on
     * @param routeTargets the route targets
     * @param routerMac the MAC address of the VTEP
     * @return the attributes, with encapsulation VXLAN
     */
    public static OverlayAttributes vxlan(final String nextHop, final List<Long> asPath,
            final Set<RouteTarget> routeTargets, final String routerMac) {
        return new OverlayAttributes(nextHop, asPath, routeTargets, Optional.of(routerMac), Set.of(VXLAN));
    }

    /**
     * Whether the VTEP takes packets with VXLAN, so that the label field is a VNI (RFC 8365, section 5.1.3).
     *
     * @return false when the route names other encapsulations only; one that names none leaves it to the configuration
     */
    public boolean isVxlan() {
        return tunnelTypes.isEmpty() || tunnelTypes.contains(VXLAN);
    }
}

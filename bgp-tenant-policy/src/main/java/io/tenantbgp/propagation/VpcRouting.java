/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.evpn.RouteDistinguisher;
import io.tenantbgp.evpn.RouteTarget;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.PrefixSet;
import java.util.List;
import java.util.Set;

/**
 * How a VPC is connected to others and to the underlay.
 *
 * @param distinguisher makes its EVPN routes different from those of others
 * @param vni the label of its EVPN routes
 * @param exportTargets what its EVPN routes carry; without any nothing is exported to the overlay
 * @param importTargets a route with one of them enters its table
 * @param defaultRouteAccepted whether the underlay's default routes enter its table
 * @param acceptedLeaks what else of the underlay enters its table
 * @param hostRoutes the addresses of its tenant hosts, as far as they are announced to the underlay
 * @param problems what of the configuration has no effect and what to change
 */
public record VpcRouting(RouteDistinguisher distinguisher, long vni, Set<RouteTarget> exportTargets,
        Set<RouteTarget> importTargets, boolean defaultRouteAccepted, PrefixSet acceptedLeaks, Set<Prefix> hostRoutes,
        List<String> problems) {
    /** Copies the collections. */
    public VpcRouting {
        requireNonNull(distinguisher);
        exportTargets = Set.copyOf(exportTargets);
        importTargets = Set.copyOf(importTargets);
        requireNonNull(acceptedLeaks);
        hostRoutes = Set.copyOf(hostRoutes);
        problems = List.copyOf(problems);
    }

    /**
     * The same for a VPC that must not reach the overlay.
     *
     * @param problem why, and what to change
     * @return the same without route targets
     */
    public VpcRouting withoutOverlay(final String problem) {
        return new VpcRouting(distinguisher, vni, Set.of(), Set.of(), defaultRouteAccepted, acceptedLeaks, hostRoutes,
            List.of(problem + "; until then the VPC is cut off from the overlay"));
    }

    /**
     * Whether a route of the underlay enters the VPC's table.
     *
     * @param prefix its prefix
     * @return true when the routing profile accepts it
     */
    public boolean acceptsFromUnderlay(final Prefix prefix) {
        return prefix.length() == 0 ? defaultRouteAccepted
            : acceptedLeaks.covers(prefix.family(), prefix.high(), prefix.low(), prefix.length());
    }

    /**
     * Whether a route of the overlay enters the VPC's table.
     *
     * @param targets the route targets it carries
     * @return true when one of them is imported
     */
    public boolean imports(final Set<RouteTarget> targets) {
        return targets.stream().anyMatch(importTargets::contains);
    }
}

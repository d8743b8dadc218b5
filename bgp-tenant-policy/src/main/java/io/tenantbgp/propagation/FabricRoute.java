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
import java.net.Inet4Address;
import java.util.Optional;
import java.util.Set;

/** A route the DPU announces to the fabric. */
public sealed interface FabricRoute {
    /**
     * What makes it different from the others.
     *
     * @return the key
     */
    FabricRouteKey key();

    /**
     * Its AS_PATH.
     *
     * @return the path, without the DPU's own ASN
     */
    TenantPath path();

    /**
     * An EVPN IP prefix route (RFC 9136), for every neighbour with that family.
     *
     * @param prefix the prefix
     * @param distinguisher the VPC's route distinguisher
     * @param vni the VPC's VNI
     * @param nextHop the DPU's VXLAN tunnel endpoint
     * @param routerMac of the Router's MAC extended community
     * @param targets the route targets, the only ones it has
     * @param path its AS_PATH
     */
    record Overlay(Prefix prefix, RouteDistinguisher distinguisher, long vni, Inet4Address nextHop,
            Optional<String> routerMac, Set<RouteTarget> targets, TenantPath path) implements FabricRoute {
        /** Copies the set. */
        public Overlay {
            requireNonNull(prefix);
            requireNonNull(distinguisher);
            requireNonNull(nextHop);
            requireNonNull(routerMac);
            targets = Set.copyOf(targets);
            requireNonNull(path);
        }

        @Override
        public FabricRouteKey key() {
            return new FabricRouteKey(Optional.of(distinguisher), prefix);
        }
    }

    /**
     * An IPv4 or IPv6 unicast route without communities, for every neighbour with that family.
     *
     * @param prefix the prefix
     * @param path its AS_PATH
     */
    record Underlay(Prefix prefix, TenantPath path) implements FabricRoute {
        /** Takes both. */
        public Underlay {
            requireNonNull(prefix);
            requireNonNull(path);
        }

        @Override
        public FabricRouteKey key() {
            return new FabricRouteKey(Optional.empty(), prefix);
        }
    }
}

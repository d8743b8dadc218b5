/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import io.tenantbgp.evpn.RouteTarget;
import io.tenantbgp.fabric.FabricFamily;
import java.util.Map;
import java.util.Set;

/**
 * What BGPCEP has of the routes the DPU announces.
 *
 * @param routes the EVPN and unicast routes, those of EVPN with their route targets
 * @param missing the families it has no table for
 */
public record FabricTables(Map<FabricRouteKey, Set<RouteTarget>> routes, Set<FabricFamily> missing) {
    /** Copies both. */
    public FabricTables {
        routes = Map.copyOf(routes);
        missing = Set.copyOf(missing);
    }
}

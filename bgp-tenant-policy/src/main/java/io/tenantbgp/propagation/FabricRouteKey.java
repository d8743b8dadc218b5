/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.evpn.RouteDistinguisher;
import io.tenantbgp.policy.Prefix;
import java.util.Optional;

/**
 * Identifies a route the DPU announces to the fabric.
 *
 * @param distinguisher that of an EVPN route, empty for a unicast one
 * @param prefix its prefix
 */
public record FabricRouteKey(Optional<RouteDistinguisher> distinguisher, Prefix prefix) {
    /** Takes both. */
    public FabricRouteKey {
        requireNonNull(distinguisher);
        requireNonNull(prefix);
    }
}

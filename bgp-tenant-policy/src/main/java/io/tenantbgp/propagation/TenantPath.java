/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import java.util.Comparator;

/**
 * The AS_PATH of a route on its way to the fabric: the tenant's ASN as often as the path it sent was long, so that its
 * prepending keeps its meaning. The DPU's own ASN is put before it for each external neighbour.
 *
 * @param tenantAsn the tenant's ASN; any number when there are no hops
 * @param hops how often it is repeated, 0..8; 0 is a route of the DPU itself
 */
public record TenantPath(long tenantAsn, int hops) implements Comparable<TenantPath> {
    /** That of the DPU's own routes. */
    public static final TenantPath OWN = new TenantPath(0, 0);

    private static final Comparator<TenantPath> SHORTEST_FIRST =
        Comparator.comparingInt(TenantPath::hops).thenComparingLong(TenantPath::tenantAsn);

    @Override
    public int compareTo(final TenantPath other) {
        return SHORTEST_FIRST.compare(this, other);
    }
}

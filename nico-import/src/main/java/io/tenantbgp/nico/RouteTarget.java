/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import java.util.Comparator;

/**
 * A route target.
 *
 * @param asn its administrator, 1..4294967295
 * @param vni its number, 0..16777215, and 0..65535 when the ASN has four octets
 */
record RouteTarget(long asn, long vni) implements Comparable<RouteTarget> {
    private static final Comparator<RouteTarget> ORDER =
        Comparator.comparingLong(RouteTarget::asn).thenComparingLong(RouteTarget::vni);

    @Override
    public int compareTo(final RouteTarget other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return asn + ":" + vni;
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

/** An address family of a session with a neighbour in the fabric. */
public enum FabricFamily {
    /** AFI 1, SAFI 1: the underlay. */
    IPV4_UNICAST(1, 1, "ipv4-unicast"),
    /** AFI 2, SAFI 1: the underlay. */
    IPV6_UNICAST(2, 1, "ipv6-unicast"),
    /** AFI 25, SAFI 70: the VPCs. */
    L2VPN_EVPN(25, 70, "l2vpn-evpn");

    private final int afi;
    private final int safi;
    private final String yangName;

    FabricFamily(final int afi, final int safi, final String yangName) {
        this.afi = afi;
        this.safi = safi;
        this.yangName = yangName;
    }

    /**
     * The name in the models and in texts.
     *
     * @return such as {@code ipv4-unicast}
     */
    public String yangName() {
        return yangName;
    }

    /** Whether it is the family of these numbers. */
    boolean hasNumbers(final int otherAfi, final int otherSafi) {
        return afi == otherAfi && safi == otherSafi;
    }
}

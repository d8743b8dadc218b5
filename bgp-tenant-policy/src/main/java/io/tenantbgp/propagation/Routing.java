/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import static java.util.Objects.requireNonNull;

import java.net.Inet4Address;
import java.util.Map;
import java.util.Optional;

/**
 * What the configuration says about the exchange of routes with the fabric.
 *
 * @param asn the DPU's ASN; any number while there is no DPU
 * @param loopback the DPU's VXLAN tunnel endpoint, which is announced to the underlay; empty while there is no DPU
 * @param routerMac the MAC address in the Router's MAC extended community
 * @param vpcs the VPCs by name
 */
public record Routing(long asn, Optional<Inet4Address> loopback, Optional<String> routerMac,
        Map<String, VpcRouting> vpcs) {
    /** There is no DPU. */
    public static final Routing NONE = new Routing(0, Optional.empty(), Optional.empty(), Map.of());

    /** Copies the map. */
    public Routing {
        requireNonNull(loopback);
        requireNonNull(routerMac);
        vpcs = Map.copyOf(vpcs);
    }
}

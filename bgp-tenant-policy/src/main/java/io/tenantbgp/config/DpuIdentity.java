/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import static java.util.Objects.requireNonNull;

import java.net.Inet4Address;

/**
 * What the DPU is in BGP.
 *
 * @param asn its ASN, the peer ASN of every tenant
 * @param loopback its loopback address, which is its BGP identifier, too
 * @param bgpPort the TCP port of the tenant listeners, 1..65535
 */
public record DpuIdentity(long asn, Inet4Address loopback, int bgpPort) {
    /** Refuses absent parts. */
    public DpuIdentity {
        requireNonNull(loopback);
    }

    /**
     * The BGP identifier.
     *
     * @return the loopback address as 32 bits
     */
    public int routerId() {
        return loopback.hashCode();
    }
}

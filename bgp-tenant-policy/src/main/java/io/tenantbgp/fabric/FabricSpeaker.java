/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static java.util.Objects.requireNonNull;

import java.net.Inet4Address;

/**
 * The DPU as its neighbours in the fabric see it.
 *
 * @param asn its ASN
 * @param routerId its BGP identifier
 * @param bgpPort the port passive neighbours connect to
 * @param config the neighbours
 */
public record FabricSpeaker(long asn, Inet4Address routerId, int bgpPort, FabricConfig config) {
    /** Refuses absent parts. */
    public FabricSpeaker {
        requireNonNull(routerId);
        requireNonNull(config);
    }

    /** Whether sessions of the other one may go on: the neighbours apart, nothing is different. */
    boolean isSameSpeaker(final FabricSpeaker other) {
        return asn == other.asn && routerId.equals(other.routerId) && bgpPort == other.bgpPort;
    }
}

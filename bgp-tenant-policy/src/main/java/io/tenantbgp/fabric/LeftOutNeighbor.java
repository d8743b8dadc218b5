/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.util.Set;

/**
 * A configured neighbour that makes no sense: there is no session with it.
 *
 * @param address its address
 * @param asn its ASN
 * @param families its families
 * @param detail why, and what to change
 */
public record LeftOutNeighbor(InetAddress address, long asn, Set<FabricFamily> families, String detail) {
    /** Copies the set. */
    public LeftOutNeighbor {
        requireNonNull(address);
        families = Set.copyOf(families);
        requireNonNull(detail);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static java.util.Objects.requireNonNull;

import java.net.Inet4Address;
import java.util.Set;

/**
 * What a neighbour's accepted OPEN said.
 *
 * @param identifier its BGP identifier
 * @param holdTime the negotiated hold time in seconds
 * @param families the families both sides have
 */
public record FabricOpen(Inet4Address identifier, int holdTime, Set<FabricFamily> families) {
    /** Copies the set. */
    public FabricOpen {
        requireNonNull(identifier);
        families = Set.copyOf(families);
    }
}

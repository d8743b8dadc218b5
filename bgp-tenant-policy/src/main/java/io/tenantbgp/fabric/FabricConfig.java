/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import java.util.List;

/**
 * The neighbours in the fabric.
 *
 * @param neighbors those to have a session with
 * @param leftOut those that make no sense
 */
public record FabricConfig(List<FabricNeighbor> neighbors, List<LeftOutNeighbor> leftOut) {
    /** No neighbour is configured. */
    public static final FabricConfig EMPTY = new FabricConfig(List.of(), List.of());

    /** Copies the lists. */
    public FabricConfig {
        neighbors = List.copyOf(neighbors);
        leftOut = List.copyOf(leftOut);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a VPC exchanges with the fabric.
 *
 * @param routing how it is configured
 * @param exports where its prefixes are announced
 * @param imports what it has learnt
 */
public record VpcExchange(VpcRouting routing, List<VpcExport> exports, List<VpcImport> imports) {
    /** Copies the lists. */
    public VpcExchange {
        requireNonNull(routing);
        exports = List.copyOf(exports);
        imports = List.copyOf(imports);
    }

    /**
     * What keeps prefixes from where they are to be reachable from.
     *
     * @return a sentence each, with what to change
     */
    public List<String> alarms() {
        return routing.problems();
    }
}

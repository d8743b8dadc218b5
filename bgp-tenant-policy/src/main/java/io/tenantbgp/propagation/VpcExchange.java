/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a VPC announces to the fabric, and how it exchanges routes with it.
 *
 * @param routing how it is configured
 * @param exports where its prefixes are announced
 * @param findings what an audit has found wrong with it
 */
public record VpcExchange(VpcRouting routing, List<VpcExport> exports, List<String> findings) {
    /** Copies the lists. */
    public VpcExchange {
        requireNonNull(routing);
        exports = List.copyOf(exports);
        findings = List.copyOf(findings);
    }

    /**
     * What keeps prefixes from where they are to be reachable from.
     *
     * @return a sentence each, with what to change
     */
    public List<String> alarms() {
        return Stream.concat(routing.problems().stream(), findings.stream()).toList();
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.policy.Prefix;
import java.util.List;

/**
 * A prefix that a VPC has learnt from the fabric.
 *
 * @param prefix the prefix
 * @param overlay whether from the overlay, else from the underlay
 * @param nextHops the next hops that share its traffic, at least one
 */
public record VpcImport(Prefix prefix, boolean overlay, List<NextHop> nextHops) {
    /** Copies the list. */
    public VpcImport {
        requireNonNull(prefix);
        nextHops = List.copyOf(nextHops);
    }
}

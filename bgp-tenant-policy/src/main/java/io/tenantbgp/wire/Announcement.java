/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.policy.PathFacts;

/**
 * Prefixes an UPDATE announces and what its attributes say about them.
 *
 * @param prefixes the prefixes
 * @param facts the path, or why the prefixes are to be treated as withdrawn (RFC 7606)
 */
public record Announcement(NlriField prefixes, PathFacts facts) {
    /** Takes both. */
    public Announcement {
        requireNonNull(prefixes);
        requireNonNull(facts);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static java.util.Objects.requireNonNull;

/**
 * A prefix as a tenant announced it last, whatever became of it (Adj-RIB-In, pre-policy).
 *
 * @param prefix the prefix, without its host bits
 * @param hostBits whether it was announced with host bits set
 * @param path what is kept of its path attributes
 */
public record PrePolicyRoute(Prefix prefix, boolean hostBits, PrePolicyPath path) {
    /** Takes the parts. */
    public PrePolicyRoute {
        requireNonNull(prefix);
        requireNonNull(path);
    }
}

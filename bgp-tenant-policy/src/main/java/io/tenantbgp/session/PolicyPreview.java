/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What another import policy would make of what one tenant has announced.
 *
 * @param link the session's interface and addresses
 * @param decisions every route that is kept with the verdicts before and after; none without an established session
 * @param notKept how many rejected prefixes were too many to be kept: of these it is not known
 */
public record PolicyPreview(TenantLink link, List<Redecision> decisions, long notKept) {
    /** Copies the list. */
    public PolicyPreview {
        requireNonNull(link);
        decisions = List.copyOf(decisions);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.policy.Disposition;
import io.tenantbgp.policy.Prefix;
import java.time.Instant;

/**
 * A prefix a tenant announces and that is accepted.
 *
 * @param prefix the prefix
 * @param disposition where it is to be reachable from
 * @param since when it was accepted; announcing it again does not change that
 */
public record AcceptedPrefix(Prefix prefix, Disposition disposition, Instant since) {
    /** Refuses absent parts. */
    public AcceptedPrefix {
        requireNonNull(prefix);
        requireNonNull(disposition);
        requireNonNull(since);
    }
}

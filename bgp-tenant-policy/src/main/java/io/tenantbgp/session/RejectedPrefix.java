/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.RejectReason;
import java.time.Instant;
import java.util.Optional;

/**
 * A prefix a tenant announced and that was rejected.
 *
 * @param prefix the prefix, without its host bits
 * @param reason why it was rejected last
 * @param count how often it was rejected
 * @param lastSeen when it was rejected last
 * @param nearestAllowedEntry the allowed entry it was most likely meant for, empty when there is none of its family
 */
public record RejectedPrefix(Prefix prefix, RejectReason reason, long count, Instant lastSeen,
        Optional<Prefix> nearestAllowedEntry) {
    /** Refuses absent parts. */
    public RejectedPrefix {
        requireNonNull(prefix);
        requireNonNull(reason);
        requireNonNull(lastSeen);
        requireNonNull(nearestAllowedEntry);
    }
}

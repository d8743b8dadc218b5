/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.tenantbgp.policy.ImportPolicy;
import io.tenantbgp.policy.PrePolicyPath;
import io.tenantbgp.policy.PrePolicyRoute;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.RejectReason;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jdt.annotation.Nullable;

/** What is kept of one rejected prefix. Confined to the session's event loop. */
final class RejectedEntry {
    private static final PrePolicyPath UNKNOWN = new PrePolicyPath.Unacceptable(RejectReason.MALFORMED_ATTRIBUTE);

    // Its place in LatestRejected, which alone uses these.
    long hash;
    @Nullable RejectedEntry inBucket;
    @Nullable RejectedEntry older;
    @Nullable RejectedEntry newer;

    private Prefix prefix;
    private PrePolicyPath path = UNKNOWN;
    private boolean hostBits;
    private RejectReason reason = RejectReason.MALFORMED_ATTRIBUTE;
    private Instant lastSeen = Instant.EPOCH;
    private long count;
    /** The policy the nearest entry was searched for, as that is asked for far more often than it changes. */
    private @Nullable ImportPolicy searched;
    private Optional<Prefix> nearest = Optional.empty();

    RejectedEntry(final Prefix prefix) {
        this.prefix = prefix;
    }

    /** Makes it another prefix's, of which nothing is known yet. */
    void reuse(final Prefix other) {
        prefix = other;
        count = 0;
        searched = null;
    }

    Prefix prefix() {
        return prefix;
    }

    PrePolicyPath path() {
        return path;
    }

    boolean hasHostBits() {
        return hostBits;
    }

    RejectReason reason() {
        return reason;
    }

    void keep(final boolean withHostBits, final PrePolicyPath announced, final Instant now) {
        hostBits = withHostBits;
        path = announced;
        lastSeen = now;
    }

    void countAnnouncement() {
        count++;
    }

    /** How often it was announced and rejected. */
    long count() {
        return count;
    }

    void decide(final RejectReason why) {
        if (reason != why) {
            reason = why;
            searched = null;
        }
    }

    PrePolicyRoute route() {
        return new PrePolicyRoute(prefix, hostBits, path);
    }

    RejectedPrefix snapshot(final ImportPolicy policy) {
        if (searched != policy) {
            nearest = policy.nearestAllowedEntry(prefix, reason);
            searched = policy;
        }
        return new RejectedPrefix(prefix, reason, count, lastSeen, nearest);
    }
}

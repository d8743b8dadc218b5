/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.ImportPolicy;
import io.tenantbgp.policy.PrePolicyPath;
import io.tenantbgp.policy.PrePolicyRoute;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.RejectReason;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jdt.annotation.Nullable;

/**
 * What is kept of one rejected prefix; in a flood, of another one each time. A reference is written only where it
 * changes (see {@link LatestRejected}). Confined to the session's event loop.
 */
final class RejectedEntry {
    static final PrePolicyPath UNKNOWN = new PrePolicyPath.Unacceptable(RejectReason.MALFORMED_ATTRIBUTE);

    private AddressFamily family = AddressFamily.IPV4;
    private long high;
    private long low;
    private int length;
    private PrePolicyPath path = UNKNOWN;
    private boolean hostBits;
    private RejectReason reason = RejectReason.MALFORMED_ATTRIBUTE;
    private long lastSeenSecond;
    private int lastSeenNano;
    private long count;
    /** The policy the nearest entry was searched for, as that is asked for far more often than it changes. */
    private @Nullable ImportPolicy searched;
    private Optional<Prefix> nearest = Optional.empty();

    /** Makes it another prefix's, given as in {@link Prefix}, of which nothing is known yet. */
    void reuse(final AddressFamily otherFamily, final long otherHigh, final long otherLow, final int otherLength) {
        if (family != otherFamily) {
            family = otherFamily;
        }
        high = otherHigh;
        low = otherLow;
        length = otherLength;
        count = 0;
        if (searched != null) {
            searched = null;
        }
    }

    boolean isOf(final AddressFamily otherFamily, final long otherHigh, final long otherLow, final int otherLength) {
        return high == otherHigh && low == otherLow && length == otherLength && family == otherFamily;
    }

    AddressFamily family() {
        return family;
    }

    Prefix prefix() {
        return new Prefix(family, high, low, length);
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
        if (path != announced) {
            path = announced;
        }
        lastSeenSecond = now.getEpochSecond();
        lastSeenNano = now.getNano();
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
        return new PrePolicyRoute(prefix(), hostBits, path);
    }

    RejectedPrefix snapshot(final ImportPolicy policy) {
        final var prefix = prefix();
        if (searched != policy) {
            nearest = policy.nearestAllowedEntry(prefix, reason);
            searched = policy;
        }
        return new RejectedPrefix(prefix, reason, count, Instant.ofEpochSecond(lastSeenSecond, lastSeenNano), nearest);
    }
}

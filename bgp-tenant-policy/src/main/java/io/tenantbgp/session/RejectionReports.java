/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.RejectReason;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Tells of the prefixes of one host that are rejected for the first time and of its limits, as often as an operator can
 * read it and without crowding out what is told of other hosts. Confined to the event loop of the host's live session,
 * one after the other.
 */
final class RejectionReports {
    private static final int BURST = 10;
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final SessionEvents events;
    private final RateLimit rate;
    private final RateLimit limitRate;
    /** The UPDATE in which there was no room any more: a flood of denied prefixes asks the clock once for each. */
    private Instant exhausted = Instant.MIN;
    private long untold;

    RejectionReports(final SessionEvents events, final LongSupplier nanoTime) {
        this.events = events;
        rate = new RateLimit(nanoTime, BURST, INTERVAL);
        limitRate = new RateLimit(nanoTime, BURST, INTERVAL);
    }

    /** The limit of a family was reached anew; a tenant can do that with every UPDATE. */
    void limitReached(final TenantPeer peer, final AddressFamily family) {
        if (limitRate.tryAcquire()) {
            events.maximumPrefixesReached(peer, family);
        }
    }

    /** Whether a prefix of the UPDATE that came now, rejected for the first time, is told of; it is counted if not. */
    boolean mayTell(final Instant now) {
        if (now.equals(exhausted) || !rate.tryAcquire()) {
            exhausted = now;
            untold++;
            return false;
        }
        return true;
    }

    /** Tells of a prefix, and how many were not told of. */
    void firstRejected(final TenantPeer peer, final Prefix prefix, final RejectReason reason) {
        events.prefixRejected(peer, prefix, reason, untold);
        untold = 0;
    }
}

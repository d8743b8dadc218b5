/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import java.util.concurrent.TimeUnit;

/**
 * How much of some work a session may cause: a burst, and then so much a second (the generic cell rate algorithm). Not
 * thread-safe.
 */
final class WorkBudget {
    /** Longest time until work is within the budget; less than any hold time (RFC 4271, section 4.2). */
    static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final long nanosPerUnit;
    private final long tolerance;
    private long usedUpAt;

    /**
     * A budget nothing of which is used.
     *
     * @param nanosPerUnit in how many nanoseconds one unit of work is earned
     * @param burst units that may be used ahead of that
     * @param now the time in nanoseconds
     */
    WorkBudget(final long nanosPerUnit, final long burst, final long now) {
        this.nanosPerUnit = nanosPerUnit;
        tolerance = nanosPerUnit * burst;
        usedUpAt = now;
    }

    /**
     * Charges work that was done. What would take longer than {@link #LONGEST_NANOS} is forgiven: a host that is not
     * read from for its hold time would lose its session, although it sent KEEPALIVEs.
     *
     * @return nanoseconds until the work is within the budget, 0 when it is
     */
    long charge(final long units, final long now) {
        // Differences, because nanoTime may wrap around.
        final long ahead = Math.min(Math.max(usedUpAt - now, 0) + units * nanosPerUnit, tolerance + LONGEST_NANOS);
        usedUpAt = now + ahead;
        return Math.max(ahead - tolerance, 0);
    }
}

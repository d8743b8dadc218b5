/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets a burst of events pass and then one per interval (the generic cell rate algorithm). Thread-safe without a lock:
 * connections of one tenant may be on different event loops.
 */
public final class RateLimit {
    private final LongSupplier nanoTime;
    private final long interval;
    private final long tolerance;
    /** When the events that passed would be used up at one per interval. */
    private final AtomicLong usedUpAt;

    /**
     * With the whole burst to give.
     *
     * @param nanoTime the clock, such as {@link System#nanoTime}
     * @param burst how many events pass at once, at least 1
     * @param interval how long it takes until one more may pass
     */
    public RateLimit(final LongSupplier nanoTime, final int burst, final Duration interval) {
        this.nanoTime = nanoTime;
        this.interval = interval.toNanos();
        tolerance = this.interval * (burst - 1);
        usedUpAt = new AtomicLong(nanoTime.getAsLong());
    }

    /**
     * Takes one event's place.
     *
     * @return false when there is none
     */
    public boolean tryAcquire() {
        while (true) {
            final long now = nanoTime.getAsLong();
            final long before = usedUpAt.get();
            // Differences, because nanoTime may wrap around.
            final long ahead = Math.max(before - now, 0);
            if (ahead > tolerance) {
                return false;
            }
            if (usedUpAt.compareAndSet(before, now + ahead + interval)) {
                return true;
            }
        }
    }
}

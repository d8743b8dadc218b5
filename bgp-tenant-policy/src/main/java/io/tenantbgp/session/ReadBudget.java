/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import java.util.concurrent.TimeUnit;

/**
 * What a tenant may cause by what it sends, so much at once and then so much a second.
 * <ul>
 * <li>Changes of accepted prefixes: BGPCEP queues a transaction for each UPDATE without a bound (AdjRibInWriter), so a
 * tenant that announces and withdraws one prefix as fast as its link allows would use up the memory of all.</li>
 * <li>Processing time: whatever is read, denied or not, keeps the other sessions of the event loop waiting, and the
 * whole DPU where it has few cores.</li>
 * </ul>
 * Thread-safe: a host's next connection may be on another event loop.
 */
final class ReadBudget {
    /** What may be changed at once; more than a good tenant has in all. */
    static final int BURST = 20_000;
    /** BGPCEP installs about 10,000 routes a second on two cores. */
    static final int CHANGES_PER_SECOND = 5_000;
    /** Processing time at once: a million denied prefixes take less. */
    static final long BURST_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** After that, one core's eighth. */
    static final int NANOS_PER_NANO = 8;

    private final WorkBudget changes;
    private final WorkBudget processing;

    /** A budget of so many bursts, nothing of which is used. */
    ReadBudget(final int bursts, final long now) {
        changes = new WorkBudget(TimeUnit.SECONDS.toNanos(1) / CHANGES_PER_SECOND, (long) bursts * BURST, now);
        // Who uses the burst without a break earns a part of it meanwhile.
        processing = new WorkBudget(NANOS_PER_NANO, bursts * (BURST_NANOS - BURST_NANOS / NANOS_PER_NANO), now);
    }

    /** Charges what was caused; the nanoseconds until both are within the budget, 0 when they are. */
    synchronized long charge(final int changed, final long processingNanos, final long now) {
        return Math.max(changes.charge(changed, now), processing.charge(processingNanos, now));
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Stops reading from a tenant that takes more than its share. Confined to the session's event loop.
 * <ul>
 * <li>Changes of accepted prefixes: BGPCEP queues a transaction for each UPDATE without a bound (AdjRibInWriter), so a
 * tenant that announces and withdraws one prefix as fast as its link allows would use up the memory of all.</li>
 * <li>Processing time: whatever is read, denied or not, keeps the other sessions of the event loop waiting.</li>
 * </ul>
 */
final class ReadPacing {
    /** What a session may change at once; more than a good tenant has in all. */
    static final int BURST = 20_000;
    /** BGPCEP installs about 10,000 routes a second on two cores. */
    static final int CHANGES_PER_SECOND = 5_000;
    /** Processing time at once: a million denied prefixes take less. */
    static final long BURST_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** After that, one core's half. */
    static final int NANOS_PER_NANO = 2;

    private final ChannelHandlerContext ctx;
    private final LongSupplier nanoTime;
    private final LongAdder pauses;
    private final WorkBudget changes;
    private final WorkBudget processing;
    private long startedAt;

    /** Pauses are counted. */
    ReadPacing(final ChannelHandlerContext ctx, final LongSupplier nanoTime, final LongAdder pauses) {
        this.ctx = ctx;
        this.nanoTime = nanoTime;
        this.pauses = pauses;
        final long now = nanoTime.getAsLong();
        changes = new WorkBudget(TimeUnit.SECONDS.toNanos(1) / CHANGES_PER_SECOND, BURST, now);
        // Who uses the burst without a break earns a part of it meanwhile.
        processing = new WorkBudget(NANOS_PER_NANO, BURST_NANOS / NANOS_PER_NANO, now);
    }

    /** Something is read now. */
    void start() {
        startedAt = nanoTime.getAsLong();
    }

    /** It is processed, and so many changes were passed on: reading stops until both are within their budgets. */
    void charge(final int changesPassedOn) {
        final long now = nanoTime.getAsLong();
        final long pause = Math.max(changes.charge(changesPassedOn, now), processing.charge(now - startedAt, now));
        if (pause > 0 && ctx.channel().config().isAutoRead()) {
            ctx.channel().config().setAutoRead(false);
            pauses.increment();
            ctx.executor().schedule(this::resume, pause, TimeUnit.NANOSECONDS);
        }
    }

    /** Reads on, at the latest when the connection ends: its last input is to be discarded. */
    void resume() {
        ctx.channel().config().setAutoRead(true);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Stops reading from a tenant that changes accepted prefixes faster than BGPCEP can take it. BGPCEP queues a
 * transaction for each UPDATE without a bound (AdjRibInWriter), so a tenant that announces and withdraws one prefix as
 * fast as its link allows would use up the memory of all. What is denied is not counted. Confined to the session's
 * event loop.
 */
final class ReadPacing {
    /** What a session may change at once; more than a good tenant has in all. */
    static final int BURST = 20_000;
    /** BGPCEP installs about 10,000 routes a second on two cores. */
    static final int CHANGES_PER_SECOND = 5_000;

    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1) / CHANGES_PER_SECOND;
    private static final long TOLERANCE = INTERVAL * BURST;

    private final ChannelHandlerContext ctx;
    private final LongSupplier nanoTime;
    private long usedUpAt;

    ReadPacing(final ChannelHandlerContext ctx, final LongSupplier nanoTime) {
        this.ctx = ctx;
        this.nanoTime = nanoTime;
        usedUpAt = nanoTime.getAsLong();
    }

    /** So many changes were passed on: reading stops until they are worked off but for the burst. */
    void charge(final int changes) {
        final long now = nanoTime.getAsLong();
        final long ahead = Math.max(usedUpAt - now, 0) + changes * INTERVAL;
        usedUpAt = now + ahead;
        if (ahead > TOLERANCE && ctx.channel().config().isAutoRead()) {
            ctx.channel().config().setAutoRead(false);
            ctx.executor().schedule(this::resume, ahead - TOLERANCE, TimeUnit.NANOSECONDS);
        }
    }

    /** Reads on, at the latest when the connection ends: its last input is to be discarded. */
    void resume() {
        ctx.channel().config().setAutoRead(true);
    }
}

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

/** Stops reading from a tenant that takes more than its share. Confined to the session's event loop. */
final class ReadPacing {
    private final ChannelHandlerContext ctx;
    private final LongSupplier nanoTime;
    private final LongAdder pauses;
    private final ReadBudget ofHost;
    private final ReadBudget ofConnection;
    private long startedAt;

    /** Charges the host's budget beside that of this connection. Pauses are counted. */
    ReadPacing(final ChannelHandlerContext ctx, final LongSupplier nanoTime, final ReadBudget ofHost,
            final LongAdder pauses) {
        this.ctx = ctx;
        this.nanoTime = nanoTime;
        this.ofHost = ofHost;
        this.pauses = pauses;
        ofConnection = new ReadBudget(1, nanoTime.getAsLong());
    }

    /** Something is read now. */
    void start() {
        startedAt = nanoTime.getAsLong();
    }

    /** It is processed, and so many changes were passed on: reading stops until they are within both budgets. */
    void charge(final int changesPassedOn) {
        final long now = nanoTime.getAsLong();
        final long pause = Math.max(ofHost.charge(changesPassedOn, now - startedAt, now),
            ofConnection.charge(changesPassedOn, now - startedAt, now));
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

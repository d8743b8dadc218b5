/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static java.util.Objects.requireNonNull;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;

/**
 * Reads from a neighbour when all others have had their turn and the datastore is not behind, so that one that sends
 * very many routes keeps nobody waiting for long.
 * <ul>
 * <li>Netty would not take turns: with epoll it reads on in a task of the loop, and does up to 64 tasks before it looks
 * at another connection, whose hold timer expires meanwhile.</li>
 * <li>What the datastore has been given is done in that order: a tenant's prefix passes it five times on its way to the
 * fabric.</li>
 * </ul>
 * Demands a channel that does not read by itself. Confined to the event loop.
 */
final class PacedReads extends ChannelInboundHandlerAdapter {
    static final long LOOK_AGAIN_MILLIS = 5;
    /** Then it is read all the same: the neighbour's KEEPALIVE may be in it. */
    static final long MOST_MILLIS = 200;

    private final RibBacklog backlog;
    private boolean waiting;

    PacedReads(final RibBacklog backlog) {
        this.backlog = requireNonNull(backlog);
    }

    @Override
    public void channelActive(final ChannelHandlerContext ctx) {
        ctx.fireChannelActive();
        ctx.read();
    }

    @Override
    public void channelReadComplete(final ChannelHandlerContext ctx) {
        ctx.fireChannelReadComplete();
        if (!waiting) {
            waiting = true;
            ctx.executor().schedule(() -> readOrWait(ctx, 0), 0, TimeUnit.MILLISECONDS);
        }
    }

    private void readOrWait(final ChannelHandlerContext ctx, final long waited) {
        if (backlog.isLong() && waited < MOST_MILLIS && ctx.channel().isActive()) {
            ctx.executor().schedule(() -> readOrWait(ctx, waited + LOOK_AGAIN_MILLIS), LOOK_AGAIN_MILLIS,
                TimeUnit.MILLISECONDS);
        } else {
            waiting = false;
            ctx.read();
        }
    }
}

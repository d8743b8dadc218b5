/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;

/**
 * Lets the other sessions of the event loop have their turn after each read. Netty's epoll transport reads on from a
 * connection that has more, as a task of its own that {@code SingleThreadEventExecutor.runAllTasks} repeats 64 times
 * before it looks at the clock: a flood kept the others waiting for 300 ms. Confined to the channel's event loop.
 */
final class OneReadPerTurn extends ChannelInboundHandlerAdapter {
    @Override
    public void channelReadComplete(final ChannelHandlerContext ctx) {
        ctx.fireChannelReadComplete();
        final var config = ctx.channel().config();
        // Else ReadPacing has stopped it already, for longer.
        if (config.isAutoRead() && ctx.channel().isActive()) {
            config.setAutoRead(false);
            // A scheduled task waits for the loop's next turn, an executed one does not.
            ctx.executor().schedule(() -> config.setAutoRead(true), 0, TimeUnit.NANOSECONDS);
        }
    }
}

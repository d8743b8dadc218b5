/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.tenantbgp.wire.Notification;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection with a NOTIFICATION that reaches the tenant. A plain close with unread input makes the kernel
 * send a reset, which can destroy the NOTIFICATION on its way: so only our direction is closed first, and what still
 * comes is read, and discarded by the guard, until the tenant closes or two seconds are over.
 */
final class Farewell {
    private static final long LINGER_SECONDS = 2;

    private Farewell() {
        // static methods only
    }

    static void say(final ChannelHandlerContext ctx, final Notification notification) {
        final var channel = ctx.channel();
        ctx.executor().schedule(() -> ctx.close(), LINGER_SECONDS, TimeUnit.SECONDS);
        ctx.writeAndFlush(notification.write(ctx.alloc())).addListener((ChannelFuture written) -> {
            if (written.isSuccess() && channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
            } else {
                ctx.close();
            }
        });
    }
}

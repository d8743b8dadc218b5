/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static java.util.Objects.requireNonNull;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Stands on the listening socket: closes accepted connections that are too many before anything is set up for them.
 * Runs on the server's one event loop.
 */
@Sharable
@NonNullByDefault
final class Admission extends ChannelInboundHandlerAdapter {
    private final ClientConnections connections;

    Admission(final ClientConnections connections) {
        this.connections = requireNonNull(connections);
    }

    @Override
    public void channelRead(final ChannelHandlerContext ctx, final Object message) {
        // What a listening socket reads is a connection
        final var accepted = (Channel) message;
        if (connections.admits(accepted)) {
            ctx.fireChannelRead(accepted);
        } else {
            accepted.unsafe().closeForcibly();
        }
    }
}

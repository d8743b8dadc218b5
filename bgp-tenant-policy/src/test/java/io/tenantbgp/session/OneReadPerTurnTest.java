/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two connections on one event loop of the transport that the DPU uses. */
class OneReadPerTurnTest {
    private static final int READ_BYTES = 512;
    private static final byte GOOD = 2;

    /** How often the flood was read from while the other connection waited. */
    private final CompletableFuture<Integer> waited = new CompletableFuture<>();
    private final CompletableFuture<Socket> other = new CompletableFuture<>();
    private final CountDownLatch registered = new CountDownLatch(1);
    private int floodReads;
    private int readsWhenSent;

    @Test
    void otherConnectionWaitsForOneReadOfAFlood() throws Exception {
        try (var loops = TenantEventLoops.start(1)) {
            final var listener = new ServerBootstrap().group(loops.acceptors(), loops.workers())
                .channel(loops.channelType())
                .childOption(ChannelOption.RCVBUF_ALLOCATOR,
                    new FixedRecvByteBufAllocator(READ_BYTES).maxMessagesPerRead(1))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(final Channel channel) {
                        channel.pipeline().addLast(new OneReadPerTurn(), new Counter());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0).sync().channel();
            final int port = ((InetSocketAddress) listener.localAddress()).getPort();
            try (var flood = new Socket(InetAddress.getLoopbackAddress(), port);
                    var good = new Socket(InetAddress.getLoopbackAddress(), port)) {
                good.getOutputStream().write(GOOD);
                assertTrue(registered.await(10, TimeUnit.SECONDS), "the other connection is served");
                other.complete(good);
                flood.getOutputStream().write(new byte[200 * READ_BYTES]);
                final int reads = waited.get(10, TimeUnit.SECONDS);
                assertTrue(reads <= 2, reads + " reads of the flood while the other connection waited");
            }
        }
    }

    /** Runs on the one event loop. */
    private final class Counter extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        protected void channelRead0(final ChannelHandlerContext ctx, final ByteBuf bytes) {
            if (bytes.getByte(bytes.readerIndex()) == GOOD) {
                registered.countDown();
                if (readsWhenSent > 0) {
                    waited.complete(floodReads - readsWhenSent);
                }
                return;
            }
            floodReads++;
            if (floodReads == 20) {
                readsWhenSent = floodReads;
                send();
            }
        }

        private void send() {
            try {
                other.join().getOutputStream().write(GOOD);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

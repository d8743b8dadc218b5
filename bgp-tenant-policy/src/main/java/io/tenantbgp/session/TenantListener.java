/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The listening socket on one gateway address. Its connections are guarded from their first byte. */
public final class TenantListener implements AutoCloseable {
    // One or two hosts connect to a gateway address; more than this waiting is no tenant's good behaviour.
    private static final int BACKLOG = 16;
    private static final int MIN_RECEIVE = 512;
    private static final int FIRST_RECEIVE = 4096;
    private static final int MAX_RECEIVE = 32768;
    private static final int LOW_WATER_MARK = 8192;
    private static final int HIGH_WATER_MARK = 32768;
    private static final long CLOSE_TIMEOUT_SECONDS = 5;

    private final InetSocketAddress address;
    private final Channel channel;

    private TenantListener(final InetSocketAddress address, final Channel channel) {
        this.address = address;
        this.channel = channel;
    }

    /**
     * Starts to listen.
     *
     * @param loops the threads that serve the connections
     * @param children what sets up each connection
     * @param gateway the gateway address and port
     * @return the listener; fails with the {@link java.io.IOException} of the bind, such as address in use
     */
    public static CompletionStage<TenantListener> bind(final TenantEventLoops loops,
            final TenantChannelInitializer children, final InetSocketAddress gateway) {
        final var result = new CompletableFuture<TenantListener>();
        new ServerBootstrap()
            .group(loops.acceptors(), loops.workers())
            .channel(loops.channelType())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, Boolean.TRUE)
            .childOption(ChannelOption.TCP_NODELAY, Boolean.TRUE)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(LOW_WATER_MARK, HIGH_WATER_MARK))
            // One read per turn: a tenant that floods does not keep the others of its event loop waiting.
            .childOption(ChannelOption.RCVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(MIN_RECEIVE, FIRST_RECEIVE, MAX_RECEIVE).maxMessagesPerRead(1))
            .childHandler(children)
            .bind(gateway)
            .addListener((ChannelFuture bound) -> {
                if (bound.isSuccess()) {
                    result.complete(new TenantListener(gateway, bound.channel()));
                } else {
                    result.completeExceptionally(bound.cause());
                }
            });
        return result;
    }

    /**
     * What the listener is bound to.
     *
     * @return the address given to {@link #bind}
     */
    public InetSocketAddress address() {
        return address;
    }

    /** Closes the listening socket, so that the kernel refuses connections; sessions stay. Waits for a few seconds. */
    @Override
    public void close() {
        channel.close().awaitUninterruptibly(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}

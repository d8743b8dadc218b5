/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
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
    private static final int MAX_RECEIVE = 8192;
    /** What the kernel keeps of a tenant that is read slowly: by itself it would take megabytes, seconds of reading. */
    private static final int KERNEL_RECEIVE = 131072;
    private static final int LOW_WATER_MARK = 8192;
    private static final int HIGH_WATER_MARK = 32768;
    private static final long CLOSE_TIMEOUT_SECONDS = 5;

    private final InetSocketAddress address;
    private final Channel channel;
    private ListenerSecurity security;

    private TenantListener(final InetSocketAddress address, final Channel channel, final ListenerSecurity security) {
        this.address = address;
        this.channel = channel;
        this.security = security;
    }

    /**
     * Starts to listen.
     *
     * @param loops the threads that serve the connections
     * @param children what sets up each connection
     * @param gateway the gateway address and port
     * @param security what the kernel enforces from the first packet on
     * @return the listener; fails with the {@link java.io.IOException} of the bind, such as address in use, or with the
     *         {@link ChannelException} of what cannot be enforced
     */
    public static CompletionStage<TenantListener> bind(final TenantEventLoops loops,
            final TenantChannelInitializer children, final InetSocketAddress gateway,
            final ListenerSecurity security) {
        final var result = new CompletableFuture<TenantListener>();
        new ServerBootstrap()
            .group(loops.acceptors(), loops.workers())
            .channel(loops.channelType())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, Boolean.TRUE)
            // Of the listening socket, since it decides on the window scale.
            .option(ChannelOption.SO_RCVBUF, KERNEL_RECEIVE)
            .childOption(ChannelOption.TCP_NODELAY, Boolean.TRUE)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(LOW_WATER_MARK, HIGH_WATER_MARK))
            // One short read per turn: a tenant that floods does not keep the others of its event loop waiting.
            .childOption(ChannelOption.RCVBUF_ALLOCATOR,
                new AdaptiveRecvByteBufAllocator(MIN_RECEIVE, FIRST_RECEIVE, MAX_RECEIVE).maxMessagesPerRead(1))
            .childHandler(children)
            .register()
            .addListener((ChannelFuture registered) -> {
                if (registered.isSuccess()) {
                    bind(registered.channel(), gateway, security, result);
                } else {
                    result.completeExceptionally(registered.cause());
                }
            });
        return result;
    }

    /** Not an option of the bootstrap: that goes on without those that cannot be set. */
    private static void bind(final Channel channel, final InetSocketAddress gateway, final ListenerSecurity security,
            final CompletableFuture<TenantListener> result) {
        try {
            SocketSecurity.apply(channel, gateway.getAddress(), ListenerSecurity.NONE, security);
        } catch (ChannelException e) {
            channel.close();
            result.completeExceptionally(e);
            return;
        }
        channel.bind(gateway).addListener((ChannelFuture bound) -> {
            if (bound.isSuccess()) {
                result.complete(new TenantListener(gateway, channel, security));
            } else {
                channel.close();
                result.completeExceptionally(bound.cause());
            }
        });
    }

    /**
     * Has the kernel enforce something else from now on; sessions keep what they have. Does nothing where nothing has
     * changed. Used by one thread.
     *
     * @param next what the kernel enforces
     * @throws ChannelException when it does not; the listener is to be closed then
     */
    public void secure(final ListenerSecurity next) {
        SocketSecurity.apply(channel, address.getAddress(), security, next);
        security = next;
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

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of all tenant connections: epoll's where the platform has it, NIO's otherwise. */
public final class TenantEventLoops implements AutoCloseable {
    private static final long CLOSE_TIMEOUT_SECONDS = 5;

    private final EventLoopGroup acceptors;
    private final EventLoopGroup workers;
    private final Class<? extends ServerChannel> channelType;
    private final SecuritySupport support = SecuritySupport.ofThisMachine();

    private TenantEventLoops(final EventLoopGroup acceptors, final EventLoopGroup workers,
            final Class<? extends ServerChannel> channelType) {
        this.acceptors = acceptors;
        this.workers = workers;
        this.channelType = channelType;
    }

    /**
     * Starts the loops; their threads start when they are first used.
     *
     * @param workers how many threads serve connections, at least 1
     * @return the loops
     */
    public static TenantEventLoops start(final int workers) {
        final var acceptorThreads = new DefaultThreadFactory("tenant-bgp-accept", true);
        final var workerThreads = new DefaultThreadFactory("tenant-bgp-session", true);
        return Epoll.isAvailable()
            ? new TenantEventLoops(new EpollEventLoopGroup(1, acceptorThreads),
                new EpollEventLoopGroup(workers, workerThreads), EpollServerSocketChannel.class)
            : new TenantEventLoops(new NioEventLoopGroup(1, acceptorThreads),
                new NioEventLoopGroup(workers, workerThreads), NioServerSocketChannel.class);
    }

    /**
     * What connections on these loops can be secured with.
     *
     * @return what the kernel lacks
     */
    public SecuritySupport support() {
        return support;
    }

    /**
     * Waits until every connection the kernel has taken so far is admitted or refused, a few seconds at most. Not for a
     * thread of these loops.
     */
    public void settle() {
        // The first task may be run in a turn that has accepted before; the second one's turn accepts first.
        acceptors.forEach(TenantEventLoops::turn);
        acceptors.forEach(TenantEventLoops::turn);
        workers.forEach(TenantEventLoops::turn);
    }

    private static void turn(final EventExecutor loop) {
        loop.submit(() -> { }).awaitUninterruptibly(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    EventLoopGroup acceptors() {
        return acceptors;
    }

    EventLoopGroup workers() {
        return workers;
    }

    Class<? extends ServerChannel> channelType() {
        return channelType;
    }

    /** Closes what is still open and ends the threads; waits for that at most a few seconds. */
    @Override
    public void close() {
        final var acceptorsEnd = acceptors.shutdownGracefully(0, CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        final var workersEnd = workers.shutdownGracefully(0, CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        acceptorsEnd.awaitUninterruptibly(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        workersEnd.awaitUninterruptibly(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}

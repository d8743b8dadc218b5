/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static java.util.Objects.requireNonNull;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.tenantbgp.session.SocketSecurity;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opendaylight.protocol.bgp.parser.spi.MessageRegistry;
import org.opendaylight.protocol.bgp.rib.impl.BGPHandlerFactory;
import org.opendaylight.protocol.bgp.rib.impl.BGPServerSessionNegotiatorFactory;
import org.opendaylight.protocol.bgp.rib.impl.spi.BGPPeerRegistry;

/**
 * The sockets of the fabric's sessions, on one thread of their own: epoll's where the platform has it, NIO's otherwise.
 * BGPCEP's dialler is no use: it binds a local address with port 179, so that a second connection fails for a minute,
 * and knows no TTL.
 */
final class FabricTransport implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int BACKLOG = 64;
    private static final long CLOSE_TIMEOUT_SECONDS = 5;
    private static final int LEAST_READ = 64;
    private static final int FIRST_READ = 4096;
    private static final int MOST_READ = 8192;
    /**
     * While a channel is not writable BGPCEP keeps a thread of the datastore's listeners waiting
     * (ChannelOutputLimiter), which serve the tenants, too: a neighbour that does not read gets so much first, and is
     * then cut off by its send hold timer.
     */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(1 << 20, 4 << 20);

    private final boolean epoll = Epoll.isAvailable();
    private final EventLoopGroup group;
    private final BGPHandlerFactory handlers;
    private final BGPServerSessionNegotiatorFactory negotiators;
    private final int neighborPort;
    private final RibBacklog backlog;

    /**
     * Without any socket.
     *
     * @param messages BGPCEP's message codecs
     * @param registry BGPCEP's peers
     * @param neighborPort the port neighbours listen on
     * @param backlog how far BGPCEP is behind
     */
    FabricTransport(final MessageRegistry messages, final BGPPeerRegistry registry, final int neighborPort,
            final RibBacklog backlog) {
        handlers = new BGPHandlerFactory(requireNonNull(messages));
        negotiators = new BGPServerSessionNegotiatorFactory(requireNonNull(registry));
        this.neighborPort = neighborPort;
        this.backlog = requireNonNull(backlog);
        final var threads = new DefaultThreadFactory("tenant-bgp-fabric", true);
        group = epoll ? new EpollEventLoopGroup(1, threads) : new NioEventLoopGroup(1, threads);
    }

    /** Where everything of the fabric happens. */
    EventLoop loop() {
        return group.next();
    }

    /** Connects to a neighbour. On the loop. */
    ChannelFuture connect(final FabricNeighbor neighbor, final FabricConnection connection) {
        final var registered = new Bootstrap()
            .group(group)
            .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .option(ChannelOption.TCP_NODELAY, Boolean.TRUE)
            .option(ChannelOption.SO_REUSEADDR, Boolean.TRUE)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .option(ChannelOption.AUTO_READ, Boolean.FALSE)
            .option(ChannelOption.RCVBUF_ALLOCATOR, reads())
            .handler(new ChannelInitializer<>() {
                @Override
                protected void initChannel(final Channel channel) {
                    setUp(channel, connection);
                }
            })
            .register();
        // On the loop it is done at once.
        final var channel = registered.channel();
        if (!registered.isSuccess()) {
            return registered;
        }
        try {
            if (neighbor.key().isPresent()) {
                SocketSecurity.setKeys(channel, Map.of(neighbor.address(), neighbor.key().orElseThrow()));
            }
            if (neighbor.multihopTtl().isPresent()) {
                SocketSecurity.setTtl(channel, neighbor.address(), neighbor.multihopTtl());
            }
        } catch (ChannelException e) {
            channel.close();
            return channel.newFailedFuture(e);
        }
        final var remote = new InetSocketAddress(neighbor.address(), neighborPort);
        return neighbor.localAddress().map(local -> channel.connect(remote, new InetSocketAddress(local, 0)))
            .orElseGet(() -> channel.connect(remote));
    }

    /**
     * Makes a listening socket that is not bound yet. On the loop.
     *
     * @param children sets up each connection
     */
    ChannelFuture listeningSocket(final ChannelHandler children) {
        final Class<? extends ServerChannel> type =
            epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        return new ServerBootstrap()
            .group(group, group)
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, Boolean.TRUE)
            .childOption(ChannelOption.TCP_NODELAY, Boolean.TRUE)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childOption(ChannelOption.AUTO_READ, Boolean.FALSE)
            .childOption(ChannelOption.RCVBUF_ALLOCATOR, reads())
            .childHandler(children)
            .register();
    }

    /** One small read at a time: BGPCEP needs up to half a millisecond for a route, and the others wait meanwhile. */
    private static RecvByteBufAllocator reads() {
        return new AdaptiveRecvByteBufAllocator(LEAST_READ, FIRST_READ, MOST_READ).maxMessagesPerRead(1);
    }

    /**
     * Puts in what BGPCEP's BGPDispatcherImpl puts into the connections of its own, in the same order, and ours before
     * the negotiator. The first of its decoders cuts the stream into messages, the other one reads them.
     */
    void setUp(final Channel channel, final FabricConnection connection) {
        final var decoders = handlers.getDecoders();
        channel.pipeline()
            .addLast(new PacedReads(backlog))
            .addLast(decoders[0])
            .addLast(new NormalizedUpdates(connection))
            .addLast(Arrays.copyOfRange(decoders, 1, decoders.length))
            .addLast("fabric-connection", connection)
            .addLast("negotiator",
                negotiators.getSessionNegotiator(channel, new DefaultPromise<>(GlobalEventExecutor.INSTANCE)))
            .addLast(handlers.getEncoders())
            .addLast(new ClassicIpv4());
    }

    /** Closes what is still open and ends the thread; waits for that at most a few seconds. */
    @Override
    public void close() {
        group.shutdownGracefully(0, CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .awaitUninterruptibly(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}

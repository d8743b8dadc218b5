/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollMode;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.Inet6Address;
import org.eclipse.jdt.annotation.NonNullByDefault;

/** Netty's epoll where this machine has it, NIO otherwise: slower, and without a hop limit. */
@NonNullByDefault
final class ServerTransport {
    // Levels and names of linux/in.h and linux/in6.h
    private static final ChannelOption<Integer> IP_TTL = new IntegerUnixChannelOption("IP_TTL", 0, 2);
    private static final ChannelOption<Integer> IPV6_UNICAST_HOPS =
        new IntegerUnixChannelOption("IPV6_UNICAST_HOPS", 41, 16);

    private ServerTransport() {
        // Hidden on purpose
    }

    /** Returns a group of one event loop, whose thread starts when it is first used. */
    static EventLoopGroup newEventLoop(final String threadName) {
        final var threads = new DefaultThreadFactory(threadName, true);
        return Epoll.isAvailable() ? new EpollEventLoopGroup(1, threads) : new NioEventLoopGroup(1, threads);
    }

    static Class<? extends ServerChannel> channelType() {
        return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /**
     * Has sockets take turns. Edge-triggered, which is netty's default, it reads a connection, and accepts on a
     * listener, up to 64 times in a row while there is more: others wait for a thousand new connections of one host.
     */
    static void takeTurns(final ServerBootstrap bootstrap) {
        if (Epoll.isAvailable()) {
            bootstrap.option(EpollChannelOption.EPOLL_MODE, EpollMode.LEVEL_TRIGGERED);
            bootstrap.childOption(EpollChannelOption.EPOLL_MODE, EpollMode.LEVEL_TRIGGERED);
        }
    }

    /**
     * Sets the hop limit on a socket that does not listen yet: accepted connections have it from the first packet.
     *
     * @throws ChannelException when it cannot be set; the message says what to change
     */
    static void setHopLimit(final Channel server, final ListenAddress where) {
        if (where.hopLimit().isEmpty()) {
            return;
        }
        final var option = where.address().getAddress() instanceof Inet6Address ? IPV6_UNICAST_HOPS : IP_TTL;
        if (!server.config().setOption(option, where.hopLimit().getAsInt())) {
            throw new ChannelException("response-hop-limit needs Netty's epoll transport, which this machine lacks; "
                + "delete instance-metadata/listen/response-hop-limit, or run on Linux on x86-64 or AArch64");
        }
    }
}

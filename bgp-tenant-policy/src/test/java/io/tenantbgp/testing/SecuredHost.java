/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.testing;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A tenant host on the loopback whose kernel signs its segments or sends them with another TTL (Linux only). */
public final class SecuredHost {
    /** Long for the loopback; a SYN that is dropped is sent again only after one second. */
    private static final int CONNECT_MILLIS = 400;
    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_IPV6 = 41;

    private final InetAddress address;
    private Optional<String> key = Optional.empty();
    private int ttl = 64;
    private int minimumTtl;

    private SecuredHost(final InetAddress address) {
        this.address = address;
    }

    /** A host that connects from this address, with TTL 64 and without a key. */
    public static SecuredHost at(final InetAddress address) {
        return new SecuredHost(address);
    }

    /** It signs with this key. */
    public SecuredHost key(final String password) {
        key = Optional.of(password);
        return this;
    }

    /** It sends with this TTL. */
    public SecuredHost ttl(final int value) {
        ttl = value;
        return this;
    }

    /** It takes only packets of this TTL or more. */
    public SecuredHost minimumTtl(final int value) {
        minimumTtl = value;
        return this;
    }

    /** Whether the kernels agree on a connection. */
    public boolean connects(final InetSocketAddress gateway) {
        return octetsReceived(gateway, 0) >= 0;
    }

    /**
     * Connects, and waits until so many octets have come or the connection is closed.
     *
     * @return how many came, -1 when there was no connection
     */
    public int octetsReceived(final InetSocketAddress gateway, final int awaited) {
        final var received = new AtomicInteger();
        final var loop = new EpollEventLoopGroup(1);
        try {
            final var connected = bootstrap(gateway.getAddress(), received).group(loop)
                .connect(gateway, new InetSocketAddress(address, 0)).awaitUninterruptibly();
            if (!connected.isSuccess()) {
                return -1;
            }
            final Channel channel = connected.channel();
            Await.until(awaited + " octets", received::get, octets -> octets >= awaited || !channel.isActive());
            return received.get();
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private Bootstrap bootstrap(final InetAddress gateway, final AtomicInteger received) {
        final boolean ipv6 = gateway instanceof Inet6Address;
        final var bootstrap = new Bootstrap()
            .channel(EpollSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .option(ChannelOption.SO_LINGER, 0)
            .option(option(ipv6, "TTL", 16, 2), ttl)
            .option(option(ipv6, "MINTTL", 73, 21), minimumTtl)
            .handler(new SimpleChannelInboundHandler<ByteBuf>() {
                @Override
                protected void channelRead0(final ChannelHandlerContext ctx, final ByteBuf in) {
                    received.addAndGet(in.readableBytes());
                }
            });
        key.ifPresent(password -> bootstrap.option(EpollChannelOption.TCP_MD5SIG,
            Map.of(gateway, password.getBytes(StandardCharsets.US_ASCII))));
        return bootstrap;
    }

    private static ChannelOption<Integer> option(final boolean ipv6, final String name, final int inIpv6,
            final int inIpv4) {
        return new IntegerUnixChannelOption(name, ipv6 ? IPPROTO_IPV6 : IPPROTO_IP, ipv6 ? inIpv6 : inIpv4);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.wire.Notification;
import io.tenantbgp.wire.NotificationCode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first handler of every accepted connection: lets only configured hosts in, one connection each, and stands
 * between the socket and BGPCEP's handlers. None of their events passes but through the {@link TenantConnection}.
 */
final class TenantGuard extends ChannelDuplexHandler {
    private static final Logger LOG = LoggerFactory.getLogger(TenantGuard.class);

    private final TenantSessions sessions;
    private @Nullable TenantConnection connection;

    TenantGuard(final TenantSessions sessions) {
        this.sessions = requireNonNull(sessions);
    }

    @Override
    public void channelActive(final ChannelHandlerContext ctx) {
        final var gateway = addressOf(ctx.channel().localAddress());
        final var host = addressOf(ctx.channel().remoteAddress());
        final var peer = sessions.peers().find(gateway, host);
        final var history = sessions.history(host);
        if (peer.isEmpty() || history.isEmpty()) {
            if (sessions.mayLogStranger()) {
                LOG.info("peer {} gateway {}: connection closed, the address is no host-address of the interface",
                    IpAddress.of(host), IpAddress.of(gateway));
            }
            ctx.close();
            return;
        }
        admit(ctx, peer.orElseThrow(), history.orElseThrow());
    }

    private void admit(final ChannelHandlerContext ctx, final TenantPeer peer, final PeerHistory history) {
        history.counters.connections.increment();
        history.changed();
        final var unwelcome = unwelcome(ctx, peer, history);
        if (unwelcome.isPresent()) {
            refused(peer, history, "closed, " + unwelcome.orElseThrow());
            ctx.close();
            return;
        }
        final var candidate = new TenantConnection(ctx, sessions, history, peer);
        if (!history.claim(candidate)) {
            refused(peer, history, "refused, the host has another one");
            Farewell.say(ctx, Notification.of(NotificationCode.CONNECTION_COLLISION));
            return;
        }
        connection = candidate;
        candidate.start();
    }

    /** Why a connection does not even get an OPEN, empty for one that does. */
    private static Optional<String> unwelcome(final ChannelHandlerContext ctx, final TenantPeer peer,
            final PeerHistory history) {
        if (!history.mayConnect()) {
            return Optional.of("the host connects more often than once a second");
        }
        if (history.isHeldOff()) {
            return Optional.of("the host is held off because its attempts keep failing");
        }
        if (peer.security().ttlSecurity()
                && !SocketSecurity.requireTtl255(ctx.channel(), peer.link().gatewayAddress())) {
            return Optional.of("it does not come with TTL 255, which ttl-security demands");
        }
        return Optional.empty();
    }

    private static void refused(final TenantPeer peer, final PeerHistory history, final String detail) {
        history.counters.connectionsRefused.increment();
        if (history.mayLog()) {
            LOG.info("{}: connection {}", peer.link(), detail);
        }
    }

    @Override
    public void channelRead(final ChannelHandlerContext ctx, final Object msg) {
        try {
            if (connection != null && msg instanceof ByteBuf in) {
                connection.read(in);
            }
        } finally {
            ReferenceCountUtil.release(msg);
        }
    }

    @Override
    public void channelReadComplete(final ChannelHandlerContext ctx) {
        if (connection != null) {
            connection.onReadComplete();
        }
    }

    @Override
    public void channelInactive(final ChannelHandlerContext ctx) {
        if (connection != null) {
            connection.onClosed();
        }
    }

    /**
     * Not for BGPCEP, whose threads would wait for a tenant that does not read (ChannelOutputLimiter). The connection
     * bounds what is written.
     */
    @Override
    public void channelWritabilityChanged(final ChannelHandlerContext ctx) {
        if (connection != null) {
            connection.onWritabilityChanged();
        }
    }

    /** Whatever this handler throws comes here, too. */
    @Override
    public void exceptionCaught(final ChannelHandlerContext ctx, final Throwable cause) {
        if (connection != null) {
            connection.onFailure(cause);
        } else {
            ctx.close();
        }
    }

    @Override
    public void write(final ChannelHandlerContext ctx, final Object msg, final ChannelPromise promise) {
        if (connection != null && msg instanceof ByteBuf message) {
            connection.write(message, promise);
        } else {
            ReferenceCountUtil.release(msg);
            promise.trySuccess();
        }
    }

    @Override
    public void close(final ChannelHandlerContext ctx, final ChannelPromise promise) {
        if (connection != null) {
            connection.close(promise);
        } else {
            ctx.close(promise);
        }
    }

    private static InetAddress addressOf(final SocketAddress address) {
        return ((InetSocketAddress) address).getAddress();
    }
}

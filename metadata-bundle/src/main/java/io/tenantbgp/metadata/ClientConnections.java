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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * The open connections of the metadata server, bounded in all and per client address. At a bound the connection that
 * has gone longest without completing a request gives way to the new one: whoever holds connections open without
 * asking anything shuts out nobody. All methods run on the server's one event loop.
 */
@Sharable
@NonNullByDefault
final class ClientConnections extends ChannelInboundHandlerAdapter {
    private final ServerLimits limits;
    private final AccessCounters counters;
    // All of these in the order of the last request, the longest wait first
    private final Map<Channel, Waiting> all = inOrderOfAccess();
    private final Map<InetAddress, Map<Channel, Waiting>> bySource = new HashMap<>();
    private volatile int count;

    /** A connection that waits for its client's next request. */
    private static final class Waiting {
        /** By System.nanoTime(). */
        private long since = System.nanoTime();
    }

    ClientConnections(final ServerLimits limits, final AccessCounters counters) {
        this.limits = requireNonNull(limits);
        this.counters = requireNonNull(counters);
    }

    @Override
    public void channelActive(final ChannelHandlerContext ctx) {
        final var channel = ctx.channel();
        counters.onAccepted();
        final var ofSource = bySource.getOrDefault(source(channel), Map.of());
        if (ofSource.size() >= limits.connectionsPerSource()) {
            giveWay(ofSource.keySet().iterator().next());
        } else if (all.size() >= limits.connections()) {
            giveWay(all.keySet().iterator().next());
        }
        add(channel);
        ctx.fireChannelActive();
    }

    @Override
    public void channelInactive(final ChannelHandlerContext ctx) {
        remove(ctx.channel());
        ctx.fireChannelInactive();
    }

    /**
     * Whether a client may have this connection, which nothing was done with yet: not when it has as many as it may and
     * none of them has waited. Thousands of connections of one client would cost the others the time to set them up.
     */
    boolean admits(final Channel channel) {
        final var ofSource = bySource.getOrDefault(source(channel), Map.of());
        if (ofSource.size() < limits.connectionsPerSource()
                || System.nanoTime() - ofSource.values().iterator().next().since >= limits.shortestWait().toNanos()) {
            return true;
        }
        counters.onRefused();
        return false;
    }

    /** The client has completed a request on this connection, at this System.nanoTime(). */
    void onRequest(final Channel channel, final long now) {
        // To get it moves it to the end. A connection that gave way may still have requests in its decoder
        if (all.get(channel) != null) {
            bySource.get(source(channel)).get(channel).since = now;
        }
    }

    /** Closes those of the open connections. */
    void closeIf(final Predicate<Channel> which) {
        all.keySet().stream().filter(which).toList().forEach(Channel::close);
    }

    private void giveWay(final Channel channel) {
        // Counted out at once: its channelInactive comes after those that are being accepted together
        counters.onDisplaced();
        remove(channel);
        channel.close();
    }

    /** Returns how many there are; for any thread. */
    int count() {
        return count;
    }

    private void add(final Channel channel) {
        final var waiting = new Waiting();
        all.put(channel, waiting);
        count = all.size();
        bySource.computeIfAbsent(source(channel), address -> inOrderOfAccess()).put(channel, waiting);
    }

    private void remove(final Channel channel) {
        all.remove(channel);
        count = all.size();
        bySource.computeIfPresent(source(channel), (address, channels) -> {
            channels.remove(channel);
            return channels.isEmpty() ? null : channels;
        });
    }

    private static Map<Channel, Waiting> inOrderOfAccess() {
        return new LinkedHashMap<>(16, 0.75f, true);
    }

    private static InetAddress source(final Channel channel) {
        return ((InetSocketAddress) channel.remoteAddress()).getAddress();
    }
}

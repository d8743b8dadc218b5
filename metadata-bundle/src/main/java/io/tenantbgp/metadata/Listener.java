/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static java.util.Objects.requireNonNull;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One address that the metadata server listens on. While it cannot be bound, that is tried again every second. Lives on
 * the server's event loop; what it says of itself may be asked by any thread.
 */
final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final long RETRY_SECONDS = 1;

    private final ListenAddress where;
    private final ServerBootstrap bootstrap;
    private final EventLoop loop;

    private @Nullable Channel channel;
    private @Nullable Future<?> retry;
    private boolean closed;

    private volatile @Nullable InetSocketAddress bound;
    private volatile String problem = "";

    Listener(final ListenAddress where, final ServerBootstrap bootstrap, final EventLoop loop) {
        this.where = requireNonNull(where);
        this.bootstrap = requireNonNull(bootstrap);
        this.loop = requireNonNull(loop);
    }

    /** Listens from now on, or as soon as it can. */
    void open() {
        if (where.address().getAddress().isAnyLocalAddress()) {
            problem = "a wildcard address is never listened on; write one of the DPU in instance-metadata/listen";
            LOG.error("{}: metadata service does not listen: {}", where, problem);
            return;
        }
        final var opening = bootstrap.register();
        channel = opening.channel();
        // In a turn of its own: the first one lets the bootstrap set up the pipeline
        opening.addListener(done -> loop.execute(() -> bind(opening)));
    }

    /** Ends it; the connections that came in here stay. */
    void close() {
        closed = true;
        bound = null;
        problem = "";
        final var scheduled = retry;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
        final var open = channel;
        if (open != null) {
            open.close();
            LOG.debug("{}: no longer listening", where);
        }
    }

    /** Whether a connection came in here. */
    boolean isParentOf(final Channel connection) {
        return connection.parent().equals(channel);
    }

    /** Returns where clients can connect at this moment, if they can. */
    Optional<InetSocketAddress> bound() {
        return Optional.ofNullable(bound);
    }

    /** Returns what keeps it from listening at this moment, if anything: the address, and what to change. */
    Optional<String> problem() {
        return Optional.of(problem).filter(text -> !text.isEmpty()).map(text -> where + ": " + text);
    }

    private void bind(final ChannelFuture opening) {
        if (!opening.isSuccess()) {
            onBound(opening);
            return;
        }
        try {
            ServerTransport.setHopLimit(opening.channel(), where);
        } catch (ChannelException e) {
            opening.channel().close();
            onBound(opening.channel().newFailedFuture(e));
            return;
        }
        opening.channel().bind(where.address())
            .addListener(ChannelFutureListener.CLOSE_ON_FAILURE)
            .addListener((final ChannelFuture binding) -> onBound(binding));
    }

    private void onBound(final ChannelFuture binding) {
        if (closed) {
            return;
        }
        if (binding.isSuccess()) {
            final var local = (InetSocketAddress) binding.channel().localAddress();
            LOG.info("{}: metadata service is listening", NetUtil.toSocketAddressString(local));
            problem = "";
            bound = local;
        } else {
            report(BindProblem.describe(where.address().getAddress(), binding.cause()));
            retry = loop.schedule(this::open, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Says each problem once, however often binding is tried again. */
    private void report(final String found) {
        if (!found.equals(problem)) {
            LOG.warn("{}: metadata service cannot listen and tries again every second: {}", where, found);
            problem = found;
        }
    }
}

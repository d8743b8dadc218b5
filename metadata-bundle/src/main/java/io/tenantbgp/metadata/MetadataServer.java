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
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of the metadata service: listens on one address only, never on a wildcard. While that address
 * cannot be bound it tries again every second. Thread-safe; everything happens on the one thread of its own event
 * loop.
 */
final class MetadataServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetadataServer.class);
    private static final long RETRY_SECONDS = 1;
    private static final long CLOSE_SECONDS = 5;

    private final EventLoopGroup group = ServerTransport.newEventLoop("tenant-bgp-metadata");
    private final EventLoop loop = group.next();
    private final AccessCounters counters = new AccessCounters();
    private final DateHeader date = new DateHeader();
    private final ClientConnections connections;
    private final ServerBootstrap bootstrap;

    // Touched by the event loop only
    private @Nullable ListenAddress wanted;
    private @Nullable Channel listener;
    private @Nullable Future<?> retry;

    private volatile @Nullable InetSocketAddress bound;
    private volatile String problem = "";

    /**
     * Creates a server that does not listen yet.
     *
     * @param tree asked for the current tree once per request
     */
    MetadataServer(final Supplier<MetadataTree> tree, final ServerLimits limits) {
        requireNonNull(tree);
        connections = new ClientConnections(limits, counters);
        bootstrap = new ServerBootstrap()
            .group(loop)
            .channel(ServerTransport.channelType())
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(ServerLimits.RECEIVE_OCTETS)
                .maxMessagesPerRead(1))
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, ServerLimits.UNREAD_OCTETS)
            .handler(new Admission(connections))
            .childHandler(new ChannelInitializer<SocketChannel>() {
                @Override
                protected void initChannel(final SocketChannel channel) {
                    channel.pipeline().addLast(
                        connections,
                        new HttpRequestDecoder(new HttpDecoderConfig()
                            .setMaxInitialLineLength(ServerLimits.REQUEST_LINE_OCTETS)
                            .setMaxHeaderSize(ServerLimits.HEADER_OCTETS)),
                        new HttpResponseEncoder(),
                        new RequestHandler(tree, connections, limits, counters, date));
                }
            });
        ServerTransport.takeTurns(bootstrap);
    }

    /** Listens on this address from now on, with the hop limit of the operating system. */
    void listen(final InetSocketAddress address) {
        listen(ListenAddress.of(address));
    }

    /**
     * Listens there from now on, and nowhere else. Connections made elsewhere or otherwise are closed.
     *
     * @param where a wildcard address is refused with a log line, and then nothing is listened on
     */
    void listen(final ListenAddress where) {
        requireNonNull(where);
        loop.execute(() -> {
            if (!where.equals(wanted)) {
                stop();
                wanted = where;
                open(where);
            }
        });
    }

    /** Returns where clients can connect at this moment, if anywhere. */
    Optional<InetSocketAddress> boundAddress() {
        return Optional.ofNullable(bound);
    }

    /** Returns what keeps the server from listening at this moment, if anything: what the operator has to change. */
    Optional<String> bindProblem() {
        return Optional.of(problem).filter(text -> !text.isEmpty());
    }

    /** Returns what the operator is shown at this moment. */
    ServerState state() {
        return new ServerState(boundAddress(), bindProblem(), connections.count(), counters.counts());
    }

    /** Stops listening, closes all connections and ends the thread. The port is free on return. */
    @Override
    public void close() {
        if (group.isShuttingDown()) {
            return;
        }
        loop.submit(this::stop).awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
            .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    private void open(final ListenAddress where) {
        final var address = where.address();
        if (address.getAddress().isAnyLocalAddress()) {
            problem = "a wildcard address is never listened on; set instance-metadata/listen/address to one address";
            LOG.error("{}: metadata service does not listen: {}", NetUtil.toSocketAddressString(address), problem);
            return;
        }
        final var opening = bootstrap.register();
        listener = opening.channel();
        // In a turn of its own: the first one lets the bootstrap set up the pipeline
        opening.addListener(done -> loop.execute(() -> bind(where, opening)));
    }

    private void bind(final ListenAddress where, final ChannelFuture opening) {
        if (!opening.isSuccess()) {
            onBound(where, opening);
            return;
        }
        try {
            ServerTransport.setHopLimit(opening.channel(), where);
        } catch (ChannelException e) {
            opening.channel().close();
            onBound(where, opening.channel().newFailedFuture(e));
            return;
        }
        opening.channel().bind(where.address())
            .addListener(ChannelFutureListener.CLOSE_ON_FAILURE)
            .addListener((final ChannelFuture binding) -> onBound(where, binding));
    }

    private void onBound(final ListenAddress where, final ChannelFuture binding) {
        if (!binding.channel().equals(listener)) {
            // Told to listen elsewhere, or to stop, meanwhile
            return;
        }
        if (binding.isSuccess()) {
            final var local = (InetSocketAddress) binding.channel().localAddress();
            LOG.info("{}: metadata service is listening", NetUtil.toSocketAddressString(local));
            problem = "";
            bound = local;
        } else {
            report(where.address(), BindProblem.describe(where.address().getAddress(), binding.cause()));
            retry = loop.schedule(() -> open(where), RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Says each problem once, however often binding is tried again. */
    private void report(final InetSocketAddress address, final String found) {
        if (!found.equals(problem)) {
            LOG.warn("{}: metadata service cannot listen and tries again every second: {}",
                NetUtil.toSocketAddressString(address), found);
            problem = found;
        }
    }

    private void stop() {
        wanted = null;
        bound = null;
        final var scheduled = retry;
        if (scheduled != null) {
            scheduled.cancel(false);
            retry = null;
        }
        final var open = listener;
        if (open != null) {
            listener = null;
            open.close();
            LOG.debug("{}: no longer listening", open);
        }
        connections.closeAll();
        problem = "";
    }
}

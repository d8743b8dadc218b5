/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static java.util.Objects.requireNonNull;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The HTTP server of the metadata service: listens on single addresses, never on a wildcard. Thread-safe; everything
 * happens on the one thread of its own event loop.
 */
final class MetadataServer implements AutoCloseable {
    private static final long CLOSE_SECONDS = 5;

    private final EventLoopGroup group = ServerTransport.newEventLoop("tenant-bgp-metadata");
    private final EventLoop loop = group.next();
    private final AccessCounters counters = new AccessCounters();
    private final DateHeader date = new DateHeader();
    private final ClientConnections connections;
    private final ServerBootstrap bootstrap;

    // Replaced by the event loop only
    private volatile Map<ListenAddress, Listener> listeners = Map.of();

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

    /**
     * Listens there from now on, and nowhere else. Connections made elsewhere or otherwise are closed.
     *
     * @param wanted a wildcard address among them is refused with a log line
     */
    void listen(final Set<ListenAddress> wanted) {
        final var addresses = Set.copyOf(wanted);
        loop.execute(() -> {
            final var next = new LinkedHashMap<>(listeners);
            next.keySet().retainAll(addresses);
            final var gone = new LinkedHashMap<>(listeners);
            gone.keySet().removeAll(addresses);
            // A client that sees its connection end finds nobody listening there any more
            gone.values().forEach(Listener::close);
            gone.values().forEach(listener -> connections.closeIf(listener::isParentOf));
            addresses.forEach(where -> next.computeIfAbsent(where, added -> {
                final var listener = new Listener(added, bootstrap, loop);
                listener.open();
                return listener;
            }));
            listeners = next;
        });
    }

    /** Returns what the operator is shown at this moment. */
    ServerState state() {
        final var now = listeners.values();
        return new ServerState(now.stream().flatMap(each -> each.bound().stream()).toList(),
            now.stream().flatMap(each -> each.problem().stream()).toList(), connections.count(), counters.counts());
    }

    /** Stops listening, closes all connections and ends the thread. The ports are free on return. */
    @Override
    public void close() {
        if (group.isShuttingDown()) {
            return;
        }
        listen(Set.of());
        loop.submit(() -> { }).awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
            .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}

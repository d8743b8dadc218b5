/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static java.util.Objects.requireNonNull;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.session.SocketSecurity;
import io.tenantbgp.session.TcpMd5Key;
import io.tenantbgp.wire.Notification;
import io.tenantbgp.wire.NotificationCode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listening sockets passive neighbours connect to, one on each local address. One that cannot be bound is tried
 * again every second. Confined to the event loop.
 */
final class FabricListeners {
    private static final Logger LOG = LoggerFactory.getLogger(FabricListeners.class);
    private static final long RETRY_SECONDS = 1;

    private final Map<InetSocketAddress, Listener> listeners = new HashMap<>();
    private final FabricTransport transport;

    FabricListeners(final FabricTransport transport) {
        this.transport = requireNonNull(transport);
    }

    /** Listens for exactly these sessions: those of passive neighbours. */
    void listen(final Collection<FabricSession> sessions, final int port) {
        final Map<InetSocketAddress, List<FabricSession>> desired = sessions.stream()
            .filter(session -> session.neighbor().passive())
            .collect(Collectors.groupingBy(session ->
                new InetSocketAddress(session.neighbor().localAddress().orElseThrow(), port)));
        listeners.entrySet().removeIf(entry -> {
            final boolean goes = !desired.containsKey(entry.getKey());
            if (goes) {
                entry.getValue().close();
            }
            return goes;
        });
        desired.forEach((address, waiting) ->
            listeners.computeIfAbsent(address, Listener::new).serve(waiting));
    }

    private final class Listener {
        private final InetSocketAddress address;
        private Map<InetAddress, FabricSession> waiting = Map.of();
        private Map<InetAddress, TcpMd5Key> keys = Map.of();
        private OptionalInt ttl = OptionalInt.empty();
        private @Nullable Channel socket;
        private String problem = "";
        private boolean closed;

        Listener(final InetSocketAddress address) {
            this.address = address;
        }

        void serve(final List<FabricSession> sessions) {
            waiting = sessions.stream()
                .collect(Collectors.toUnmodifiableMap(session -> session.neighbor().address(), session -> session));
            final var open = socket;
            if (open == null) {
                bind();
            } else if (!secure(open)) {
                open.close();
            }
            tell();
        }

        void close() {
            closed = true;
            final var open = socket;
            if (open != null) {
                open.close();
            }
        }

        private void bind() {
            if (closed || socket != null) {
                return;
            }
            final var registered = transport.listeningSocket(new ChannelInitializer<>() {
                @Override
                protected void initChannel(final Channel channel) {
                    accept(channel);
                }
            });
            if (!registered.isSuccess()) {
                failed(registered.cause());
                return;
            }
            final var made = registered.channel();
            socket = made;
            keys = Map.of();
            ttl = OptionalInt.empty();
            made.closeFuture().addListener(ignored -> {
                socket = null;
                if (!closed) {
                    transport.loop().schedule(this::bind, RETRY_SECONDS, TimeUnit.SECONDS);
                }
            });
            if (secure(made)) {
                made.bind(address).addListener((ChannelFuture bound) -> {
                    if (bound.isSuccess()) {
                        LOG.info("listening for neighbours in the fabric on {}", this);
                        problem = "";
                    } else {
                        failed(bound.cause());
                        made.close();
                    }
                    tell();
                });
            } else {
                made.close();
            }
        }

        /** Not options of the bootstrap: that goes on without those that cannot be set. */
        private boolean secure(final Channel open) {
            final var nextKeys = new HashMap<InetAddress, TcpMd5Key>();
            waiting.forEach((neighbor, session) ->
                session.neighbor().key().ifPresent(key -> nextKeys.put(neighbor, key)));
            final var most = waiting.values().stream().map(session -> session.neighbor().multihopTtl())
                .filter(OptionalInt::isPresent).mapToInt(OptionalInt::getAsInt).max();
            try {
                if (!keys.equals(nextKeys)) {
                    SocketSecurity.setKeys(open, nextKeys);
                    keys = Map.copyOf(nextKeys);
                }
                // The answer to a SYN has it; each connection is set right when it is accepted.
                if (!ttl.equals(most)) {
                    SocketSecurity.setTtl(open, address.getAddress(), most);
                    ttl = most;
                }
                return true;
            } catch (ChannelException e) {
                failed(e);
                return false;
            }
        }

        private void accept(final Channel channel) {
            final var remote = ((InetSocketAddress) channel.remoteAddress()).getAddress();
            final var session = waiting.get(remote);
            if (session == null) {
                LOG.debug("{} refused a connection of {}, which is no passive neighbour", this, remote);
                channel.close();
            } else if (!session.isFree()) {
                channel.writeAndFlush(Notification.of(session.isResting() ? NotificationCode.MAXIMUM_PREFIXES
                    : NotificationCode.CONNECTION_COLLISION).write(channel.alloc()))
                    .addListener(ChannelFutureListener.CLOSE);
            } else {
                if (ttl.isPresent()) {
                    SocketSecurity.setTtl(channel, remote, session.neighbor().multihopTtl());
                }
                transport.setUp(channel, session.newConnection());
            }
        }

        private void failed(final Throwable failure) {
            final var next = "cannot listen on " + this + " (" + failure.getMessage() + "), tried again every "
                + RETRY_SECONDS + " s: put local-address on the DPU, and see that nothing else listens there";
            if (!next.equals(problem)) {
                LOG.warn("fabric: {}", next);
            }
            problem = next;
        }

        private void tell() {
            waiting.values().forEach(session -> session.onListening(problem));
        }

        @Override
        public String toString() {
            return IpAddress.of(address.getAddress()) + " port " + address.getPort();
        }
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static java.util.Objects.requireNonNull;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.opendaylight.protocol.bgp.parser.spi.MessageRegistry;
import org.opendaylight.protocol.bgp.rib.impl.BGPHandlerFactory;
import org.opendaylight.protocol.bgp.rib.impl.BGPServerSessionNegotiatorFactory;
import org.opendaylight.protocol.bgp.rib.impl.spi.BGPPeerRegistry;

/**
 * Sets up an accepted tenant connection: its turns at reading, a guard of its own, then the handlers BGPCEP's
 * BGPDispatcherImpl puts into the connections it accepts itself, in the same order. BGPCEP finds
 * BGPMessageHeaderDecoder by its class, so the guard must not be one.
 */
public final class TenantChannelInitializer extends ChannelInitializer<Channel> {
    private final TenantSessions sessions;
    private final BGPHandlerFactory handlers;
    private final BGPServerSessionNegotiatorFactory negotiators;

    /**
     * For the connections of all listeners.
     *
     * @param sessions whom the guards report to
     * @param messages BGPCEP's message codecs, {@code BGPExtensionConsumerContext.getMessageRegistry()}
     * @param peers BGPCEP's peers
     */
    public TenantChannelInitializer(final TenantSessions sessions, final MessageRegistry messages,
            final BGPPeerRegistry peers) {
        this.sessions = requireNonNull(sessions);
        handlers = new BGPHandlerFactory(messages);
        negotiators = new BGPServerSessionNegotiatorFactory(peers);
    }

    @Override
    protected void initChannel(final Channel channel) {
        channel.pipeline()
            .addLast("one-read-per-turn", new OneReadPerTurn())
            .addLast("tenant-guard", new TenantGuard(sessions))
            .addLast(handlers.getDecoders())
            .addLast("negotiator",
                negotiators.getSessionNegotiator(channel, new DefaultPromise<>(GlobalEventExecutor.INSTANCE)))
            .addLast(handlers.getEncoders());
    }
}

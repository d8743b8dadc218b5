/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.tenantbgp.wire.Bytes;
import io.tenantbgp.wire.MessageFramer;
import io.tenantbgp.wire.MessageType;
import io.tenantbgp.wire.SessionResetException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** In BGPCEP's place behind the guard: keeps what it gets and answers an OPEN as BGPCEP's negotiator does. */
final class SpeakerProbe extends ChannelInboundHandlerAdapter {
    /** BGPCEP's own OPEN, with extended messages and graceful restart, which no tenant may see. */
    static final String ITS_OPEN = Bytes.messageHex(MessageType.OPEN,
        "04 fde8 0009 0a0000fe 14 02 12 0104 0001 00 01 0600 4002 0078 4104 0000fde8");

    private final List<String> events = new ArrayList<>();
    private final Consumer<ChannelHandlerContext> onOpen;

    SpeakerProbe() {
        this(ctx -> ctx.channel().writeAndFlush(Bytes.message(MessageType.KEEPALIVE, "")));
    }

    SpeakerProbe(final Consumer<ChannelHandlerContext> onOpen) {
        this.onOpen = onOpen;
    }

    /** What came since this was last asked: messages as hex, {@code active} and {@code inactive}. */
    List<String> events() {
        final var taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    @Override
    public void channelActive(final ChannelHandlerContext ctx) {
        events.add("active");
        ctx.channel().writeAndFlush(Bytes.of(ITS_OPEN));
    }

    @Override
    public void channelInactive(final ChannelHandlerContext ctx) {
        events.add("inactive");
    }

    @Override
    public void channelRead(final ChannelHandlerContext ctx, final Object msg) throws SessionResetException {
        final var in = (ByteBuf) msg;
        try (var framer = new MessageFramer(ctx.alloc())) {
            for (var next = framer.next(in); next.isPresent(); next = framer.next(in)) {
                final var hex = Bytes.hex(next.orElseThrow());
                events.add(hex);
                if ("01".equals(hex.substring(36, 38))) {
                    onOpen.accept(ctx);
                }
            }
        } finally {
            in.release();
        }
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.tenantbgp.wire.MessageHeader;
import io.tenantbgp.wire.MessageType;
import io.tenantbgp.wire.SessionResetException;
import io.tenantbgp.wire.UpdateNormalizer;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Hands BGPCEP the neighbour's UPDATEs in a form it reads as they are meant: between its decoder that cuts the stream
 * into messages and the one that reads them. Before the session is established nothing is changed. Confined to the
 * event loop.
 */
final class NormalizedUpdates extends ChannelInboundHandlerAdapter {
    private final FabricConnection connection;
    private @Nullable UpdateNormalizer normalizer;

    NormalizedUpdates(final FabricConnection connection) {
        this.connection = requireNonNull(connection);
    }

    @Override
    public void channelRead(final ChannelHandlerContext ctx, final Object msg) {
        // Netty lets lengths less than that of a header through, which BGPCEP refuses
        if (!connection.isHandedOver() || !(msg instanceof ByteBuf message)
                || message.readableBytes() < MessageHeader.LENGTH
                || MessageHeader.typeCode(message) != MessageType.UPDATE.code()) {
            ctx.fireChannelRead(msg);
            return;
        }
        try {
            final var normalized = normalizer().normalize(message, ctx.alloc());
            normalized.error().ifPresent(connection::malformed);
            normalized.messages().forEach(ctx::fireChannelRead);
        } catch (SessionResetException e) {
            connection.end(e.notification(), e.getMessage());
        } finally {
            message.release();
        }
    }

    private UpdateNormalizer normalizer() {
        var ofSession = normalizer;
        if (ofSession == null) {
            final var families = connection.families();
            ofSession = new UpdateNormalizer(connection.isInternal(), family -> families.stream()
                .anyMatch(each -> each.hasNumbers(family >>> Byte.SIZE, family & 0xff)));
            normalizer = ofSession;
        }
        return ofSession;
    }
}

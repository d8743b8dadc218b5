/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.netty.buffer.ByteBuf;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.wire.MessageHeader;
import io.tenantbgp.wire.MessageType;
import io.tenantbgp.wire.SessionResetException;
import io.tenantbgp.wire.UpdateReader;
import java.util.Set;

/**
 * What of BGPCEP's messages a tenant gets. No route in any family: the export policy exports nothing to tenants, and
 * this is the second fence behind it.
 */
enum OutgoingFence {
    /** The tenant gets the message. */
    PASS,
    /** The message is not for a tenant: our own OPEN went out before, and nothing else is negotiated. */
    STOP,
    /** Routes, which should not have got here. */
    STOP_ROUTES,
    /** A NOTIFICATION: BGPCEP ends the session. */
    FAREWELL;

    /** Judges one whole message. */
    static OutgoingFence judge(final ByteBuf message, final Set<AddressFamily> families) {
        if (message.readableBytes() < MessageHeader.LENGTH) {
            return STOP;
        }
        final var type = MessageType.ofCode(MessageHeader.typeCode(message))
            .filter(known -> known.admitsLength(message.readableBytes()));
        if (type.isEmpty()) {
            return STOP;
        }
        return switch (type.orElseThrow()) {
            case KEEPALIVE -> PASS;
            case NOTIFICATION -> FAREWELL;
            case UPDATE -> judgeUpdate(message, families);
            case OPEN, ROUTE_REFRESH -> STOP;
        };
    }

    private static OutgoingFence judgeUpdate(final ByteBuf message, final Set<AddressFamily> families) {
        try {
            final var endOfRib = new UpdateReader(true).read(message).endOfRib();
            // BGPCEP ends IPv4 also for a tenant that did not negotiate it.
            return endOfRib.isEmpty() ? STOP_ROUTES : families.contains(endOfRib.orElseThrow()) ? PASS : STOP;
        } catch (SessionResetException e) {
            return STOP_ROUTES;
        }
    }
}

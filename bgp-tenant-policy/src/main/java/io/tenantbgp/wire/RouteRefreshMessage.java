/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.tenantbgp.policy.AddressFamily;
import java.util.Optional;

/**
 * A ROUTE-REFRESH message (RFC 2918, RFC 7313) of a family we know.
 *
 * @param family whose unicast routes it is about
 * @param subtype what it says of them
 */
public record RouteRefreshMessage(AddressFamily family, Subtype subtype) {
    private static final int BODY = 4;
    private static final int SUBTYPE_OFFSET = 2;
    /** What of a message fits the data of a NOTIFICATION. */
    private static final int MOST_DATA = MessageHeader.MAX_MESSAGE - MessageHeader.LENGTH - 2;

    /** What a ROUTE-REFRESH says; the ordinal is the number on the wire. */
    public enum Subtype {
        /** Send me all routes of the family. */
        REQUEST,
        /** All my routes of the family follow (BoRR). */
        BEGIN,
        /** These were all (EoRR): what I did not announce since the beginning is gone. */
        END
    }

    /** Takes both. */
    public RouteRefreshMessage {
        requireNonNull(family);
        requireNonNull(subtype);
    }

    /**
     * Reads a ROUTE-REFRESH.
     *
     * @param message the whole message from its reader index on
     * @param enhanced whether both speakers offered enhanced route refresh: without it the third byte is reserved
     *     (RFC 2918, section 3)
     * @return the message, empty when it is to be ignored: an unknown subtype or another family
     * @throws SessionResetException when its length is wrong
     */
    public static Optional<RouteRefreshMessage> read(final ByteBuf message, final boolean enhanced)
            throws SessionResetException {
        final var body = message.slice();
        body.skipBytes(MessageHeader.LENGTH);
        final int length = body.readableBytes();
        final int subtype = enhanced && length > SUBTYPE_OFFSET ? body.getUnsignedByte(
            body.readerIndex() + SUBTYPE_OFFSET) : 0;
        if (subtype >= Subtype.values().length) {
            return Optional.empty();
        }
        if (length != BODY) {
            throw subtype == 0 ? MessageHeader.badLength(message.readableBytes()) : badLength(message);
        }
        final int afi = body.readUnsignedShort();
        final int safi = body.skipBytes(1).readUnsignedByte();
        return safi == OpenMessage.UNICAST
            ? AddressFamily.ofAfi(afi).map(family -> new RouteRefreshMessage(family, Subtype.values()[subtype]))
            : Optional.empty();
    }

    /**
     * Writes the message.
     *
     * @param out the buffer written to
     */
    public void write(final ByteBuf out) {
        final int start = MessageHeader.start(out, MessageType.ROUTE_REFRESH);
        out.writeShort(family.afi()).writeByte(subtype.ordinal()).writeByte(OpenMessage.UNICAST);
        MessageHeader.finish(out, start);
    }

    /** RFC 7313, section 5: of the beginning and the end the data is the message, as much of it as fits. */
    private static SessionResetException badLength(final ByteBuf message) {
        return new SessionResetException(
            Notification.of(NotificationCode.ROUTE_REFRESH_LENGTH, ByteBufUtil.getBytes(message, message.readerIndex(),
                Math.min(message.readableBytes(), MOST_DATA))),
            "ROUTE-REFRESH of " + message.readableBytes() + " bytes");
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** The header every BGP message starts with: a marker of 16 bytes of ones, length, type (RFC 4271, section 4.1). */
public final class MessageHeader {
    /** The header's length in bytes, and a message's least. */
    public static final int LENGTH = 19;
    /** The longest message without RFC 8654, which we never offer. */
    public static final int MAX_MESSAGE = 4096;

    private static final int LENGTH_OFFSET = 16;
    private static final int TYPE_OFFSET = 18;
    private static final long ONES = -1L;

    private MessageHeader() {
        // static methods only
    }

    /**
     * The type of a framed message.
     *
     * @param message the whole message from its reader index on
     * @return the type's number
     */
    public static int typeCode(final ByteBuf message) {
        return message.getUnsignedByte(message.readerIndex() + TYPE_OFFSET);
    }

    /**
     * Starts a message at the writer index; {@link #finish} sets its length.
     *
     * @param out the buffer written to
     * @param type the message's type
     * @return where it starts
     */
    static int start(final ByteBuf out, final MessageType type) {
        final int start = out.writerIndex();
        out.writeLong(ONES).writeLong(ONES).writeShort(0).writeByte(type.code());
        return start;
    }

    /** Sets the length of the message started at {@code start}. */
    static void finish(final ByteBuf out, final int start) {
        out.setShort(start + LENGTH_OFFSET, out.writerIndex() - start);
    }

    /**
     * Writes a KEEPALIVE.
     *
     * @param out the buffer written to
     */
    public static void writeKeepalive(final ByteBuf out) {
        finish(out, start(out, MessageType.KEEPALIVE));
    }

    /**
     * Makes a KEEPALIVE.
     *
     * @param allocator where the buffer comes from
     * @return the message, the caller's
     */
    public static ByteBuf keepalive(final ByteBufAllocator allocator) {
        final var out = allocator.buffer(LENGTH);
        writeKeepalive(out);
        return out;
    }

    /**
     * Checks the header at an index of which all 19 bytes are there.
     *
     * @return the message's length in bytes
     * @throws SessionResetException as RFC 4271, section 6.1 says
     */
    static int check(final ByteBuf in, final int index) throws SessionResetException {
        if (in.getLong(index) != ONES || in.getLong(index + Long.BYTES) != ONES) {
            throw new SessionResetException(Notification.of(NotificationCode.NOT_SYNCHRONIZED),
                "marker is not all ones");
        }
        final int length = in.getUnsignedShort(index + LENGTH_OFFSET);
        final int code = in.getUnsignedByte(index + TYPE_OFFSET);
        if (length < LENGTH || length > MAX_MESSAGE) {
            throw badLength(length);
        }
        final var type = MessageType.ofCode(code);
        if (type.isEmpty()) {
            throw new SessionResetException(
                Notification.of(NotificationCode.BAD_MESSAGE_TYPE, (byte) code), "message type " + code);
        }
        if (!type.orElseThrow().admitsLength(length)) {
            throw badLength(length);
        }
        return length;
    }

    /** RFC 4271, section 6.1: the data is the length field. */
    static SessionResetException badLength(final int length) {
        return new SessionResetException(
            Notification.of(NotificationCode.BAD_MESSAGE_LENGTH, (byte) (length >>> Byte.SIZE), (byte) length),
            "message length " + length);
    }
}

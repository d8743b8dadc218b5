/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jdt.annotation.Nullable;

/** A NOTIFICATION message (RFC 4271, section 4.5). Immutable. */
public final class Notification {
    private static final int CODE_OFFSET = 19;
    private static final int DATA_OFFSET = 21;
    private static final int CEASE = 6;
    private static final int ADMINISTRATIVE_SHUTDOWN = 2;
    private static final int ADMINISTRATIVE_RESET = 4;
    /** In bytes when sent, in characters when shown. */
    private static final int MAX_SHUTDOWN_TEXT = 255;

    private final int code;
    private final int subcode;
    private final byte[] data;

    private Notification(final int code, final int subcode, final byte[] data) {
        this.code = code;
        this.subcode = subcode;
        this.data = data;
    }

    /**
     * A NOTIFICATION with a code that has a name.
     *
     * @param named code and subcode
     * @param data the data field
     * @return the message
     */
    public static Notification of(final NotificationCode named, final byte... data) {
        return new Notification(named.code(), named.subcode(), data.clone());
    }

    /**
     * A NOTIFICATION with any code.
     *
     * @param code 0..255
     * @param subcode 0..255
     * @param data the data field, at most 4075 bytes
     * @return the message
     * @throws IllegalArgumentException when it does not fit a message
     */
    public static Notification of(final int code, final int subcode, final byte... data) {
        if ((code & ~0xff) != 0 || (subcode & ~0xff) != 0 || data.length > MessageHeader.MAX_MESSAGE - DATA_OFFSET) {
            throw new IllegalArgumentException(code + "/" + subcode + " with " + data.length + " bytes");
        }
        return new Notification(code, subcode, data.clone());
    }

    /**
     * A NOTIFICATION with a shutdown communication (RFC 9003).
     *
     * @param named Administrative Shutdown or Administrative Reset
     * @param text why, in our own words: at most 255 bytes of UTF-8
     * @return the message
     * @throws IllegalArgumentException when another code has none, or the text is too long
     */
    public static Notification withText(final NotificationCode named, final String text) {
        final var bytes = text.getBytes(StandardCharsets.UTF_8);
        final var notification = of(named, ByteBuffer.allocate(1 + bytes.length).put((byte) bytes.length).put(bytes)
            .array());
        if (!notification.hasShutdownText() || bytes.length > MAX_SHUTDOWN_TEXT) {
            throw new IllegalArgumentException(named + " with a text of " + bytes.length + " bytes");
        }
        return notification;
    }

    /**
     * Reads a NOTIFICATION.
     *
     * @param message the whole message from its reader index on, with a length {@link MessageType} admits
     * @return the message
     */
    public static Notification read(final ByteBuf message) {
        final int start = message.readerIndex();
        return new Notification(message.getUnsignedByte(start + CODE_OFFSET),
            message.getUnsignedByte(start + CODE_OFFSET + 1),
            ByteBufUtil.getBytes(message, start + DATA_OFFSET, message.readableBytes() - DATA_OFFSET));
    }

    /**
     * Writes the message.
     *
     * @param allocator where the buffer comes from
     * @return the message as bytes, the caller's
     */
    public ByteBuf write(final ByteBufAllocator allocator) {
        final var out = allocator.buffer(DATA_OFFSET + data.length);
        final int start = MessageHeader.start(out, MessageType.NOTIFICATION);
        out.writeByte(code).writeByte(subcode).writeBytes(data);
        MessageHeader.finish(out, start);
        return out;
    }

    /**
     * The error code.
     *
     * @return 0..255
     */
    public int code() {
        return code;
    }

    /**
     * The error subcode.
     *
     * @return 0..255
     */
    public int subcode() {
        return subcode;
    }

    /**
     * The text for an operator: the name, the numbers and what the sender wrote about a shutdown (RFC 9003). Bounded,
     * without control characters, whatever the sender wrote.
     *
     * @return such as {@code Cease, Administrative Shutdown (6/2) "maintenance"}
     */
    public String describe() {
        final var numbers = "(" + code + "/" + subcode + ")";
        final var name = NotificationCode.find(code, subcode).map(known -> known.text() + " " + numbers)
            .orElse("NOTIFICATION " + numbers);
        final var text = shutdownText();
        return text.isEmpty() ? name : name + " \"" + text + "\"";
    }

    private boolean hasShutdownText() {
        return code == CEASE && (subcode == ADMINISTRATIVE_SHUTDOWN || subcode == ADMINISTRATIVE_RESET);
    }

    /** The escaped shutdown communication, empty when there is none or it is malformed. */
    private String shutdownText() {
        if (!hasShutdownText() || data.length == 0) {
            return "";
        }
        final int length = Byte.toUnsignedInt(data[0]);
        if (length >= data.length) {
            return "";
        }
        return EscapedText.of(StandardCharsets.UTF_8.decode(ByteBuffer.wrap(data, 1, length)), MAX_SHUTDOWN_TEXT);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * code + subcode) + Arrays.hashCode(data);
    }

    @Override
    public boolean equals(final @Nullable Object obj) {
        return this == obj || obj instanceof Notification other && code == other.code && subcode == other.subcode
            && Arrays.equals(data, other.data);
    }

    @Override
    public String toString() {
        return describe() + " data " + ByteBufUtil.hexDump(data, 0, Math.min(data.length, MAX_SHUTDOWN_TEXT));
    }
}

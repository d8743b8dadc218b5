/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Locale;

/** Messages as hex: what is written by hand in the tests, spaces for the reader. */
public final class Bytes {
    private static final String MARKER = "ffffffffffffffffffffffffffffffff";

    private Bytes() {
        // static methods only
    }

    /** Bytes of hex digits; blanks are skipped. */
    public static ByteBuf of(final String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex.replaceAll("\\s", "")));
    }

    /** A message of this type with the header it needs. */
    public static ByteBuf message(final MessageType type, final String body) {
        return of(messageHex(type, body));
    }

    /** The same as hex without blanks. */
    public static String messageHex(final MessageType type, final String body) {
        final var digits = body.replaceAll("\\s", "");
        final int length = MessageHeader.LENGTH + digits.length() / 2;
        return String.format(Locale.ROOT, "%s%04x%02x%s", MARKER, length, type.code(), digits);
    }

    /** An UPDATE of its three fields, the two lengths added. */
    public static ByteBuf update(final String withdrawn, final String attributes, final String nlri) {
        return message(MessageType.UPDATE, field(withdrawn) + field(attributes) + nlri);
    }

    /** All bytes of a buffer as hex; releases it. */
    public static String hex(final ByteBuf bytes) {
        try {
            return ByteBufUtil.hexDump(bytes);
        } finally {
            bytes.release();
        }
    }

    private static String field(final String hex) {
        final var digits = hex.replaceAll("\\s", "");
        return String.format(Locale.ROOT, "%04x%s", digits.length() / 2, digits);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.BitSet;
import java.util.Optional;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Walks over the path attributes of one UPDATE and remembers the first error that makes it a withdrawal (RFC 7606). Not
 * thread-safe.
 */
final class AttributeCursor {
    private static final int EXTENDED_LENGTH = 0x10;
    private static final int SHORTEST = 3;
    private static final int MOST_ORIGIN = 2;

    private final BitSet seen = new BitSet();
    private final ByteBuf list;
    private int count;
    /** Where in the list the attribute begins that was moved to. */
    private int start;
    private int flags;
    private int code;
    private AttributeType type = AttributeType.UNKNOWN;
    private ByteBuf value;
    private @Nullable NotificationCode error;
    private @Nullable ByteBuf erroneous;

    AttributeCursor(final ByteBuf attributes) {
        list = attributes.slice();
        value = list;
    }

    /**
     * Moves to the next attribute that counts: of two of one type it is the first (RFC 7606, section 3 (g)).
     *
     * @return false when there is none, or the list is cut off
     * @throws SessionResetException when prefixes may be lost (sections 3 (g) and 5.3)
     */
    boolean next() throws SessionResetException {
        while (list.isReadable()) {
            count++;
            if (!read()) {
                // RFC 7606, section 4: the length of the whole list still tells where the NLRI is.
                fail(NotificationCode.MALFORMED_ATTRIBUTE_LIST, null);
                return false;
            }
            if (isFirst()) {
                return true;
            }
        }
        return false;
    }

    AttributeType type() {
        return type;
    }

    /** What the attribute says. */
    ByteBuf value() {
        return value;
    }

    /** The whole attribute: most UPDATEs never need it. */
    ByteBuf attribute() {
        return list.slice(start, list.readerIndex() - start);
    }

    Optional<NotificationCode> error() {
        return Optional.ofNullable(error);
    }

    /** How many attributes there are, up to the one moved to; those that do not count are among them. */
    int count() {
        return count;
    }

    boolean hasSeen(final AttributeType wanted) {
        return seen.get(wanted.code());
    }

    /** The attribute makes the UPDATE a withdrawal. */
    void fail(final NotificationCode answer) {
        fail(answer, attribute());
    }

    /** The UPDATE is a withdrawal, and no attribute is to be shown for it. */
    void fail(final NotificationCode answer, final @Nullable ByteBuf attribute) {
        if (error == null) {
            error = answer;
            erroneous = attribute;
        }
    }

    /** Finds wrong flags and lengths, and a wrong ORIGIN. */
    void check() throws SessionResetException {
        if (type.isUnrecognizedWellKnown(flags)) {
            throw reset(NotificationCode.UNRECOGNIZED_WELL_KNOWN_ATTRIBUTE, attribute(),
                "well-known path attribute of an unknown type");
        }
        if (!type.admitsFlags(flags)) {
            if (type.holdsPrefixes()) {
                // RFC 7606, section 5.3: then its prefixes are not to be relied on.
                throw reset(NotificationCode.ATTRIBUTE_FLAGS_ERROR, attribute(), type + " with wrong flags");
            }
            fail(NotificationCode.ATTRIBUTE_FLAGS_ERROR);
        }
        if (!type.admitsLength(value.readableBytes())) {
            fail(NotificationCode.ATTRIBUTE_LENGTH_ERROR);
        } else if (type == AttributeType.ORIGIN && value.getUnsignedByte(value.readerIndex()) > MOST_ORIGIN) {
            fail(NotificationCode.INVALID_ORIGIN);
        }
    }

    /**
     * RFC 7606, section 5.2: without reachable NLRI we cannot be sure that the errors did not hide it. The NOTIFICATION
     * is RFC 4271's for the error.
     */
    void requireReachableIfMalformed(final boolean announces) throws SessionResetException {
        final var first = error;
        if (first != null && !announces) {
            throw reset(first, erroneous, "malformed path attributes in an UPDATE that announces nothing");
        }
    }

    SessionResetException optionalAttributeError(final String message) {
        return reset(NotificationCode.OPTIONAL_ATTRIBUTE_ERROR, attribute(), message);
    }

    private boolean isFirst() throws SessionResetException {
        if (!seen.get(code)) {
            seen.set(code);
            return true;
        }
        if (type.holdsPrefixes()) {
            throw reset(NotificationCode.MALFORMED_ATTRIBUTE_LIST, null, type + " is there twice");
        }
        return false;
    }

    private boolean read() throws SessionResetException {
        start = list.readerIndex();
        if (list.readableBytes() < SHORTEST) {
            return false;
        }
        flags = list.readUnsignedByte();
        code = list.readUnsignedByte();
        type = AttributeType.ofCode(code);
        final boolean extended = (flags & EXTENDED_LENGTH) != 0;
        if (extended && list.readableBytes() < Short.BYTES) {
            return false;
        }
        final int length = extended ? list.readUnsignedShort() : list.readUnsignedByte();
        if (length > list.readableBytes()) {
            if (type.holdsPrefixes()) {
                throw reset(NotificationCode.MALFORMED_ATTRIBUTE_LIST, null, type + " exceeds the path attributes");
            }
            return false;
        }
        value = list.readSlice(length);
        return true;
    }

    /** RFC 4271, section 6.3: the data is the attribute, where one is to blame. */
    private static SessionResetException reset(final NotificationCode answer, final @Nullable ByteBuf attribute,
            final String message) {
        return new SessionResetException(attribute == null ? Notification.of(answer)
            : Notification.of(answer, ByteBufUtil.getBytes(attribute)), message);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import java.util.Optional;

/** The types of BGP messages (RFC 4271, section 4.1, and RFC 2918), with the lengths they may have. */
public enum MessageType {
    /** OPEN. */
    OPEN(1, 29, MessageHeader.MAX_MESSAGE),
    /** UPDATE. */
    UPDATE(2, 23, MessageHeader.MAX_MESSAGE),
    /** NOTIFICATION. */
    NOTIFICATION(3, 21, MessageHeader.MAX_MESSAGE),
    /** KEEPALIVE: the header alone. */
    KEEPALIVE(4, 19, 19),
    /** ROUTE-REFRESH; the answer to a wrong length depends on the session ({@link RouteRefreshMessage}). */
    ROUTE_REFRESH(5, 19, MessageHeader.MAX_MESSAGE);

    private static final Optional<MessageType>[] BY_CODE = byCode();

    private final int code;
    private final int minLength;
    private final int maxLength;

    MessageType(final int code, final int minLength, final int maxLength) {
        this.code = code;
        this.minLength = minLength;
        this.maxLength = maxLength;
    }

    /**
     * The type's number on the wire.
     *
     * @return 1..5
     */
    public int code() {
        return code;
    }

    /**
     * Whether a message of this type may be so long.
     *
     * @param length the whole message's length in bytes
     * @return true when it may
     */
    public boolean admitsLength(final int length) {
        return length >= minLength && length <= maxLength;
    }

    /**
     * Finds a type by its number.
     *
     * @param code the number as received
     * @return the type, empty when it is unknown
     */
    public static Optional<MessageType> ofCode(final int code) {
        return code < BY_CODE.length ? BY_CODE[code] : Optional.empty();
    }

    // One Optional per type, made once: this is looked up for every message received.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Optional<MessageType>[] byCode() {
        final Optional<MessageType>[] table = new Optional[values().length + 1];
        table[0] = Optional.empty();
        for (var type : values()) {
            table[type.code] = Optional.of(type);
        }
        return table;
    }
}

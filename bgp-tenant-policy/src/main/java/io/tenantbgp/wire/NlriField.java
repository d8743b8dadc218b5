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
import org.eclipse.jdt.annotation.Nullable;

/**
 * One field of an UPDATE that holds prefixes: withdrawn routes, NLRI, or those of a multiprotocol attribute.
 *
 * @param family whose prefixes it holds
 * @param bytes the encoded prefixes
 * @param attribute the whole multiprotocol attribute they are in, null for the fields of RFC 4271
 */
public record NlriField(AddressFamily family, ByteBuf bytes, @Nullable ByteBuf attribute) {
    /** Takes the parts. */
    public NlriField {
        requireNonNull(family);
        requireNonNull(bytes);
    }

    /**
     * Starts to read the prefixes.
     *
     * @return a cursor before the first one
     */
    public PrefixCursor prefixes() {
        return new PrefixCursor(this);
    }

    /** What answers an encoding that cannot be read (RFC 7606, section 5.3; RFC 4760, section 7). */
    SessionResetException malformed(final String message) {
        return new SessionResetException(attribute == null ? Notification.of(NotificationCode.INVALID_NETWORK_FIELD)
            : Notification.of(NotificationCode.OPTIONAL_ATTRIBUTE_ERROR, ByteBufUtil.getBytes(attribute)), message);
    }
}

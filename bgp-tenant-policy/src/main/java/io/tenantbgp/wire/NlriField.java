/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.tenantbgp.policy.AddressFamily;

/**
 * One field of an UPDATE that holds prefixes: withdrawn routes, NLRI, or those of a multiprotocol attribute.
 *
 * @param family whose prefixes it holds
 * @param bytes the encoded prefixes
 * @param ifMalformed what answers an encoding that cannot be read
 */
public record NlriField(AddressFamily family, ByteBuf bytes, NotificationCode ifMalformed) {
    /** Takes the parts. */
    public NlriField {
        requireNonNull(family);
        requireNonNull(bytes);
        requireNonNull(ifMalformed);
    }

    /**
     * Starts to read the prefixes.
     *
     * @return a cursor before the first one
     */
    public PrefixCursor prefixes() {
        return new PrefixCursor(this);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static java.util.Objects.requireNonNull;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.OptionalInt;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Where the metadata service is to listen, and how.
 *
 * @param address a resolved address
 * @param hopLimit TTL or hop limit of every packet sent, 1..255; empty for that of the operating system
 */
@NonNullByDefault
record ListenAddress(InetSocketAddress address, OptionalInt hopLimit) {
    ListenAddress {
        requireNonNull(address);
        requireNonNull(hopLimit);
    }

    static ListenAddress of(final InetSocketAddress address) {
        return new ListenAddress(address, OptionalInt.empty());
    }

    /** The address and the port, as in an authority of RFC 3986. */
    @Override
    public String toString() {
        return NetUtil.toSocketAddressString(address);
    }
}

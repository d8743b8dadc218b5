/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What the kernel is to ask of the packets of one tenant's connection.
 *
 * @param key signs and checks every segment (RFC 2385), empty where none is configured
 * @param ttlSecurity whether packets are sent with TTL 255 and only such are accepted (RFC 5082)
 */
public record TransportSecurity(Optional<TcpMd5Key> key, boolean ttlSecurity) {
    /** Nothing is asked for. */
    public static final TransportSecurity NONE = new TransportSecurity(Optional.empty(), false);

    /** Refuses an absent part. */
    public TransportSecurity {
        requireNonNull(key);
    }
}

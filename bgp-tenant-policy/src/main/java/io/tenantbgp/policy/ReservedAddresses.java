/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses no tenant may announce, not even as a part of a larger prefix: link-local, loopback and multicast ones and
 * the DPU's own.
 *
 * @param prefixes all of them; the ranges that are always reserved are added when missing
 */
public record ReservedAddresses(PrefixSet prefixes) {
    // RFC 3927, RFC 1122 section 3.2.1.3, RFC 5771; RFC 4291 sections 2.5.6, 2.5.3 and 2.7.
    private static final List<Prefix> ALWAYS = Stream.of("169.254.0.0/16", "127.0.0.0/8", "224.0.0.0/4",
        "fe80::/10", "::1/128", "ff00::/8").map(Prefix::parse).toList();

    /** Adds the ranges that are always reserved. */
    public ReservedAddresses {
        prefixes = PrefixSet.of(Stream.concat(ALWAYS.stream(), prefixes.entries().stream()).toList());
    }

    /**
     * Reserves the addresses of a DPU.
     *
     * @param dpuAddresses its loopback, and the gateway addresses of all tenant interfaces
     * @return these and the ranges that are always reserved
     */
    public static ReservedAddresses of(final Collection<IpAddress> dpuAddresses) {
        return new ReservedAddresses(PrefixSet.of(dpuAddresses.stream().map(IpAddress::toHostPrefix).toList()));
    }
}

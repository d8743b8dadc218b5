/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * One address family on one session.
 *
 * @param ipv4 whether it is IPv4 unicast; IPv6 unicast otherwise
 * @param prefixes what is announced in it
 * @param nextHop the next hop to announce, where it is not the host's address on the session: the IPv4-mapped form of
 *        that address for IPv6 prefixes of a host without IPv6 addresses on the link
 */
@NonNullByDefault
record Channel(boolean ipv4, List<Cidr> prefixes, Optional<String> nextHop) {
    Channel {
        prefixes = List.copyOf(prefixes);
        requireNonNull(nextHop);
    }

    /** The name all daemons have for it. */
    String family() {
        return ipv4 ? "ipv4" : "ipv6";
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.session.TcpMd5Key;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A neighbour in the fabric: a leaf switch or a route server.
 *
 * @param address its address
 * @param asn its ASN
 * @param families the families of the session, at least one
 * @param localAddress the DPU's address for the session, empty for the one on the route to the neighbour; never empty
 *     when passive
 * @param passive whether the DPU waits for it to connect
 * @param multihopTtl the TTL of packets to it, empty for that of the operating system
 * @param key signs and checks every segment (RFC 2385), empty where none is configured
 * @param maximumPrefixes the most prefixes it may announce, of all families together; at least 1
 */
public record FabricNeighbor(InetAddress address, long asn, Set<FabricFamily> families,
        Optional<InetAddress> localAddress, boolean passive, OptionalInt multihopTtl, Optional<TcpMd5Key> key,
        long maximumPrefixes) {
    /** Copies the set. */
    public FabricNeighbor {
        requireNonNull(address);
        families = Set.copyOf(families);
        requireNonNull(localAddress);
        requireNonNull(multihopTtl);
        requireNonNull(key);
        if (families.isEmpty() || passive && localAddress.isEmpty()) {
            throw new IllegalArgumentException("a neighbour needs a family, a passive one a local address");
        }
    }

    /** Whether a session with this neighbour can go on as one with the other. */
    boolean hasSessionOf(final FabricNeighbor other) {
        return equals(new FabricNeighbor(other.address, other.asn, other.families, other.localAddress, other.passive,
            other.multihopTtl, other.key, maximumPrefixes));
    }
}

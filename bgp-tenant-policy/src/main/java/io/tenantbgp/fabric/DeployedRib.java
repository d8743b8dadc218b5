/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static java.util.Objects.requireNonNull;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The fabric's RIB as BGPCEP is to have it. Of a neighbour it holds only what BGPCEP needs to know: BGPCEP re-creates a
 * neighbour, and drops its session, on any difference in its configuration (BGPClusterSingletonService
 * .onNeighborModified), and what concerns the connection is ours.
 *
 * @param asn the DPU's ASN
 * @param routerId the DPU's BGP identifier
 * @param neighbors the neighbours
 */
record DeployedRib(long asn, Inet4Address routerId, Map<InetAddress, Peer> neighbors) {
    DeployedRib {
        requireNonNull(routerId);
        neighbors = Map.copyOf(neighbors);
    }

    static DeployedRib of(final FabricSpeaker speaker) {
        return new DeployedRib(speaker.asn(), speaker.routerId(), speaker.config().neighbors().stream()
            .collect(Collectors.toMap(FabricNeighbor::address, each -> new Peer(each.asn(), each.families()))));
    }

    /** Whether the RIB can go on as the other one, with other neighbours at most. */
    boolean hasSameSpeaker(final DeployedRib other) {
        return asn == other.asn && routerId.equals(other.routerId);
    }

    /** The neighbours that are not, or not so, in another state of this RIB. */
    Set<InetAddress> neighborsNotIn(final Predicate<Map.Entry<InetAddress, Peer>> other) {
        return neighbors.entrySet().stream().filter(other.negate()).map(Map.Entry::getKey)
            .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a neighbour is in this RIB, in the very same way. */
    boolean has(final Map.Entry<InetAddress, Peer> neighbor) {
        return neighbor.getValue().equals(neighbors.get(neighbor.getKey()));
    }

    /**
     * A neighbour.
     *
     * @param asn its ASN
     * @param families its families
     */
    record Peer(long asn, Set<FabricFamily> families) {
        Peer {
            families = Set.copyOf(families);
        }
    }
}

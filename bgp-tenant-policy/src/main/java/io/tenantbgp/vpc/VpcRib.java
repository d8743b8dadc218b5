/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.vpc;

import static java.util.Objects.requireNonNull;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Set;

/**
 * The RIB a VPC has in BGPCEP. It holds no policy: BGPCEP re-creates a neighbour, and drops its session, on any
 * difference in its configuration (BGPClusterSingletonService.onNeighborModified).
 *
 * @param vpc the VPC's name
 * @param asn the DPU's ASN
 * @param routerId the DPU's BGP identifier
 * @param neighbors the addresses of the tenant hosts
 */
public record VpcRib(String vpc, long asn, Inet4Address routerId, Set<InetAddress> neighbors) {
    /** The routing policy named in their configuration, by which BGPCEP gets ours for them. */
    public static final String POLICY = "tenant-bgp-vpc";
    /** How the names of our RIBs begin; what is named so belongs to us. */
    static final String PREFIX = "tenant-vpc-";

    /** Copies the set. */
    public VpcRib {
        requireNonNull(vpc);
        requireNonNull(routerId);
        neighbors = Set.copyOf(neighbors);
    }

    /**
     * The RIB's name, as in {@code /bgp-rib/rib}.
     *
     * @param vpc the VPC's name
     * @return the name
     */
    public static String ribId(final String vpc) {
        return PREFIX + vpc;
    }

    /**
     * Whether a RIB is a VPC's.
     *
     * @param ribId the RIB's name
     * @return true when it is one of ours
     */
    public static boolean isOurs(final String ribId) {
        return ribId.startsWith(PREFIX);
    }

    /**
     * The VPC that a RIB of ours is of.
     *
     * @param ribId the RIB's name
     * @return the VPC's name
     */
    public static String vpc(final String ribId) {
        return ribId.substring(PREFIX.length());
    }

    /** The RIB without its neighbours, to tell whether a neighbour is where it belongs. */
    VpcRib bare() {
        return new VpcRib(vpc, asn, routerId, Set.of());
    }

    /** Whether the RIB can go on as the other one, with other neighbours at most. */
    boolean hasSameSpeaker(final VpcRib other) {
        return asn == other.asn && routerId.equals(other.routerId);
    }
}

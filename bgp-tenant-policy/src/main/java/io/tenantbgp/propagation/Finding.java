/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.fabric.FabricFamily;
import io.tenantbgp.policy.Prefix;

/**
 * A prefix that is not where it has to be.
 *
 * @param vpc its VPC; empty when it concerns every VPC
 * @param kind what is wrong
 * @param prefix the prefix
 */
public record Finding(String vpc, Kind kind, Prefix prefix) {
    /** What can be wrong. */
    public enum Kind {
        /** A tenant's session has it and it is announced nowhere, or not wherever it is to be. */
        NOT_ANNOUNCED("%s accepted and not announced to the fabric"),
        /** It is announced and no tenant's session has it. */
        NO_SESSION("%s announced to the fabric and accepted of no tenant's session"),
        /** It is announced from other places than the tenant's communities ask for. */
        OTHER_LEAK("%s announced to the fabric with another leak community than the tenant's"),
        /** It is to be announced and BGPCEP does not have it. */
        NOT_IN_RIB("%s announced and not in BGPCEP's RIB of the fabric"),
        /** BGPCEP has it and it is not to be announced. */
        NOT_ACCEPTED("%s in BGPCEP's RIB of the fabric and not to be announced"),
        /** BGPCEP has it with other route targets than the VPC exports. */
        OTHER_ROUTE_TARGETS("%s in BGPCEP's RIB of the fabric with other route targets than the VPC's"),
        /** Nobody gets its EVPN route. */
        NO_EVPN_NEIGHBOR(toNobody(FabricFamily.L2VPN_EVPN, "overlay")),
        /** Nobody gets its IPv4 unicast route. */
        NO_IPV4_NEIGHBOR(toNobody(FabricFamily.IPV4_UNICAST, "underlay")),
        /** Nobody gets its IPv6 unicast route. */
        NO_IPV6_NEIGHBOR(toNobody(FabricFamily.IPV6_UNICAST, "underlay")),
        /** Its EVPN route says no MAC address to send packets to (RFC 9136, section 4.4.1). */
        NO_ROUTER_MAC("%s announced in the overlay without Router's MAC, and a leaf that needs it does not use the"
            + " route: set router-mac of the DPU");

        private final String format;

        Kind(final String format) {
            this.format = format;
        }

        /** Whether a route that is on its way looks like that for a moment. */
        boolean isPassing() {
            return switch (this) {
                case NOT_ANNOUNCED, NO_SESSION, OTHER_LEAK, NOT_IN_RIB, NOT_ACCEPTED, OTHER_ROUTE_TARGETS -> true;
                case NO_EVPN_NEIGHBOR, NO_IPV4_NEIGHBOR, NO_IPV6_NEIGHBOR, NO_ROUTER_MAC -> false;
            };
        }

        /** When no neighbour gets routes of this family. */
        static Kind noNeighbor(final FabricFamily family) {
            return switch (family) {
                case IPV4_UNICAST -> NO_IPV4_NEIGHBOR;
                case IPV6_UNICAST -> NO_IPV6_NEIGHBOR;
                case L2VPN_EVPN -> NO_EVPN_NEIGHBOR;
            };
        }

        /**
         * The alarm about some prefixes.
         *
         * @param count how many they are
         * @param example one of them
         * @return the alarm
         */
        public String alarm(final int count, final Prefix example) {
            return format.formatted(count == 1 ? example + " is" : count + " prefixes, such as " + example + ", are");
        }

        private static String toNobody(final FabricFamily family, final String place) {
            return "no fabric neighbour with " + family.yangName() + " is established: %s not announced in the " + place
                + "; see tenant-bgp:fabric";
        }
    }

    /** Takes the parts. */
    public Finding {
        requireNonNull(vpc);
        requireNonNull(kind);
        requireNonNull(prefix);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * What a well-formed OPEN message (RFC 4271, section 4.2) said, as far as policy needs it.
 *
 * @param version the protocol version, 0..255
 * @param myAs the two-byte My Autonomous System field, 0..65535
 * @param as4 the 4-octet AS number capability
 * @param holdTime the proposed hold time in seconds, 0..65535
 * @param bgpIdentifier the BGP identifier, 0..4294967295
 * @param families the families whose unicast routes are offered: those of the multiprotocol capabilities, or IPv4 alone
 *     when the OPEN has no multiprotocol capability at all (RFC 4760, section 8); families we do not know are left out
 */
public record OpenFacts(int version, int myAs, As4Capability as4, int holdTime, long bgpIdentifier,
        Set<AddressFamily> families) {
    /**
     * Validates the ranges.
     *
     * @throws IllegalArgumentException when a number does not fit its field
     */
    public OpenFacts {
        Asn.requireUnsigned("version", version, Byte.SIZE);
        Asn.requireUnsigned("My AS", myAs, Short.SIZE);
        requireNonNull(as4);
        Asn.requireUnsigned("hold time", holdTime, Short.SIZE);
        Asn.requireUnsigned("BGP identifier", bgpIdentifier, Integer.SIZE);
        families = Set.copyOf(families);
    }

    /**
     * The ASN the speaker means (RFC 6793, section 4.1).
     *
     * @return the 4-byte ASN of the capability, or My AS without one
     */
    public long effectiveAsn() {
        return as4.effectiveAsn(myAs);
    }
}

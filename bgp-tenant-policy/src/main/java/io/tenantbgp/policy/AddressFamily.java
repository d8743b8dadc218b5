/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import java.util.Optional;

/**
 * The address families whose unicast routes a tenant may announce. Numbers are IANA's Address Family Numbers.
 */
public enum AddressFamily {
    /** IPv4, AFI 1, 32 bits. */
    IPV4(1, 32),
    /** IPv6, AFI 2, 128 bits. */
    IPV6(2, 128);

    private final int afi;
    private final int bits;

    AddressFamily(final int afi, final int bits) {
        this.afi = afi;
        this.bits = bits;
    }

    /**
     * The address family's number in multiprotocol BGP (RFC 4760, section 9).
     *
     * @return the AFI
     */
    public int afi() {
        return afi;
    }

    /**
     * The length of an address.
     *
     * @return 32 or 128 bits
     */
    public int bits() {
        return bits;
    }

    /**
     * Finds a family by its number.
     *
     * @param afi an AFI as received
     * @return the family, empty for one no tenant may announce
     */
    public static Optional<AddressFamily> ofAfi(final int afi) {
        return switch (afi) {
            case 1 -> Optional.of(IPV4);
            case 2 -> Optional.of(IPV6);
            default -> Optional.empty();
        };
    }
}

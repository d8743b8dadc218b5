/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

/**
 * Autonomous system numbers with a meaning of their own. An ASN is a {@code long} of 0..4294967295 everywhere.
 */
public final class Asn {
    /** Stands for a 4-byte ASN where only two bytes fit (RFC 6793, section 9); no AS has it. */
    public static final long AS_TRANS = 23456;
    /** The highest ASN there is (RFC 7300 reserves 4294967295). */
    public static final long HIGHEST = 4_294_967_294L;

    private Asn() {
        // constants only
    }

    /** An AS can have this number: not 0 (RFC 7607), AS_TRANS or 4294967295. */
    static boolean isAssignable(final long asn) {
        return asn >= 1 && asn <= HIGHEST && asn != AS_TRANS;
    }

    static void requireAssignable(final long asn) {
        if (!isAssignable(asn)) {
            throw new IllegalArgumentException(asn + " is not an ASN of 1..4294967294 other than 23456");
        }
    }

    /** Checks an unsigned field as it comes from the wire. */
    static void requireUnsigned(final String name, final long value, final int bits) {
        if (value < 0 || value >>> bits != 0) {
            throw new IllegalArgumentException(name + " " + value + " does not fit into " + bits + " bits");
        }
    }
}

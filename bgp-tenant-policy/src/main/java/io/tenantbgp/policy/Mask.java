/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

/**
 * Network masks of a 128-bit address kept in two longs, most significant bits first.
 */
final class Mask {
    private Mask() {
        // static methods only
    }

    /** The mask of the first 64 bits; {@code length} is 0..128. */
    static long high(final int length) {
        if (length >= Long.SIZE) {
            return -1L;
        }
        // A shift by 64 would be a shift by 0 in Java.
        return length == 0 ? 0L : -1L << Long.SIZE - length;
    }

    /** The mask of the last 64 bits; {@code length} is 0..128. */
    static long low(final int length) {
        return length <= Long.SIZE ? 0L : high(length - Long.SIZE);
    }

    /** The first {@code length} bits of two addresses are equal. */
    static boolean sameNetwork(final long high, final long low, final long otherHigh, final long otherLow,
            final int length) {
        return ((high ^ otherHigh) & high(length)) == 0 && ((low ^ otherLow) & low(length)) == 0;
    }

    /** Compares two addresses as unsigned 128-bit numbers. */
    static int compare(final long high, final long low, final long otherHigh, final long otherLow) {
        final int order = Long.compareUnsigned(high, otherHigh);
        return order != 0 ? order : Long.compareUnsigned(low, otherLow);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import java.util.Arrays;

/**
 * A prefix as its bits one by one: the oracle of the property test, which knows nothing of masks, longs or sorting.
 */
record PrefixBits(AddressFamily family, boolean[] bits) {
    /** The number of leading bits both have in common. */
    int commonWith(final PrefixBits other) {
        int common = 0;
        while (common < bits.length && common < other.bits.length && bits[common] == other.bits[common]) {
            common++;
        }
        return common;
    }

    boolean contains(final PrefixBits other) {
        return family == other.family && commonWith(other) == bits.length;
    }

    boolean overlaps(final PrefixBits other) {
        return contains(other) || other.contains(this);
    }

    /** The first bits of it, or it with more bits of one value behind: its first or last part of that length. */
    PrefixBits withLength(final int length, final boolean fill) {
        final var copy = Arrays.copyOf(bits, length);
        if (length > bits.length) {
            Arrays.fill(copy, bits.length, length, fill);
        }
        return new PrefixBits(family, copy);
    }

    PrefixBits withFlipped(final int bit) {
        final var copy = bits.clone();
        copy[bit] = !copy[bit];
        return new PrefixBits(family, copy);
    }

    Prefix toPrefix() {
        long high = 0;
        long low = 0;
        for (int i = 0; i < bits.length; i++) {
            if (bits[i] && i < 64) {
                high |= 1L << 63 - i;
            } else if (bits[i]) {
                low |= 1L << 127 - i;
            }
        }
        return new Prefix(family, high, low, bits.length);
    }
}

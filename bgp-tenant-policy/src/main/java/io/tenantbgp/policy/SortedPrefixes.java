/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * The prefixes of one family as sorted arrays for lookups on an event loop: nothing is allocated, the time is the
 * logarithm of their number. A prefix inside another one is left out, as it changes no answer; what remains is
 * disjoint. Two halves are not joined to the whole, because no single entry contains it.
 */
final class SortedPrefixes {
    private final long[] high;
    private final long[] low;
    private final int[] length;

    private SortedPrefixes(final List<Prefix> disjoint) {
        high = disjoint.stream().mapToLong(Prefix::high).toArray();
        low = disjoint.stream().mapToLong(Prefix::low).toArray();
        length = disjoint.stream().mapToInt(Prefix::length).toArray();
    }

    /** Takes prefixes of one family in their natural order. */
    static SortedPrefixes of(final List<Prefix> sorted) {
        final var disjoint = new ArrayList<Prefix>(sorted.size());
        for (var prefix : sorted) {
            // What contains it stands directly before it: anything in between would be inside that one, too.
            if (disjoint.isEmpty() || !disjoint.get(disjoint.size() - 1).contains(prefix)) {
                disjoint.add(prefix);
            }
        }
        return new SortedPrefixes(disjoint);
    }

    boolean isEmpty() {
        return length.length == 0;
    }

    /** One entry contains the prefix. Only the entry that starts at or last before its address can. */
    boolean covers(final long prefixHigh, final long prefixLow, final int prefixLength) {
        final int entry = firstAfter(prefixHigh, prefixLow) - 1;
        return entry >= 0 && length[entry] <= prefixLength
            && Mask.sameNetwork(high[entry], low[entry], prefixHigh, prefixLow, length[entry]);
    }

    /** One entry contains the prefix or is inside it. An entry inside it starts at its address or is the next. */
    boolean overlaps(final long prefixHigh, final long prefixLow, final int prefixLength) {
        final int next = firstAfter(prefixHigh, prefixLow);
        return next > 0 && shares(next - 1, prefixHigh, prefixLow, prefixLength)
            || next < length.length && shares(next, prefixHigh, prefixLow, prefixLength);
    }

    private boolean shares(final int entry, final long prefixHigh, final long prefixLow, final int prefixLength) {
        return Mask.sameNetwork(high[entry], low[entry], prefixHigh, prefixLow, Math.min(length[entry], prefixLength));
    }

    /** The index of the first entry whose address is above the given one, the number of entries when there is none. */
    private int firstAfter(final long addressHigh, final long addressLow) {
        int from = 0;
        int to = length.length;
        while (from < to) {
            final int middle = from + to >>> 1;
            if (Mask.compare(high[middle], low[middle], addressHigh, addressLow) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}

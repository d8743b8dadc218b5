/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the entry of one family's list that has the most leading bits in common with a prefix, nested entries
 * included. Takes time in proportion to the logarithm of their number: a changed policy has it search for up to a
 * thousand rejected prefixes of every session.
 */
final class NearestEntries {
    private final List<Prefix> sorted;
    /** A binary tree of indices: node {@code i} has the shortest of nodes {@code 2i} and {@code 2i + 1}. */
    private final int[] shortest;

    /** Takes entries of one family in their natural order, without duplicates. */
    NearestEntries(final List<Prefix> sorted) {
        this.sorted = sorted;
        final int count = sorted.size();
        shortest = new int[2 * count];
        for (int i = 0; i < count; i++) {
            shortest[count + i] = i;
        }
        for (int i = count - 1; i > 0; i--) {
            shortest[i] = shorter(shortest[2 * i], shortest[2 * i + 1]);
        }
    }

    /** Of several equally near the shortest, then the first; the prefix is of their family. */
    Optional<Prefix> nearest(final Prefix prefix) {
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        // In the natural order, bits in common with the prefix only get fewer with the distance from its place.
        final int place = first(0, entry -> entry.compareTo(prefix) >= 0);
        final int common = Math.max(place > 0 ? commonBits(sorted.get(place - 1), prefix) : 0,
            place < sorted.size() ? commonBits(sorted.get(place), prefix) : 0);
        // Those with that many are the ones inside what they have in common, and stand together.
        final var network = Prefix.network(prefix.family(), prefix.high(), prefix.low(), common);
        final int from = first(0, entry -> entry.compareTo(network) >= 0);
        final int to = first(from, entry -> !network.contains(entry));
        return Optional.of(sorted.get(shortest(from, to)));
    }

    /** The index of the first entry from one on that a predicate holds for; it holds for all behind it, too. */
    private int first(final int start, final Predicate<Prefix> holds) {
        int from = start;
        int to = sorted.size();
        while (from < to) {
            final int middle = from + to >>> 1;
            if (holds.test(sorted.get(middle))) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    /** The index of the shortest entry of a range that is not empty, of several the first. */
    private int shortest(final int from, final int to) {
        int found = from;
        int left = from + sorted.size();
        int right = to + sorted.size();
        while (left < right) {
            if ((left & 1) == 1) {
                found = shorter(found, shortest[left]);
                left++;
            }
            if ((right & 1) == 1) {
                right--;
                found = shorter(found, shortest[right]);
            }
            left >>= 1;
            right >>= 1;
        }
        return found;
    }

    private int shorter(final int one, final int other) {
        final int order = Integer.compare(sorted.get(one).length(), sorted.get(other).length());
        return order < 0 || order == 0 && one < other ? one : other;
    }

    private static int commonBits(final Prefix one, final Prefix other) {
        final long highDifference = one.high() ^ other.high();
        final int common = highDifference != 0 ? Long.numberOfLeadingZeros(highDifference)
            : Long.SIZE + Long.numberOfLeadingZeros(one.low() ^ other.low());
        return Math.min(common, Math.min(one.length(), other.length()));
    }
}

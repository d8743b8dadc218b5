/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Containment, overlap and the nearest entry against an oracle that compares bit by bit. The lists nest, repeat and
 * adjoin; what is looked up is mostly a near miss of an entry: its parent, sibling, first or last address.
 */
class PrefixSetPropertyTest {
    private static final long SEED = 20261123;
    private static final int SETS = 2_000;
    private static final int LOOKUPS = 100;
    private static final int[] BOUNDARIES = {0, 1, 31, 32, 63, 64, 65, 127, 128};

    private final Random random = new Random(SEED);

    @ParameterizedTest
    @EnumSource
    void lookupsAgreeWithTheOracle(final AddressFamily family, final TestReporter reporter) {
        reporter.publishEntry("containment of " + family, "seed " + SEED + ", " + SETS * LOOKUPS + " lookups");
        int covered = 0;
        int overlapping = 0;
        for (int i = 0; i < SETS; i++) {
            final var entries = entries(family);
            final var set = PrefixSet.of(entries.stream().map(PrefixBits::toPrefix).toList());
            for (int k = 0; k < LOOKUPS; k++) {
                final var wanted = lookup(family, entries);
                final boolean covers = entries.stream().anyMatch(entry -> entry.contains(wanted));
                final boolean overlaps = entries.stream().anyMatch(entry -> entry.overlaps(wanted));
                check(set, entries, wanted, covers, overlaps);
                covered += covers ? 1 : 0;
                overlapping += overlaps && !covers ? 1 : 0;
            }
        }
        final int tenth = SETS * LOOKUPS / 10;
        assertTrue(covered > tenth && overlapping > tenth && covered + overlapping < 9 * tenth,
            "every answer is tried often: " + covered + " covered, " + overlapping + " overlapping");
    }

    private static void check(final PrefixSet set, final List<PrefixBits> entries, final PrefixBits wanted,
            final boolean covers, final boolean overlaps) {
        final var prefix = wanted.toPrefix();
        assertEquals(covers, set.covers(prefix.family(), prefix.high(), prefix.low(), prefix.length()),
            () -> "seed " + SEED + ": " + prefix + " covered by " + set);
        assertEquals(overlaps, set.overlaps(prefix.family(), prefix.high(), prefix.low(), prefix.length()),
            () -> "seed " + SEED + ": " + prefix + " overlaps " + set);
        final var nearest = entries.stream()
            .min(Comparator.comparingInt((PrefixBits entry) -> -entry.commonWith(wanted))
                .thenComparingInt(entry -> entry.bits().length)
                .thenComparing(PrefixBits::toPrefix));
        assertEquals(nearest.map(PrefixBits::toPrefix), set.nearest(prefix),
            () -> "seed " + SEED + ": entry of " + set + " nearest " + prefix);
    }

    /** Some entries, a part of them derived from earlier ones. */
    private List<PrefixBits> entries(final AddressFamily family) {
        final var entries = new ArrayList<PrefixBits>();
        final int count = 1 + random.nextInt(20);
        while (entries.size() < count) {
            entries.add(entries.isEmpty() || random.nextBoolean() ? anywhere(family, shortest(family))
                : near(entries.get(random.nextInt(entries.size()))));
        }
        return entries;
    }

    private PrefixBits lookup(final AddressFamily family, final List<PrefixBits> entries) {
        return random.nextInt(10) == 0 ? anywhere(family, 0) : near(entries.get(random.nextInt(entries.size())));
    }

    /** Mostly not 0, as a list with everything in it answers every question alike. */
    private int shortest(final AddressFamily family) {
        return random.nextInt(20) == 0 ? 0 : family.bits() / 4;
    }

    /** Any prefix; its bits are all equal, or equal in runs, so that first and last addresses occur. */
    private PrefixBits anywhere(final AddressFamily family, final int shortest) {
        final var bits = new boolean[Math.max(shortest, length(family))];
        final int run = 1 + random.nextInt(family.bits());
        boolean value = random.nextBoolean();
        for (int i = 0; i < bits.length; i++) {
            if (random.nextInt(run) == 0) {
                value = !value;
            }
            bits[i] = value;
        }
        return new PrefixBits(family, bits);
    }

    /** The same, a part of it, what covers it, or one with a bit flipped, most often the last: its sibling. */
    private PrefixBits near(final PrefixBits entry) {
        final int own = entry.bits().length;
        final int bits = entry.family().bits();
        final var changed = switch (random.nextInt(6)) {
            case 0 -> entry;
            case 1 -> entry.withLength(bits, random.nextBoolean());
            case 2 -> entry.withLength(Math.min(bits, own + 1), random.nextBoolean());
            case 3 -> entry.withLength(Math.max(0, own - 1), false);
            default -> entry.withLength(length(entry.family()), random.nextBoolean());
        };
        if (own == 0 || changed.bits().length < own || random.nextBoolean()) {
            return changed;
        }
        return changed.withFlipped(random.nextBoolean() ? own - 1 : random.nextInt(own));
    }

    private int length(final AddressFamily family) {
        final int boundary = BOUNDARIES[random.nextInt(BOUNDARIES.length)];
        return boundary <= family.bits() && random.nextBoolean() ? boundary : random.nextInt(family.bits() + 1);
    }
}

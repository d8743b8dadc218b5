/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrefixSetTest {
    @Test
    void emptySetHoldsNothing() {
        assertTrue(PrefixSet.EMPTY.isEmpty());
        assertTrue(PrefixSet.EMPTY.isEmpty(AddressFamily.IPV4) && PrefixSet.EMPTY.isEmpty(AddressFamily.IPV6));
        assertFalse(covers(PrefixSet.EMPTY, "203.0.113.10/32"));
        assertFalse(overlaps(PrefixSet.EMPTY, "0.0.0.0/0"));
        assertEquals(Optional.empty(), PrefixSet.EMPTY.nearest(Prefix.parse("203.0.113.10/32")));
        assertEquals(PrefixSet.EMPTY, PrefixSet.of(List.of()));
    }

    @Test
    void familiesDoNotMeet() {
        final var all = set("0.0.0.0/0");
        assertTrue(covers(all, "0.0.0.0/0"));
        assertFalse(covers(all, "::/0") || covers(all, "2001:db8::/32") || overlaps(all, "::/0"));
        assertFalse(all.isEmpty() || all.isEmpty(AddressFamily.IPV4));
        assertTrue(all.isEmpty(AddressFamily.IPV6));
        assertEquals(Optional.empty(), all.nearest(Prefix.parse("::/0")));
    }

    @Test
    void entriesAreKeptAsConfigured() {
        assertEquals("[203.0.113.0/24, 203.0.113.0/28, 2001:db8::/32]",
            set("2001:db8::/32", "203.0.113.0/28", "203.0.113.0/24", "203.0.113.0/28").toString());
    }

    @Test
    void nestedEntryIsNearestWhereItHasMoreBitsInCommon() {
        // Covered by the /24 both times; the operator sees the entry meant for it.
        final var nested = set("203.0.113.0/24", "203.0.113.16/28");
        assertEquals(Optional.of(Prefix.parse("203.0.113.16/28")), nested.nearest(Prefix.parse("203.0.113.17/32")));
        assertEquals(Optional.of(Prefix.parse("203.0.113.0/24")), nested.nearest(Prefix.parse("203.0.113.0/24")));
    }

    @Test
    void nearestOfEquallyNearEntriesIsTheShortestThenTheFirst() {
        final var entries = set("203.0.113.0/24", "203.0.112.128/25", "203.0.112.0/25");
        assertEquals(Optional.of(Prefix.parse("203.0.113.0/24")), entries.nearest(Prefix.parse("203.0.112.0/23")));
        assertEquals(Optional.of(Prefix.parse("203.0.112.0/25")), entries.nearest(Prefix.parse("203.0.112.0/24")));
        assertEquals(Optional.of(Prefix.parse("2001:db8::/32")),
            set("2001:db8::/32").nearest(Prefix.parse("8000::/1")), "even without a bit in common");
    }

    @Test
    void overlapIsEitherWay() {
        final var entries = set("10.0.0.1/32", "169.254.0.0/16");
        assertTrue(overlaps(entries, "10.0.0.0/24") && overlaps(entries, "10.0.0.1/32"));
        assertTrue(overlaps(entries, "169.254.1.0/24") && overlaps(entries, "169.0.0.0/8"));
        assertFalse(overlaps(entries, "10.0.0.2/31") || overlaps(entries, "10.0.0.0/32"));
        assertFalse(overlaps(entries, "169.255.0.0/16") || overlaps(entries, "255.255.255.255/32"));
    }

    @Test
    void setsOfTheSameEntriesAreEqual() {
        assertEquals(set("10.0.0.0/8", "203.0.113.0/24"), set("203.0.113.0/24", "10.0.0.0/8", "10.0.0.0/8"));
        assertEquals(set("10.0.0.0/8").hashCode(), set("10.0.0.0/8").hashCode());
        assertNotEquals(set("10.0.0.0/8"), set("10.0.0.0/9"));
    }

    private static PrefixSet set(final String... prefixes) {
        return PrefixSet.of(Arrays.stream(prefixes).map(Prefix::parse).toList());
    }

    private static boolean covers(final PrefixSet set, final String text) {
        final var prefix = Prefix.parse(text);
        return set.covers(prefix.family(), prefix.high(), prefix.low(), prefix.length());
    }

    private static boolean overlaps(final PrefixSet set, final String text) {
        final var prefix = Prefix.parse(text);
        return set.overlaps(prefix.family(), prefix.high(), prefix.low(), prefix.length());
    }
}

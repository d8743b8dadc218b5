/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.Prefix;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatestRejectedTest {
    private static final long SEED = 20261126;
    private static final int STEPS = 20_000;

    private final List<Prefix> forgotten = new ArrayList<>();

    @Test
    void itIsAListWhoseOldestEntryGoesWhenItIsFull() {
        final var random = new Random(SEED);
        for (int most : new int[] {1, 2, 7, 8}) {
            final var table = new LatestRejected(most, entry -> forgotten.add(entry.prefix()));
            final var oracle = new ArrayList<Prefix>();
            final var oracleForgot = new ArrayList<Prefix>();
            forgotten.clear();
            for (int i = 0; i < STEPS; i++) {
                final var prefix = prefix(random.nextInt(2 * most));
                final boolean known = oracle.remove(prefix);
                if (random.nextInt(4) == 0) {
                    table.remove(prefix);
                } else {
                    if (!known && oracle.size() == most) {
                        oracleForgot.add(oracle.remove(0));
                    }
                    oracle.add(prefix);
                    assertEquals(prefix, touch(table, prefix).prefix());
                }
                assertEquals(oracle, table.entries().map(RejectedEntry::prefix).toList(), "seed " + SEED);
                assertEquals(oracle.size(), table.size());
                final var wanted = prefix(random.nextInt(2 * most));
                assertEquals(oracle.contains(wanted), table.find(wanted) != null);
            }
            assertEquals(oracleForgot, forgotten);
            assertTrue(forgotten.size() > STEPS / 10, "most " + most + " was reached often");
        }
    }

    @Test
    void aPrefixKeepsItsEntryAndAnotherOneDoesNotInheritItsCount() {
        final var table = new LatestRejected(2, entry -> { });
        final var first = touch(table, prefix(1));
        first.countAnnouncement();
        assertSame(first, touch(table, prefix(1)));
        assertEquals(1, first.count());
        assertNotSame(first, touch(table, prefix(2)));
        assertEquals(0, touch(table, prefix(3)).count());
        assertNull(table.find(prefix(1)));
    }

    @Test
    void aFullTableAllocatesNothing() {
        final var table = new LatestRejected(1000, entry -> { });
        final var prefixes = IntStream.range(0, 100_000).mapToObj(LatestRejectedTest::prefix).toList();
        prefixes.forEach(prefix -> touch(table, prefix));
        final var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < prefixes.size(); i++) {
            touch(table, prefixes.get(i));
        }
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < prefixes.size(), allocated + " bytes for " + prefixes.size() + " prefixes");
        assertEquals(1000, table.size());
    }

    private static RejectedEntry touch(final LatestRejected table, final Prefix prefix) {
        return table.touch(prefix.family(), prefix.high(), prefix.low(), prefix.length());
    }

    /** Neighbours, as a tenant's are, of both families in turn. */
    private static Prefix prefix(final int number) {
        return number % 2 == 0 ? new Prefix(AddressFamily.IPV4, 0x64400000L + number << 32, 0, 32)
            : new Prefix(AddressFamily.IPV6, 0x20010db8_00000000L, number, 128);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A tenant that announces a million prefixes it may not announce must not fill the heap.
 */
class ImportPolicyAllocationTest {
    private static final int PREFIXES = 1_000_000;
    private static final int ENTRIES = 1_000;
    private static final Verdict ON_PATH = new Verdict.Accepted(Disposition.OVERLAY);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @EnumSource
    void deniedPrefixesAllocateNothing(final AddressFamily family) {
        final var policy = policy();
        assertEquals(PREFIXES, rejected(policy, family), "warm-up, classes are loaded");

        final long before = threads.getCurrentThreadAllocatedBytes();
        final int rejected = rejected(policy, family);
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertEquals(PREFIXES, rejected);
        assertTrue(allocated < PREFIXES / 10, allocated + " bytes for " + PREFIXES + " prefixes");
    }

    /** Looks up 100.64.0.0/32 and the following, or 6440:0:...; of 1000 entries none contains them. */
    private static int rejected(final ImportPolicy policy, final AddressFamily family) {
        int rejected = 0;
        for (long i = 0; i < PREFIXES; i++) {
            final long high = (0x64400000L + i) << Integer.SIZE;
            if (policy.decidePrefix(ON_PATH, family, high, 0, family.bits(), 0) instanceof Verdict.Rejected) {
                rejected++;
            }
        }
        return rejected;
    }

    private static ImportPolicy policy() {
        final var entries = IntStream.range(0, ENTRIES).boxed()
            .flatMap(i -> Stream.of("203.%d.%d.0/24".formatted(i / 256, i % 256), "2001:db8:%x::/48".formatted(i)))
            .map(Prefix::parse)
            .toList();
        return new ImportPolicy(65000,
            new AllowedPrefixes(PrefixSet.of(entries), PrefixSet.EMPTY, new InterfacePrefixes.NotNarrowed()),
            ReservedAddresses.of(Set.of(IpAddress.parse("10.0.0.1"))), Set.of(IpAddress.parse("10.0.0.2")), 1000,
            false);
    }
}

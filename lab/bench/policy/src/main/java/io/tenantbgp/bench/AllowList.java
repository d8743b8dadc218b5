/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.bench;

import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.AllowedPrefixes;
import io.tenantbgp.policy.ImportPolicy;
import io.tenantbgp.policy.InterfacePrefixes;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.PrefixSet;
import io.tenantbgp.policy.ReservedAddresses;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A policy with a list of one family, and host addresses to announce, in no order. The list has every second /24 from
 * 20.0.0.0 on, or every second /48 of 2001:db8::/32. What is denied is in the gap behind an entry, so that no search
 * ends early.
 */
@State(Scope.Benchmark)
public class AllowList {
    private static final int HOSTS = 1 << 12;
    private static final long SEED = 20261126;

    /** How many entries the list has. */
    @Param({"1", "100", "10000"})
    public int entries;
    /** Whose prefixes they are. */
    @Param
    public AddressFamily family;

    private ImportPolicy policy;
    private Prefix[] inside;
    private Prefix[] outside;
    private int next;

    /** Makes list and hosts, the same ones in every run. */
    @Setup
    public void setUp() {
        final int length = family == AddressFamily.IPV4 ? 24 : 48;
        final var list = IntStream.range(0, entries)
            .mapToObj(i -> new Prefix(family, network(2 * i), 0, length)).toList();
        policy = new ImportPolicy(65000,
            new AllowedPrefixes(PrefixSet.of(list), PrefixSet.EMPTY, new InterfacePrefixes.NotNarrowed()),
            ReservedAddresses.of(Set.of(IpAddress.parse("10.0.0.1"))), Set.of(IpAddress.parse("10.0.0.2")), 1000, true);
        final var random = new Random(SEED);
        inside = hosts(random, 0);
        outside = hosts(random, 1);
    }

    ImportPolicy policy() {
        return policy;
    }

    Prefix nextInside() {
        return inside[next++ & HOSTS - 1];
    }

    Prefix nextOutside() {
        return outside[next++ & HOSTS - 1];
    }

    private Prefix[] hosts(final Random random, final int gap) {
        final var hosts = new Prefix[HOSTS];
        for (int i = 0; i < HOSTS; i++) {
            final long network = network(2 * random.nextInt(entries) + gap);
            hosts[i] = family == AddressFamily.IPV4
                ? new Prefix(family, network | (long) random.nextInt(1 << 8) << 32, 0, family.bits())
                : new Prefix(family, network | random.nextInt(1 << 16), random.nextLong(), family.bits());
        }
        return hosts;
    }

    /** The first 64 bits of the /24 or /48 with this number. */
    private long network(final int number) {
        return family == AddressFamily.IPV4 ? 0x14000000L + ((long) number << 8) << 32
            : 0x20010db8_00000000L + ((long) number << 16);
    }
}

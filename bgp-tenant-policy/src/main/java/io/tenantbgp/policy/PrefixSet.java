/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jdt.annotation.Nullable;

/**
 * A list of prefixes of both families, such as {@code allowed-anycast-prefixes}. An entry admits every prefix inside
 * it, up to /32 or /128. Two sets are equal when they have the same entries, in any order.
 */
public final class PrefixSet {
    /** The set without entries: covers nothing. */
    public static final PrefixSet EMPTY = new PrefixSet(List.of());

    private final List<Prefix> entries;
    private final Lookup ipv4;
    private final Lookup ipv6;

    private PrefixSet(final List<Prefix> entries) {
        this.entries = entries;
        ipv4 = Lookup.of(AddressFamily.IPV4, entries);
        ipv6 = Lookup.of(AddressFamily.IPV6, entries);
    }

    /**
     * Makes a set. Duplicates count once.
     *
     * @param prefixes the entries, in any order
     * @return the set
     */
    public static PrefixSet of(final Collection<Prefix> prefixes) {
        return prefixes.isEmpty() ? EMPTY : new PrefixSet(prefixes.stream().sorted().distinct().toList());
    }

    /**
     * The entries as configured, nested ones too.
     *
     * @return the entries in their natural order, without duplicates
     */
    public List<Prefix> entries() {
        return entries;
    }

    /**
     * Whether there is no entry at all.
     *
     * @return true when neither family has an entry
     */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /**
     * Whether there is no entry of a family.
     *
     * @param family the family
     * @return true when the family has no entry
     */
    public boolean isEmpty(final AddressFamily family) {
        return lookup(family).disjoint().isEmpty();
    }

    /**
     * Whether one entry contains the whole prefix; an equal entry does, one inside it does not. Allocates nothing.
     *
     * @param family the prefix's family
     * @param high the first 64 bits of its address, as in {@link Prefix}
     * @param low the last 64 bits of its address
     * @param length its length in bits, at most the family's
     * @return true when it is covered
     */
    public boolean covers(final AddressFamily family, final long high, final long low, final int length) {
        return lookup(family).disjoint().covers(high, low, length);
    }

    /**
     * Whether every entry of a family of another set is inside an entry of this one.
     *
     * @param other another set
     * @param family the family to look at
     * @return true when this set admits all that the other one does
     */
    public boolean coversAll(final PrefixSet other, final AddressFamily family) {
        return other.entries.stream().filter(entry -> entry.family() == family)
            .allMatch(entry -> covers(family, entry.high(), entry.low(), entry.length()));
    }

    /**
     * Whether the prefix has an address in common with an entry: one contains the other. Allocates nothing.
     *
     * @param family the prefix's family
     * @param high the first 64 bits of its address, as in {@link Prefix}
     * @param low the last 64 bits of its address
     * @param length its length in bits, at most the family's
     * @return true when it overlaps
     */
    public boolean overlaps(final AddressFamily family, final long high, final long low, final int length) {
        return lookup(family).disjoint().overlaps(high, low, length);
    }

    /**
     * The entry an operator most likely meant the prefix for: the one that has the most leading bits in common with it;
     * of several the shortest, then the first.
     *
     * @param prefix any prefix
     * @return the entry, empty when there is none of that family
     */
    public Optional<Prefix> nearest(final Prefix prefix) {
        return lookup(prefix.family()).nearest().nearest(prefix);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public boolean equals(final @Nullable Object obj) {
        return this == obj || obj instanceof PrefixSet other && entries.equals(other.entries);
    }

    @Override
    public String toString() {
        return entries.toString();
    }

    private Lookup lookup(final AddressFamily family) {
        return switch (family) {
            case IPV4 -> ipv4;
            case IPV6 -> ipv6;
        };
    }

    /** The entries of one family, in two forms. */
    private record Lookup(SortedPrefixes disjoint, NearestEntries nearest) {
        static Lookup of(final AddressFamily family, final List<Prefix> sorted) {
            final var ofFamily = sorted.stream().filter(entry -> entry.family() == family).toList();
            return new Lookup(SortedPrefixes.of(ofFamily), new NearestEntries(ofFamily));
        }
    }
}

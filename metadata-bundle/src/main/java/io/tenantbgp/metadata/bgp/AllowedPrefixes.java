/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * A list of prefixes that allows whatever is inside one of them. Whether it allows a prefix takes hardly longer for a
 * list of thousands: a client asks that a hundred times with one request. Immutable.
 */
@NonNullByDefault
public final class AllowedPrefixes {
    /** Allows nothing. */
    public static final AllowedPrefixes NONE = of(List.of());

    private final List<Cidr> entries;
    // Those that are inside no other one
    private final TreeSet<Cidr> outermost = new TreeSet<>();

    private AllowedPrefixes(final Stream<Cidr> prefixes) {
        entries = prefixes.distinct().sorted().toList();
        entries.forEach(each -> {
            if (outermost.isEmpty() || !outermost.last().contains(each)) {
                outermost.add(each);
            }
        });
    }

    /** Returns the list of these prefixes. */
    public static AllowedPrefixes of(final Collection<Cidr> prefixes) {
        return new AllowedPrefixes(prefixes.stream());
    }

    /** The prefixes, in their order, none twice. */
    public List<Cidr> entries() {
        return entries;
    }

    /** Those of them that are inside no other one, in their order: all that is allowed, and nothing twice. */
    public List<Cidr> outermost() {
        return List.copyOf(outermost);
    }

    /** Whether a prefix is inside one of these. */
    public boolean allows(final Cidr prefix) {
        // Of prefixes that do not overlap only the last one before it can contain it
        final var before = outermost.floor(prefix);
        return before != null && before.contains(prefix);
    }

    /** Returns the list that allows what both allow. */
    public AllowedPrefixes and(final AllowedPrefixes other) {
        return new AllowedPrefixes(Stream.concat(entries.stream().filter(other::allows),
            other.entries.stream().filter(this::allows)));
    }
}

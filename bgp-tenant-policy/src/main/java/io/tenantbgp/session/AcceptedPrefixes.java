/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.wire.UpdateWriter;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The prefixes of one session that BGPCEP has, with what it was told about each. Bounded by {@code maximum-prefixes} of
 * each family, which the import policy enforces. Confined to the session's event loop.
 */
final class AcceptedPrefixes {
    private final Map<AddressFamily, Map<Prefix, Entry>> families = new EnumMap<>(AddressFamily.class);

    AcceptedPrefixes() {
        for (var family : AddressFamily.values()) {
            families.put(family, new HashMap<>());
        }
    }

    boolean contains(final Prefix prefix) {
        return table(prefix.family()).containsKey(prefix);
    }

    int size(final AddressFamily family) {
        return table(family).size();
    }

    /** Adds or changes a prefix; false when BGPCEP has exactly this already. */
    boolean put(final Prefix prefix, final UpdateWriter.Route route, final Instant now) {
        final var table = table(prefix.family());
        final var known = table.get(prefix);
        if (known != null && known.route.equals(route)) {
            return false;
        }
        table.put(prefix, new Entry(known == null ? new AcceptedPrefix(prefix, now) : known.shown, route));
        return true;
    }

    /** Removes a prefix; false when BGPCEP does not have it. */
    boolean remove(final Prefix prefix) {
        final @Nullable Entry removed = table(prefix.family()).remove(prefix);
        return removed != null;
    }

    /** The prefixes of a family, as they are now. */
    Set<Prefix> prefixes(final AddressFamily family) {
        return Collections.unmodifiableSet(table(family).keySet());
    }

    List<AcceptedPrefix> snapshot() {
        return families.values().stream().flatMap(table -> table.values().stream()).map(Entry::shown).toList();
    }

    private Map<Prefix, Entry> table(final AddressFamily family) {
        return families.get(family);
    }

    private record Entry(AcceptedPrefix shown, UpdateWriter.Route route) {
    }
}

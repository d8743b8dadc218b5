/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.PrePolicyPath;
import io.tenantbgp.policy.PrePolicyRoute;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.Verdict;
import io.tenantbgp.wire.UpdateWriter;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The prefixes of one session that BGPCEP has, each with what its UPDATE said and what BGPCEP was told about it; the
 * one accepted first is in front. Bounded by {@code maximum-prefixes} of each family, which the import policy enforces.
 * Confined to the session's event loop.
 */
final class AcceptedPrefixes {
    private final Map<Prefix, Entry> ipv4 = new LinkedHashMap<>();
    private final Map<Prefix, Entry> ipv6 = new LinkedHashMap<>();

    boolean contains(final Prefix prefix) {
        return table(prefix.family()).containsKey(prefix);
    }

    int size(final AddressFamily family) {
        return table(family).size();
    }

    /** Adds or changes a prefix; false when BGPCEP has exactly this already. */
    boolean put(final Prefix prefix, final PrePolicyPath path, final UpdateWriter.Route route, final Instant now) {
        final var table = table(prefix.family());
        final var known = table.get(prefix);
        final boolean toldAlready = known != null && known.route.equals(route);
        if (!toldAlready || !known.path.equals(path)) {
            table.put(prefix, new Entry(path, route, known == null ? now : known.since));
        }
        return !toldAlready;
    }

    /** Removes a prefix; false when BGPCEP does not have it. */
    boolean remove(final Prefix prefix) {
        return table(prefix.family()).remove(prefix) != null;
    }

    /** The prefixes of a family, as they are now. */
    Set<Prefix> prefixes(final AddressFamily family) {
        return Collections.unmodifiableSet(table(family).keySet());
    }

    List<AcceptedPrefix> snapshot() {
        return entries()
            .map(entry -> new AcceptedPrefix(entry.getKey(), entry.getValue().route.disposition(),
                entry.getValue().since))
            .toList();
    }

    /** All of them with the verdict in effect. */
    Stream<Kept> kept() {
        return entries()
            .map(entry -> new Kept(new PrePolicyRoute(entry.getKey(), false, entry.getValue().path),
                new Verdict.Accepted(entry.getValue().route.disposition())));
    }

    private Stream<Map.Entry<Prefix, Entry>> entries() {
        return Stream.concat(ipv4.entrySet().stream(), ipv6.entrySet().stream());
    }

    private Map<Prefix, Entry> table(final AddressFamily family) {
        return switch (family) {
            case IPV4 -> ipv4;
            case IPV6 -> ipv6;
        };
    }

    private record Entry(PrePolicyPath path, UpdateWriter.Route route, Instant since) {
    }
}

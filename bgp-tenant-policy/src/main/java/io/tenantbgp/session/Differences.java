/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.netty.buffer.ByteBuf;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.wire.UpdateWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What BGPCEP does not have yet. Of one prefix the last word counts. Confined to the session's event loop. */
final class Differences {
    private final Map<Prefix, UpdateWriter.Route> announced = new LinkedHashMap<>();
    private final Map<AddressFamily, Set<Prefix>> withdrawn = new EnumMap<>(AddressFamily.class);

    /** The prefix was not accepted before, or is with other attributes now. */
    void announce(final Prefix prefix, final UpdateWriter.Route route) {
        final var taken = withdrawn.get(prefix.family());
        if (taken != null) {
            taken.remove(prefix);
        }
        announced.put(prefix, route);
    }

    /** The prefix is accepted no longer. */
    void withdraw(final Prefix prefix) {
        announced.remove(prefix);
        withdrawn.computeIfAbsent(prefix.family(), family -> new LinkedHashSet<>()).add(prefix);
    }

    int announcedCount() {
        return announced.size();
    }

    int withdrawnCount() {
        // No stream: this is asked for every UPDATE.
        int count = 0;
        for (var prefixes : withdrawn.values()) {
            count += prefixes.size();
        }
        return count;
    }

    int count() {
        return announcedCount() + withdrawnCount();
    }

    void clear() {
        announced.clear();
        withdrawn.clear();
    }

    /**
     * Writes messages for BGPCEP, withdrawals first.
     *
     * @return how many, at least: prefixes that do not go into one message are in more
     */
    int write(final ByteBuf out) {
        withdrawn.values().removeIf(Set::isEmpty);
        withdrawn.forEach((family, prefixes) -> UpdateWriter.withdraw(out, family, prefixes));
        final var messages = new LinkedHashMap<Attributes, List<Prefix>>();
        announced.forEach((prefix, route) ->
            messages.computeIfAbsent(new Attributes(prefix.family(), route), absent -> new ArrayList<>()).add(prefix));
        messages.forEach((attributes, prefixes) ->
            UpdateWriter.announce(out, attributes.family, prefixes, attributes.route));
        return withdrawn.size() + messages.size();
    }

    private record Attributes(AddressFamily family, UpdateWriter.Route route) {
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.tenantbgp.policy.ImportPolicy;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.RejectReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The prefixes of one session that were rejected and are still announced, the latest 1000 of them: a tenant may
 * announce any number. Confined to the session's event loop.
 */
final class RejectedTable {
    static final int MOST = 1000;

    private final Map<Prefix, Entry> entries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(final Map.@Nullable Entry<Prefix, Entry> eldest) {
            if (size() <= MOST) {
                return false;
            }
            forgotten++;
            return true;
        }
    };
    private long forgotten;

    /** Adds a prefix, or counts it once more; false when it was there. */
    boolean add(final Prefix prefix, final RejectReason reason, final Instant now) {
        final var entry = entries.computeIfAbsent(prefix, absent -> new Entry());
        entry.update(reason, now);
        return entry.count == 1;
    }

    void remove(final Prefix prefix) {
        if (!entries.isEmpty()) {
            entries.remove(prefix);
        }
    }

    /** The prefixes, the one longest not seen first, each with the entry of this policy it was likely meant for. */
    RejectedPrefixes snapshot(final ImportPolicy policy) {
        final var prefixes = new ArrayList<RejectedPrefix>(entries.size());
        entries.forEach((prefix, entry) -> prefixes.add(entry.snapshot(prefix, policy)));
        return new RejectedPrefixes(prefixes, forgotten);
    }

    private static final class Entry {
        private RejectReason reason = RejectReason.MALFORMED_ATTRIBUTE;
        private Instant lastSeen = Instant.EPOCH;
        private long count;
        /** Searching the nearest entry takes the time of the whole list, so it is done once for each policy. */
        private @Nullable ImportPolicy searched;
        private Optional<Prefix> nearest = Optional.empty();

        void update(final RejectReason why, final Instant now) {
            if (reason != why) {
                reason = why;
                searched = null;
            }
            lastSeen = now;
            count++;
        }

        RejectedPrefix snapshot(final Prefix prefix, final ImportPolicy policy) {
            if (searched != policy) {
                nearest = policy.nearestAllowedEntry(prefix, reason);
                searched = policy;
            }
            return new RejectedPrefix(prefix, reason, count, lastSeen, nearest);
        }
    }
}

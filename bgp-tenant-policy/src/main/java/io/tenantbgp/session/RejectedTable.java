/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.ImportPolicy;
import io.tenantbgp.policy.PrePolicyPath;
import io.tenantbgp.policy.PrePolicyRoute;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.RejectReason;
import io.tenantbgp.policy.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The prefixes of one session that were rejected and are still announced. A tenant may announce any number: of those
 * that were rejected when they came the latest 1000 are kept. Those that were accepted and are revoked by a policy
 * change are kept apart, as many as may be accepted, so that no flood takes away what an operator's correction of a
 * mistake is to bring back. Confined to the session's event loop.
 */
final class RejectedTable {
    static final int MOST = 1000;

    private final Map<Prefix, Entry> revoked = new LinkedHashMap<>();
    private final Map<Prefix, Entry> denied = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(final Map.@Nullable Entry<Prefix, Entry> eldest) {
            if (eldest == null || size() <= MOST) {
                return false;
            }
            forget(eldest.getKey(), eldest.getValue());
            return true;
        }
    };
    private final Set<AddressFamily> incomplete = EnumSet.noneOf(AddressFamily.class);
    private final Set<AddressFamily> overLimit = EnumSet.noneOf(AddressFamily.class);
    private final Set<AddressFamily> overLimitForgotten = EnumSet.noneOf(AddressFamily.class);
    private long forgotten;

    /** A prefix was announced and rejected; false when it was among them. */
    boolean add(final Prefix prefix, final boolean hostBits, final PrePolicyPath path, final RejectReason reason,
            final Instant now) {
        final var table = revoked.containsKey(prefix) ? revoked : denied;
        final var entry = table.computeIfAbsent(prefix, absent -> new Entry());
        entry.keep(hostBits, path, now);
        entry.count++;
        decided(prefix, entry, reason);
        return entry.count == 1 && table == denied;
    }

    /** A prefix that was accepted is rejected by a changed policy. At most so many of them are kept. */
    void revoke(final PrePolicyRoute route, final RejectReason reason, final Instant now, final int most) {
        final var entry = new Entry();
        entry.keep(route.hostBits(), route.path(), now);
        revoked.put(route.prefix(), entry);
        decided(route.prefix(), entry, reason);
        final var oldest = revoked.entrySet().iterator();
        while (revoked.size() > most) {
            final var eldest = oldest.next();
            forget(eldest.getKey(), eldest.getValue());
            oldest.remove();
        }
    }

    /** A changed policy rejects a prefix for this reason; it was not announced again. */
    void revise(final Prefix prefix, final RejectReason reason) {
        final var entry = revoked.getOrDefault(prefix, denied.get(prefix));
        if (entry != null) {
            decided(prefix, entry, reason);
        }
    }

    void remove(final Prefix prefix) {
        if (!denied.isEmpty()) {
            denied.remove(prefix);
        }
        if (!revoked.isEmpty()) {
            revoked.remove(prefix);
        }
    }

    /** All of them with the verdict in effect: what was accepted once before the others, the oldest first. */
    Stream<Kept> kept() {
        return entries().map(entry -> new Kept(entry.getValue().route(entry.getKey()),
            new Verdict.Rejected(entry.getValue().reason)));
    }

    /** Those of a family that had no room when they came. */
    Stream<Kept> overLimit(final AddressFamily family) {
        if (!overLimit.contains(family)) {
            return Stream.empty();
        }
        final var found = kept().filter(each -> each.route().prefix().family() == family
            && each.verdict().equals(new Verdict.Rejected(RejectReason.MAXIMUM_PREFIXES))).toList();
        if (found.isEmpty()) {
            overLimit.remove(family);
        }
        return found.stream();
    }

    /** Whether prefixes of the family that had no room were not kept since this was last asked. */
    boolean takeOverLimitForgotten(final AddressFamily family) {
        return overLimitForgotten.remove(family);
    }

    /** Whether prefixes of the family were not kept since this was last asked. */
    boolean takeIncomplete(final AddressFamily family) {
        return incomplete.remove(family);
    }

    long forgotten() {
        return forgotten;
    }

    /** The prefixes, as they are now. */
    Stream<Prefix> prefixes() {
        return entries().map(Map.Entry::getKey);
    }

    /** The prefixes, the one longest not seen first, each with the entry of this policy it was likely meant for. */
    RejectedPrefixes snapshot(final ImportPolicy policy) {
        final var prefixes = new ArrayList<RejectedPrefix>(revoked.size() + denied.size());
        entries().forEach(entry -> prefixes.add(entry.getValue().snapshot(entry.getKey(), policy)));
        return new RejectedPrefixes(prefixes, forgotten);
    }

    private Stream<Map.Entry<Prefix, Entry>> entries() {
        return Stream.concat(revoked.entrySet().stream(), denied.entrySet().stream());
    }

    private void decided(final Prefix prefix, final Entry entry, final RejectReason reason) {
        entry.decide(reason);
        if (reason == RejectReason.MAXIMUM_PREFIXES) {
            overLimit.add(prefix.family());
        }
    }

    private void forget(final Prefix prefix, final Entry entry) {
        forgotten++;
        // Of what no configuration could admit nothing is missed.
        if (!entry.hostBits && entry.path instanceof PrePolicyPath.Sane) {
            incomplete.add(prefix.family());
        }
        if (entry.reason == RejectReason.MAXIMUM_PREFIXES) {
            overLimitForgotten.add(prefix.family());
        }
    }

    private static final class Entry {
        private static final PrePolicyPath UNKNOWN = new PrePolicyPath.Unacceptable(RejectReason.MALFORMED_ATTRIBUTE);

        private PrePolicyPath path = UNKNOWN;
        private boolean hostBits;
        private RejectReason reason = RejectReason.MALFORMED_ATTRIBUTE;
        private Instant lastSeen = Instant.EPOCH;
        private long count;
        /** Searching the nearest entry takes the time of the whole list, so it is done once for each policy. */
        private @Nullable ImportPolicy searched;
        private Optional<Prefix> nearest = Optional.empty();

        void keep(final boolean withHostBits, final PrePolicyPath announced, final Instant now) {
            hostBits = withHostBits;
            path = announced;
            lastSeen = now;
        }

        void decide(final RejectReason why) {
            if (reason != why) {
                reason = why;
                searched = null;
            }
        }

        PrePolicyRoute route(final Prefix prefix) {
            return new PrePolicyRoute(prefix, hostBits, path);
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

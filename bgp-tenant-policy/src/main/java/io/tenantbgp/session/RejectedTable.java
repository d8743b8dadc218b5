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
import io.tenantbgp.wire.PrefixCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The prefixes of one session that were rejected and are still announced. A tenant may announce any number: of those
 * that were rejected when they came the latest 1000 are kept. Those that were accepted and are revoked by a policy
 * change are kept apart, as many as may be accepted, so that no flood takes away what an operator's correction of a
 * mistake is to bring back. Confined to the session's event loop.
 */
final class RejectedTable {
    static final int MOST = 1000;

    private final Map<Prefix, RejectedEntry> revoked = new LinkedHashMap<>();
    private final LatestRejected denied = new LatestRejected(MOST, this::forget);
    private final Set<AddressFamily> incomplete = EnumSet.noneOf(AddressFamily.class);
    private final Set<AddressFamily> overLimit = EnumSet.noneOf(AddressFamily.class);
    private final Set<AddressFamily> overLimitForgotten = EnumSet.noneOf(AddressFamily.class);
    private long forgotten;

    /** A prefix was announced and rejected, perhaps with host bits set; false when it was among them. */
    boolean add(final PrefixCursor announced, final PrePolicyPath path, final RejectReason reason, final Instant now) {
        final var known = revoked.isEmpty() ? null : revoked.get(announced.prefix());
        final var entry = known == null ? denied.touch(announced.family(), announced.networkHigh(),
            announced.networkLow(), announced.length()) : known;
        entry.keep(announced.hasHostBits(), path, now);
        entry.countAnnouncement();
        decided(entry, reason);
        return known == null && entry.count() == 1;
    }

    /** Whether a prefix is among them, and not forgotten. */
    boolean contains(final Prefix prefix) {
        return revoked.containsKey(prefix) || denied.find(prefix) != null;
    }

    /** A prefix that was accepted is rejected by a changed policy. At most so many of them are kept. */
    void revoke(final PrePolicyRoute route, final RejectReason reason, final Instant now, final int most) {
        final var prefix = route.prefix();
        final var entry = new RejectedEntry();
        entry.reuse(prefix.family(), prefix.high(), prefix.low(), prefix.length());
        entry.keep(route.hostBits(), route.path(), now);
        revoked.put(prefix, entry);
        decided(entry, reason);
        final var oldest = revoked.values().iterator();
        while (revoked.size() > most) {
            forget(oldest.next());
            oldest.remove();
        }
    }

    /** A changed policy rejects a prefix for this reason; it was not announced again. */
    void revise(final Prefix prefix, final RejectReason reason) {
        final var known = revoked.get(prefix);
        final var entry = known == null ? denied.find(prefix) : known;
        if (entry != null) {
            decided(entry, reason);
        }
    }

    void remove(final Prefix prefix) {
        denied.remove(prefix);
        if (!revoked.isEmpty()) {
            revoked.remove(prefix);
        }
    }

    /** All of them with the verdict in effect: what was accepted once before the others, the oldest first. */
    Stream<Kept> kept() {
        return entries().map(entry -> new Kept(entry.route(), new Verdict.Rejected(entry.reason())));
    }

    /** Whether there may be some of a family that had no room when they came. */
    boolean mayBeOverLimit(final AddressFamily family) {
        return overLimit.contains(family) || overLimitForgotten.contains(family);
    }

    /** Those of a family that had no room when they came. */
    Stream<Kept> overLimit(final AddressFamily family) {
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
        return entries().map(RejectedEntry::prefix);
    }

    /** The prefixes, the one longest not seen first, each with the entry of this policy it was likely meant for. */
    RejectedPrefixes snapshot(final ImportPolicy policy) {
        final var prefixes = new ArrayList<RejectedPrefix>(revoked.size() + denied.size());
        entries().forEach(entry -> prefixes.add(entry.snapshot(policy)));
        return new RejectedPrefixes(prefixes, forgotten);
    }

    private Stream<RejectedEntry> entries() {
        return Stream.concat(revoked.values().stream(), denied.entries());
    }

    private void decided(final RejectedEntry entry, final RejectReason reason) {
        entry.decide(reason);
        if (reason == RejectReason.MAXIMUM_PREFIXES) {
            overLimit.add(entry.family());
        }
    }

    private void forget(final RejectedEntry entry) {
        forgotten++;
        // Of what no configuration could admit nothing is missed.
        if (!entry.hasHostBits() && entry.path() instanceof PrePolicyPath.Sane) {
            incomplete.add(entry.family());
        }
        if (entry.reason() == RejectReason.MAXIMUM_PREFIXES) {
            overLimitForgotten.add(entry.family());
        }
    }
}

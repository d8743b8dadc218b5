/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.netty.buffer.ByteBuf;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.ImportPolicy;
import io.tenantbgp.policy.PrePolicyPath;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.RejectReason;
import io.tenantbgp.policy.Verdict;
import io.tenantbgp.wire.Announcement;
import io.tenantbgp.wire.NlriField;
import io.tenantbgp.wire.Notification;
import io.tenantbgp.wire.NotificationCode;
import io.tenantbgp.wire.PrefixCursor;
import io.tenantbgp.wire.SessionResetException;
import io.tenantbgp.wire.UpdateReader;
import io.tenantbgp.wire.UpdateWriter;
import io.tenantbgp.wire.UpdateWriter.Route;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The import side of one session: takes the tenant's UPDATEs and writes what BGPCEP is to have instead. Only
 * differences to what BGPCEP has are written. Confined to the session's event loop.
 */
final class UpdateFilter {
    private static final Logger LOG = LoggerFactory.getLogger(UpdateFilter.class);
    private static final int UNICAST = 1;
    private static final int RELIEVED_PERCENT = 75;
    /** BGPCEP makes a transaction of each UPDATE, whatever is in it: that costs it as much as so many prefixes. */
    private static final int CHANGES_PER_UPDATE = 20;
    /** How long what a tenant announces may be what it was asked for. */
    private static final Duration ANSWER = Duration.ofMinutes(1);

    private final AcceptedPrefixes accepted = new AcceptedPrefixes();
    private final RejectedTable rejected = new RejectedTable();
    private final Differences pending = new Differences();
    private final Set<AddressFamily> refreshWanted = EnumSet.noneOf(AddressFamily.class);
    /** The families whose limit was reached, until a quarter of it is free again. */
    private final Set<AddressFamily> limitReached = EnumSet.noneOf(AddressFamily.class);
    /** Of a family that is being refreshed: what was there at the beginning and has not been announced since. */
    private final Map<AddressFamily, Set<Prefix>> stale = new EnumMap<>(AddressFamily.class);
    /** The families whose End-of-RIB has come (RFC 4724, section 2). */
    private final Set<AddressFamily> ended = EnumSet.noneOf(AddressFamily.class);
    /** When the tenant was last to send a family again, because of a changed configuration or of room. */
    private final Map<AddressFamily, Instant> askedAgain = new EnumMap<>(AddressFamily.class);
    private final UpdateTally tally = new UpdateTally();
    private final PeerHistory history;
    private final RemoteOpen open;
    private final UpdateReader reader;
    private PrePolicyPath lastPath = RejectedEntry.UNKNOWN;
    private int changes;

    /** For a session that was set up with this OPEN, of a speaker that knows 4-byte ASNs or not. */
    UpdateFilter(final PeerHistory history, final RemoteOpen open, final boolean fourByteAsns) {
        this.history = history;
        this.open = open;
        reader = new UpdateReader(fourByteAsns);
    }

    /**
     * Filters one UPDATE. What BGPCEP is to have of it is collected until {@link #flush}: of a prefix that a tenant
     * announces and withdraws again and again BGPCEP gets the last word only.
     *
     * @param message the whole message
     * @param peer the configuration in effect
     * @param now when it came
     * @param out where messages for BGPCEP are written to
     * @throws SessionResetException when the message, or the configured limit, ends the session
     */
    void filter(final ByteBuf message, final TenantPeer peer, final Instant now, final ByteBuf out)
            throws SessionResetException {
        history.counters.updatesReceived.increment();
        history.changed();
        final var update = reader.read(message);
        // Once: BGPCEP makes a transaction of each
        update.endOfRib().filter(open.families()::contains).filter(ended::add).ifPresent(family -> {
            flush(out);
            UpdateWriter.endOfRib(out, family);
        });
        try {
            for (var field : update.withdrawn()) {
                if (open.families().contains(field.family())) {
                    withdraw(field);
                }
            }
            for (var announcement : update.announced()) {
                if (open.families().contains(announcement.prefixes().family())) {
                    announce(announcement, peer, now);
                }
            }
        } finally {
            tally.addTo(history.counters);
        }
        for (var family : open.families()) {
            useRoom(family, peer, now);
        }
    }

    /**
     * Decides on everything that is kept anew, because the configuration has changed. The limit never ends the session
     * here: no change of a policy does.
     *
     * @param previous the policy of before
     * @param peer the configuration in effect
     * @param now the time
     * @param out where messages for BGPCEP are written to
     */
    void redecide(final ImportPolicy previous, final TenantPeer peer, final Instant now, final ByteBuf out) {
        final var policy = peer.importPolicy();
        final var differences = new Differences();
        // As many as may have been accepted under either policy: what a lower limit takes away is not forgotten.
        final int mostRevoked = AddressFamily.values().length
            * Math.max(previous.maximumPrefixes(), policy.maximumPrefixes());
        // Before: that the new limit is reached is told also where the old one was.
        open.families().forEach(family -> relieve(family, policy));
        for (var each : preview(policy)) {
            apply(each, peer, now, mostRevoked, differences);
        }
        write(differences, out);
        for (var family : open.families()) {
            if (policy.isWiderThan(previous, family) && rejected.takeIncomplete(family)) {
                askAgain(family, now);
            }
            useRoom(family, peer, now);
        }
        history.changed();
        if (differences.count() > 0 && history.mayLog()) {
            LOG.info("{}: import policy changed, {} prefixes withdrawn, {} accepted or changed", peer.link(),
                differences.withdrawnCount(), differences.announcedCount());
        }
    }

    /**
     * What a policy would make of everything that is kept. Changes nothing.
     *
     * @param policy the policy
     * @return the verdict of before and after on each route
     */
    List<Redecision> preview(final ImportPolicy policy) {
        return Redecision.of(Stream.concat(accepted.kept(), rejected.kept()), policy);
    }

    /** The tenant begins to announce all its prefixes of a family again (RFC 7313, section 4). */
    void beginRefresh(final AddressFamily family) {
        final var known = new HashSet<>(accepted.prefixes(family));
        rejected.prefixes().filter(prefix -> prefix.family() == family).forEach(known::add);
        stale.put(family, known);
    }

    /**
     * It has announced all of them: what it has not is gone. Does nothing when it has not begun.
     *
     * @param family the family
     * @param peer the configuration in effect
     * @param now the time
     */
    void endRefresh(final AddressFamily family, final TenantPeer peer, final Instant now) {
        final var gone = stale.remove(family);
        if (gone == null) {
            return;
        }
        gone.forEach(rejected::remove);
        gone.forEach(prefix -> takeBack(prefix, pending));
        useRoom(family, peer, now);
        history.changed();
    }

    /** Whether BGPCEP lacks something that {@link #flush} would write. */
    boolean hasPending() {
        return pending.count() > 0;
    }

    /** Writes what was collected. */
    void flush(final ByteBuf out) {
        write(pending, out);
        pending.clear();
    }

    /** What BGPCEP has to work on since this was last asked, in prefixes to be changed. */
    int takeChanges() {
        final int taken = changes;
        changes = 0;
        return taken;
    }

    /** The families whose routes the tenant should send again, since not all that may be accepted now was kept. */
    Set<AddressFamily> takeRefreshWanted() {
        final var taken = Set.copyOf(refreshWanted);
        refreshWanted.clear();
        return taken;
    }

    List<AcceptedPrefix> accepted() {
        return accepted.snapshot();
    }

    RejectedPrefixes rejected(final TenantPeer peer) {
        return rejected.snapshot(peer.importPolicy());
    }

    /** How many rejected prefixes were too many to be kept. */
    long rejectedNotKept() {
        return rejected.forgotten();
    }

    private void withdraw(final NlriField field) throws SessionResetException {
        final var cursor = field.prefixes();
        while (cursor.next()) {
            tally.withdrawn();
            final var prefix = cursor.prefix();
            rejected.remove(prefix);
            takeBack(prefix, pending);
        }
    }

    private void announce(final Announcement announcement, final TenantPeer peer, final Instant now)
            throws SessionResetException {
        final var policy = peer.importPolicy();
        final var path = shared(policy.examine(open.tenantAsn(), announcement.facts()));
        final var onPath = policy.decidePath(path);
        @Nullable Route route = null;
        final var family = announcement.prefixes().family();
        final var unseen = stale.get(family);
        final var cursor = announcement.prefixes().prefixes();
        while (cursor.next()) {
            tally.announced();
            if (unseen != null) {
                unseen.remove(cursor.prefix());
            }
            final var verdict = policy.decidePrefix(onPath, family, cursor.high(), cursor.low(), cursor.length(),
                othersAccepted(cursor, policy));
            if (verdict instanceof Verdict.Rejected denial) {
                deny(cursor, path, denial.reason(), peer, now);
            } else if (verdict instanceof Verdict.Accepted acceptance) {
                if (route == null) {
                    // The same for all of them, as the verdict is that on the path.
                    route = route(family, path, acceptance, peer);
                }
                accept(cursor.prefix(), path, route, now, pending);
            }
        }
    }

    /** An announced prefix is rejected. Without an object for each, as that is what floods consist of. */
    private void deny(final PrefixCursor announced, final PrePolicyPath path, final RejectReason reason,
            final TenantPeer peer, final Instant now) throws SessionResetException {
        final var family = announced.family();
        if (reason == RejectReason.MAXIMUM_PREFIXES) {
            onLimit(family, peer);
            if (peer.maximumPrefixesAction() == MaximumPrefixesAction.TEARDOWN && isExcess(announced, now)) {
                throw overLimit(family, peer.importPolicy().maximumPrefixes());
            }
        }
        tally.rejected(reason);
        if (rejected.add(announced, path, reason, now) && history.rejections.mayTell(now)) {
            history.rejections.firstRejected(peer, announced.prefix(), reason);
        }
        if (accepted.size(family) > 0) {
            takeBack(announced.prefix(), pending);
        }
    }

    /** Most UPDATEs of a tenant have the same path: what is kept of it is kept once. */
    private PrePolicyPath shared(final PrePolicyPath path) {
        if (!path.equals(lastPath)) {
            lastPath = path;
        }
        return lastPath;
    }

    /** There may be more room than before: what had none when it came may have it now. */
    private void useRoom(final AddressFamily family, final TenantPeer peer, final Instant now) {
        final var policy = peer.importPolicy();
        relieve(family, policy);
        if (accepted.size(family) >= policy.maximumPrefixes() || !rejected.mayBeOverLimit(family)) {
            return;
        }
        rejected.overLimit(family).limit(policy.maximumPrefixes() - accepted.size(family)).forEach(each ->
            apply(new Redecision(each.route(), each.verdict(), policy.decide(each.route(), accepted.size(family))),
                peer, now, 0, pending));
        if (accepted.size(family) < policy.maximumPrefixes() && rejected.takeOverLimitForgotten(family)) {
            askAgain(family, now);
        }
    }

    private void askAgain(final AddressFamily family, final Instant now) {
        refreshWanted.add(family);
        askedAgain.put(family, now);
    }

    /** Whether the tenant does what it should not: beyond the limit it announces something new, and unasked. */
    private boolean isExcess(final PrefixCursor announced, final Instant now) {
        final var asked = askedAgain.get(announced.family());
        return !rejected.contains(announced.prefix()) && (asked == null || now.isAfter(asked.plus(ANSWER)));
    }

    /** A quarter of the limit is free, perhaps because it is a higher one: it can be reached anew. */
    private void relieve(final AddressFamily family, final ImportPolicy policy) {
        if (accepted.size(family) <= (long) policy.maximumPrefixes() * RELIEVED_PERCENT / 100) {
            limitReached.remove(family);
        }
    }

    private void apply(final Redecision decision, final TenantPeer peer, final Instant now, final int mostRevoked,
            final Differences differences) {
        final var kept = decision.route();
        final var prefix = kept.prefix();
        if (decision.after() instanceof Verdict.Accepted verdict) {
            accept(prefix, kept.path(), route(prefix.family(), kept.path(), verdict, peer), now, differences);
        } else if (decision.after() instanceof Verdict.Rejected denial) {
            if (denial.reason() == RejectReason.MAXIMUM_PREFIXES) {
                onLimit(prefix.family(), peer);
            }
            if (takeBack(prefix, differences)) {
                rejected.revoke(kept, denial.reason(), now, mostRevoked);
                if (history.rejections.mayTell(now)) {
                    history.rejections.firstRejected(peer, prefix, denial.reason());
                }
            } else if (decision.isChange()) {
                rejected.revise(prefix, denial.reason());
            }
        }
    }

    private void accept(final Prefix prefix, final PrePolicyPath path, final Route route, final Instant now,
            final Differences differences) {
        rejected.remove(prefix);
        if (accepted.put(prefix, path, route, now)) {
            differences.announce(prefix, route);
        }
    }

    private boolean takeBack(final Prefix prefix, final Differences differences) {
        final boolean removed = accepted.remove(prefix);
        if (removed) {
            differences.withdraw(prefix);
        }
        return removed;
    }

    private void write(final Differences differences, final ByteBuf out) {
        changes += differences.count() + CHANGES_PER_UPDATE * differences.write(out);
    }

    /** Tells the operator, once until the family has room again. */
    private void onLimit(final AddressFamily family, final TenantPeer peer) {
        if (!limitReached.add(family)) {
            return;
        }
        history.rejections.limitReached(peer, family);
        if (history.mayLog()) {
            LOG.warn("{}: more than maximum-prefixes {} for {}: announce fewer or raise it", peer.link(),
                peer.importPolicy().maximumPrefixes(), family);
        }
    }

    private static SessionResetException overLimit(final AddressFamily family, final int limit) {
        // RFC 4486, section 4: the data is AFI, SAFI and the limit.
        final var data = ByteBuffer.allocate(7).putShort((short) family.afi()).put((byte) UNICAST).putInt(limit);
        return new SessionResetException(Notification.of(NotificationCode.MAXIMUM_PREFIXES, data.array()),
            "more than " + limit + " " + family + " prefixes: announce fewer or raise maximum-prefixes");
    }

    /** How many others are accepted; below the limit it does not matter whether the prefix is one of them. */
    private int othersAccepted(final PrefixCursor announced, final ImportPolicy policy) {
        final int all = accepted.size(announced.family());
        return all >= policy.maximumPrefixes() && accepted.contains(announced.prefix()) ? all - 1 : all;
    }

    /**
     * The attributes BGPCEP gets: the tenant's ASN in the length of the path it sent, so that its prepending keeps its
     * meaning, and the host's configured address.
     */
    private Route route(final AddressFamily family, final PrePolicyPath path, final Verdict.Accepted verdict,
            final TenantPeer peer) {
        final int hops = path instanceof PrePolicyPath.Sane sane ? sane.hops() : 1;
        final var own = peer.nextHop(family);
        // BGPCEP takes the IPv4-mapped form of the IPv4 address for a host without an IPv6 one. One without an IPv4
        // address has no IPv4 prefix accepted: their next hop is none of its addresses.
        final var nextHop = own.isPresent() ? own : peer.nextHop(AddressFamily.IPV4);
        return new Route(open.tenantAsn(), Math.min(Math.max(hops, 1), UpdateWriter.MOST_HOPS), nextHop.orElseThrow(),
            verdict.disposition());
    }
}

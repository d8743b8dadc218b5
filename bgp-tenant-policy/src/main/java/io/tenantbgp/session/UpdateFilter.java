/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.netty.buffer.ByteBuf;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.PathFacts;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.RejectReason;
import io.tenantbgp.policy.Verdict;
import io.tenantbgp.wire.Announcement;
import io.tenantbgp.wire.NlriField;
import io.tenantbgp.wire.Notification;
import io.tenantbgp.wire.NotificationCode;
import io.tenantbgp.wire.PrefixCursor;
import io.tenantbgp.wire.SessionResetException;
import io.tenantbgp.wire.UpdateMessage;
import io.tenantbgp.wire.UpdateWriter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private final AcceptedPrefixes accepted = new AcceptedPrefixes();
    private final RejectedTable rejected = new RejectedTable();
    private final PeerHistory history;
    private final RemoteOpen open;
    private final boolean fourByteAsns;
    private boolean limitLogged;
    private int changes;

    /** For a session that was set up with this OPEN, of a speaker that knows 4-byte ASNs or not. */
    UpdateFilter(final PeerHistory history, final RemoteOpen open, final boolean fourByteAsns) {
        this.history = history;
        this.open = open;
        this.fourByteAsns = fourByteAsns;
    }

    /**
     * Filters one UPDATE.
     *
     * @param message the whole message
     * @param peer the configuration in effect
     * @param now when it came
     * @param out where messages for BGPCEP are written to; nothing is when it has everything already
     * @throws SessionResetException when the message, or the configured limit, ends the session
     */
    void filter(final ByteBuf message, final TenantPeer peer, final Instant now, final ByteBuf out)
            throws SessionResetException {
        history.counters.updatesReceived.increment();
        history.changed();
        final var update = UpdateMessage.read(message, fourByteAsns);
        update.endOfRib().filter(open.families()::contains).ifPresent(family -> UpdateWriter.endOfRib(out, family));
        for (var field : update.withdrawn()) {
            if (open.families().contains(field.family())) {
                withdraw(field, out);
            }
        }
        for (var announcement : update.announced()) {
            if (open.families().contains(announcement.prefixes().family())) {
                announce(announcement, peer, now, out);
            }
        }
    }

    /** How many prefixes were written to be changed since this was last asked. */
    int takeChanges() {
        final int taken = changes;
        changes = 0;
        return taken;
    }

    List<AcceptedPrefix> accepted() {
        return accepted.snapshot();
    }

    RejectedPrefixes rejected(final TenantPeer peer) {
        return rejected.snapshot(peer.importPolicy());
    }

    private void withdraw(final NlriField field, final ByteBuf out) throws SessionResetException {
        final var gone = new LinkedHashSet<Prefix>();
        final var cursor = field.prefixes();
        while (cursor.next()) {
            history.counters.prefixesWithdrawn.increment();
            final var prefix = cursor.prefix();
            rejected.remove(prefix);
            if (accepted.remove(prefix)) {
                gone.add(prefix);
            }
        }
        changes += gone.size();
        UpdateWriter.withdraw(out, field.family(), gone);
    }

    private void announce(final Announcement announcement, final TenantPeer peer, final Instant now,
            final ByteBuf out) throws SessionResetException {
        final var family = announcement.prefixes().family();
        final var facts = announcement.facts();
        final var route = route(family, facts, peer);
        final var policyObjection = objection(peer.importPolicy().decidePath(open.tenantAsn(), facts));
        final var pathObjection = policyObjection == null && route.isEmpty() ? RejectReason.NEXT_HOP_NOT_TENANT
            : policyObjection;
        final var gone = new LinkedHashSet<Prefix>();
        final var come = new LinkedHashSet<Prefix>();
        final var cursor = announcement.prefixes().prefixes();
        while (cursor.next()) {
            history.counters.prefixesAnnounced.increment();
            final var prefix = cursor.prefix();
            final var objection = pathObjection != null ? pathObjection : objection(cursor, prefix, peer);
            if (objection == null) {
                rejected.remove(prefix);
                if (accepted.put(prefix, route.orElseThrow(), now)) {
                    come.add(prefix);
                }
            } else {
                reject(prefix, objection, peer, now, gone, come);
            }
        }
        changes += gone.size() + come.size();
        UpdateWriter.withdraw(out, family, gone);
        route.ifPresent(attributes -> UpdateWriter.announce(out, family, come, attributes));
    }

    private void reject(final Prefix prefix, final RejectReason reason, final TenantPeer peer, final Instant now,
            final Set<Prefix> gone, final Set<Prefix> come) throws SessionResetException {
        if (reason == RejectReason.MAXIMUM_PREFIXES) {
            onLimit(prefix.family(), peer);
        }
        history.counters.countRejected(reason);
        if (rejected.add(prefix, reason, now)) {
            history.rejections.firstRejected(peer, prefix, reason, now);
        }
        // The same prefix may stand twice in one field, with host bits and without: the last one counts.
        come.remove(prefix);
        if (accepted.remove(prefix)) {
            gone.add(prefix);
        }
    }

    private void onLimit(final AddressFamily family, final TenantPeer peer) throws SessionResetException {
        if (!limitLogged) {
            history.events.maximumPrefixesReached(peer, family);
        }
        final int limit = peer.importPolicy().maximumPrefixes();
        if (peer.maximumPrefixesAction() == MaximumPrefixesAction.TEARDOWN) {
            // RFC 4486, section 4: the data is AFI, SAFI and the limit.
            final var data = ByteBuffer.allocate(7).putShort((short) family.afi()).put((byte) UNICAST).putInt(limit);
            throw new SessionResetException(Notification.of(NotificationCode.MAXIMUM_PREFIXES, data.array()),
                "more than " + limit + " " + family + " prefixes: announce fewer or raise maximum-prefixes");
        }
        if (!limitLogged && history.mayLog()) {
            LOG.warn("{}: maximum-prefixes {} reached for {}, what exceeds it is rejected: announce fewer or raise it",
                peer.link(), limit, family);
        }
        limitLogged = true;
    }

    private @Nullable RejectReason objection(final PrefixCursor cursor, final Prefix prefix, final TenantPeer peer) {
        final int others = accepted.size(prefix.family()) - (accepted.contains(prefix) ? 1 : 0);
        return objection(peer.importPolicy().decidePrefix(prefix.family(), cursor.high(), cursor.low(),
            cursor.length(), others));
    }

    private static @Nullable RejectReason objection(final Verdict verdict) {
        return verdict instanceof Verdict.Rejected denied ? denied.reason() : null;
    }

    /**
     * The attributes BGPCEP gets: the tenant's ASN in the length of the path it sent, so that its prepending keeps its
     * meaning, and the host's configured address.
     */
    private Optional<UpdateWriter.Route> route(final AddressFamily family, final PathFacts facts,
            final TenantPeer peer) {
        final int hops = facts instanceof PathFacts.Complete complete ? complete.asPath().hops() : 1;
        final Optional<IpAddress> own = peer.nextHop(family);
        // BGPCEP takes the IPv4-mapped form of the IPv4 address for a host without an IPv6 one.
        final var nextHop = own.isPresent() || family == AddressFamily.IPV4 ? own : peer.nextHop(AddressFamily.IPV4);
        return nextHop.map(address -> new UpdateWriter.Route(open.tenantAsn(),
            Math.min(Math.max(hops, 1), UpdateWriter.MOST_HOPS), address));
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.netty.channel.ChannelHandlerContext;
import io.tenantbgp.policy.OpenError;
import io.tenantbgp.policy.OpenVerdict;
import io.tenantbgp.wire.Notification;
import io.tenantbgp.wire.NotificationCode;
import io.tenantbgp.wire.OpenMessage;
import io.tenantbgp.wire.SessionResetException;

/**
 * What a connection has once the tenant's OPEN was accepted.
 *
 * @param open the OPEN
 * @param remote what was agreed
 * @param keepaliveInterval seconds between our KEEPALIVEs
 * @param speaker BGPCEP's end
 * @param filter the import side
 * @param refresh route refresh, both ways
 */
record Agreement(OpenMessage open, RemoteOpen remote, int keepaliveInterval, SpeakerSession speaker,
        UpdateFilter filter, RouteRefresh refresh) {
    /** A KEEPALIVE thrice in the hold time (RFC 4271, section 4.4). */
    private static final int KEEPALIVES_PER_HOLD_TIME = 3;

    /** Decides on an OPEN; a refusal is thrown with its NOTIFICATION. */
    static Agreement reach(final OpenMessage open, final TenantPeer peer, final SessionTimers offered,
            final ChannelHandlerContext ctx, final TenantSessions sessions, final PeerHistory history)
            throws SessionResetException {
        final var facts = open.facts();
        final var verdict = peer.openPolicy().decide(facts);
        if (verdict instanceof OpenVerdict.Refused refused) {
            throw new SessionResetException(Notification.of(OpenError.CODE, refused.error().subcode(),
                refused.error().data()), refused.message());
        }
        if (!sessions.speakers().isConfigured(peer.hostAddress())) {
            throw new SessionResetException(Notification.of(NotificationCode.CONNECTION_REJECTED),
                "BGPCEP has no such neighbour yet");
        }
        final int holdTime = Math.min(facts.holdTime(), offered.holdTime());
        final var remote = new RemoteOpen(((OpenVerdict.Accepted) verdict).tenantAsn(), (int) facts.bgpIdentifier(),
            holdTime, facts.families());
        final var filter = new UpdateFilter(history, remote, open.knowsFourByteAsns());
        return new Agreement(open, remote,
            Math.min(offered.keepaliveInterval(), holdTime / KEEPALIVES_PER_HOLD_TIME),
            new SpeakerSession(ctx, sessions.speakers(), peer), filter, new RouteRefresh(ctx, open.routeRefresh(),
                remote.families(), filter, sessions.clock().monotonic()));
    }

    /** BGPSessionImpl sends a KEEPALIVE every third of the hold time, which may be too seldom. */
    boolean speakerKeepsAliveItself() {
        return keepaliveInterval >= remote.holdTime() / KEEPALIVES_PER_HOLD_TIME;
    }
}

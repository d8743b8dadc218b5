/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.state;

import io.tenantbgp.config.TenantBgpConfig;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.Disposition;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.RejectReason;
import io.tenantbgp.session.AcceptedPrefix;
import io.tenantbgp.session.RejectedPrefix;
import io.tenantbgp.session.RemoteOpen;
import io.tenantbgp.session.SessionCounters;
import io.tenantbgp.session.SessionError;
import io.tenantbgp.session.SessionState;
import io.tenantbgp.session.SessionView;
import io.tenantbgp.session.TenantPeer;
import io.tenantbgp.testing.Configured;
import io.tenantbgp.testing.Encryption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Views of tenant sessions to publish. */
final class Views {
    static final Instant TIME = Instant.parse("2026-11-23T10:00:00.123456789Z");
    static final RemoteOpen OPEN = new RemoteOpen(4200000001L, 0xc0a80001, 9,
        Set.of(AddressFamily.IPV4, AddressFamily.IPV6));
    static final OptionalLong OPEN_ASN = OptionalLong.of(OPEN.tenantAsn());
    static final SessionState ESTABLISHED = new SessionState.Established(OPEN, TIME);

    private static final SessionCounters NO_COUNTERS = new SessionCounters(0, 0, 0, 0, 0, 0, 0, 0, Map.of(), 0, 0);

    private Views() {
        // Hidden on purpose
    }

    /** A configuration with VPC blue and these interfaces. */
    static TenantBgpConfig config(final String siteMembers, final String interfaces) {
        return Encryption.mapper().map(Configured.site(siteMembers),
            Configured.dpu(Configured.BLUE, interfaces));
    }

    static TenantPeer peer() {
        return config(Configured.SITE, Configured.ETH0).peers().findFirst().orElseThrow();
    }

    static SessionView view(final TenantPeer peer, final SessionState state) {
        return new SessionView(peer.link(), state, OptionalLong.empty(), NO_COUNTERS, Optional.empty(),
            Optional.empty(), Map.of(), List.of(), List.of(), 0);
    }

    static SessionView ended(final TenantPeer peer, final SessionError error) {
        return new SessionView(peer.link(), new SessionState.Active(), OptionalLong.of(65011), NO_COUNTERS,
            Optional.of(TIME), Optional.of(error), Map.of(error.direction(), error), List.of(), List.of(), 0);
    }

    /** An established session with two accepted prefixes, and one rejected for each reason. */
    static SessionView full(final TenantPeer peer) {
        return new SessionView(peer.link(), ESTABLISHED, OPEN_ASN,
            new SessionCounters(1, 2, 3, 4, 5, 6, 7, 8, Map.of(RejectReason.MAXIMUM_PREFIXES, 8L), 9, 10),
            Optional.empty(), Optional.empty(), Map.of(),
            List.of(accepted("203.0.113.7/32"), accepted("2001:db8:1::/64")),
            Stream.of(RejectReason.values()).map(Views::rejected).toList(), 0);
    }

    /** An established session with so many rejected prefixes, each rejected so often. */
    static SessionView rejecting(final TenantPeer peer, final int prefixes, final long times) {
        return new SessionView(peer.link(), ESTABLISHED, OPEN_ASN, NO_COUNTERS, Optional.empty(), Optional.empty(),
            Map.of(), List.of(), IntStream.range(0, prefixes).mapToObj(i -> new RejectedPrefix(
                Prefix.parse("10.7." + i / 256 + "." + i % 256 + "/32"), RejectReason.NOT_IN_ALLOWED_PREFIXES, times,
                TIME, Optional.empty())).toList(), 0);
    }

    private static AcceptedPrefix accepted(final String prefix) {
        return new AcceptedPrefix(Prefix.parse(prefix), Disposition.OVERLAY_AND_UNDERLAY, TIME);
    }

    private static RejectedPrefix rejected(final RejectReason reason) {
        return new RejectedPrefix(Prefix.parse("198.51.100." + reason.ordinal() + "/32"), reason, 3, TIME,
            reason == RejectReason.NOT_IN_ALLOWED_PREFIXES ? Optional.of(Prefix.parse("203.0.113.0/24"))
                : Optional.empty());
    }
}

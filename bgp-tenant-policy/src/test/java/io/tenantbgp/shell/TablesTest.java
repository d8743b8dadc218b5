/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.net.InetAddresses;
import io.tenantbgp.operations.SessionReport;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How sessions and prefixes stand in the tables. */
class TablesTest {
    private static final Instant SINCE = Instant.parse("2026-11-23T10:00:00.123Z");
    private static final SessionState UP =
        new SessionState.Established(new RemoteOpen(65010, 1, 9, Set.of(AddressFamily.IPV4)), SINCE);
    private static final SessionCounters NO_COUNTERS = new SessionCounters(0, 0, 0, 0, 0, 0, 0, 0, Map.of(), 0, 0);

    private final Console console = new Console();

    @Test
    void sessionsHaveStateAsnUptimeAndNumbers() {
        final var reports = List.of(report(peer(""), UP, Optional.empty(), List.of(accepted("203.0.113.7/32")),
                List.of(rejected("198.51.100.1/32", RejectReason.NOT_IN_ALLOWED_PREFIXES)), 5),
            closed());

        SessionsCommand.print(reports, SINCE.plus(Duration.ofHours(26).plusSeconds(3)), console.out());

        assertEquals(List.of(
            "Interface | VPC | Host | State | ASN | Uptime | Accepted | Rejected | Last error",
            "eth0 | blue | 10.0.0.2 | established | 65010 | 1d 02:00:03 | 1 | 1 (5 more not kept) | -",
            "eth1 | blue | 10.0.1.2 | disabled | - | - | 0 | 0 | -",
            "eth1 10.0.1.2: set enabled to true to open it"), withoutRule(console.lines()));
    }

    @Test
    void lastErrorHasItsCodeInTheTableAndItsMessageBelow() {
        final var error = new SessionError(SINCE, SessionError.Direction.SENT, 2, 2,
            "OPEN Message Error, Bad Peer AS: the tenant's ASN is 65010");
        SessionsCommand.print(List.of(report(peer("'common-tenant-host-asn': 65020, "), new SessionState.Active(),
            Optional.of(error), List.of(), List.of(), 0)), SINCE, console.out());

        assertEquals(List.of(
            "Interface | VPC | Host | State | ASN | Uptime | Accepted | Rejected | Last error",
            "eth0 | blue | 10.0.0.2 | active | 65010 (expected 65020) | - | 0 | 0 | sent 2/2",
            "eth0 10.0.0.2: 2026-11-23T10:00:00Z sent 2/2: OPEN Message Error, Bad Peer AS: the tenant's ASN is 65010"),
            withoutRule(console.lines()));
    }

    @Test
    void hostThatIsHeldOffIsSaid() {
        final var peer = peer("");
        final var view = new SessionView(peer.link(), new SessionState.Active(), OptionalLong.empty(), NO_COUNTERS,
            Optional.of(SINCE.plusSeconds(30)),
            Optional.of(new SessionError(SINCE, SessionError.Direction.LOCAL, 8, 0, "it reads nothing")), Map.of(),
            List.of(), List.of(), 0);
        final var reports = List.of(new SessionReport("eth0", "blue", peer.hostAddress(), "active", Optional.of(peer),
            Optional.of(view), ""));

        SessionsCommand.print(reports, SINCE, console.out());
        assertEquals(List.of(
            "eth0 10.0.0.2: held off until 2026-11-23T10:00:30Z, because its last attempts all failed",
            "eth0 10.0.0.2: 2026-11-23T10:00:00Z local 8/0: it reads nothing"),
            console.lines().stream().filter(line -> line.startsWith("eth0 10")).toList());

        SessionsCommand.print(reports, SINCE.plusSeconds(31), console.out());
        assertEquals(List.of(), console.lines().stream().filter(line -> line.contains("held off")).toList());
    }

    @Test
    void noSessionIsSaid() {
        SessionsCommand.print(List.of(), SINCE, console.out());
        assertEquals("no tenant interface is configured", withoutRule(console.lines()).get(1));
    }

    @Test
    void acceptedPrefixesAreSorted() {
        PrefixesCommand.print(List.of(report(peer(""), UP, Optional.empty(),
            List.of(accepted("203.0.113.9/32"), accepted("203.0.113.7/32")), List.of(), 0)), console.out());

        assertEquals(List.of("Interface | Host | Prefix | Disposition | Since",
            "eth0 | 10.0.0.2 | 203.0.113.7/32 | overlay | 2026-11-23T10:00:00Z",
            "eth0 | 10.0.0.2 | 203.0.113.9/32 | overlay | 2026-11-23T10:00:00Z"), withoutRule(console.lines()));
    }

    @Test
    void eachReasonIsExplainedOnceBelowTheRejectedPrefixes() {
        RejectedCommand.print(List.of(report(peer(""), UP, Optional.empty(), List.of(),
            List.of(rejected("198.51.100.2/32", RejectReason.NOT_IN_ALLOWED_PREFIXES),
                rejected("198.51.100.1/32", RejectReason.NOT_IN_ALLOWED_PREFIXES),
                rejected("198.51.100.0/24", RejectReason.HOST_BITS_SET)), 7)), console.out());

        assertEquals(List.of("Interface | Host | Prefix | Reason | Nearest allowed entry | Count | Last seen",
            "eth0 | 10.0.0.2 | 198.51.100.0/24 | host-bits-set | - | 3 | 2026-11-23T10:00:00Z",
            "eth0 | 10.0.0.2 | 198.51.100.1/32 | not-in-allowed-prefixes | 203.0.113.0/24 | 3 | 2026-11-23T10:00:00Z",
            "eth0 | 10.0.0.2 | 198.51.100.2/32 | not-in-allowed-prefixes | 203.0.113.0/24 | 3 | 2026-11-23T10:00:00Z",
            "host-bits-set: " + RejectReason.HOST_BITS_SET.advice(),
            "not-in-allowed-prefixes: " + RejectReason.NOT_IN_ALLOWED_PREFIXES.advice(),
            "eth0 10.0.0.2: 7 more rejected prefixes are not kept"), withoutRule(console.lines()));
    }

    private static List<String> withoutRule(final List<String> lines) {
        return lines.stream().filter(line -> !line.startsWith("--")).toList();
    }

    private static TenantPeer peer(final String siteMembers) {
        return Encryption.mapper().map(Configured.site(siteMembers + Configured.SITE),
            Configured.dpu(Configured.BLUE, Configured.ETH0)).peers().findFirst().orElseThrow();
    }

    private static SessionReport report(final TenantPeer peer, final SessionState state,
            final Optional<SessionError> error, final List<AcceptedPrefix> accepted,
            final List<RejectedPrefix> rejected, final long forgotten) {
        return new SessionReport("eth0", "blue", peer.hostAddress(), state.name(), Optional.of(peer),
            Optional.of(new SessionView(peer.link(), state, OptionalLong.of(65010), NO_COUNTERS, Optional.empty(),
                error, Map.of(), accepted, rejected, forgotten)), "");
    }

    private static SessionReport closed() {
        return new SessionReport("eth1", "blue", InetAddresses.forString("10.0.1.2"), "disabled", Optional.empty(),
            Optional.empty(), "set enabled to true to open it");
    }

    private static AcceptedPrefix accepted(final String prefix) {
        return new AcceptedPrefix(Prefix.parse(prefix), Disposition.OVERLAY, SINCE);
    }

    private static RejectedPrefix rejected(final String prefix, final RejectReason reason) {
        return new RejectedPrefix(Prefix.parse(prefix), reason, 3, SINCE,
            reason == RejectReason.NOT_IN_ALLOWED_PREFIXES ? Optional.of(Prefix.parse("203.0.113.0/24"))
                : Optional.empty());
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.config.ConfigMapper;
import io.tenantbgp.config.TenantBgpConfig;
import io.tenantbgp.edge.ListenerStatus;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.RejectReason;
import io.tenantbgp.session.AcceptedPrefix;
import io.tenantbgp.session.RejectedPrefix;
import io.tenantbgp.session.RemoteOpen;
import io.tenantbgp.session.SessionCounters;
import io.tenantbgp.session.SessionError;
import io.tenantbgp.session.SessionState;
import io.tenantbgp.session.SessionView;
import io.tenantbgp.testing.Configured;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.ErrorDirection;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.InterfaceStatus;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.UnicastFamily;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.State;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.state.Session;

class DpuStateTest {
    static final Instant SINCE = Instant.parse("2026-11-23T12:00:00.123456Z");
    private static final RemoteOpen OPEN =
        new RemoteOpen(4200000001L, 0x0a000002, 9, Set.of(AddressFamily.IPV4, AddressFamily.IPV6));
    private static final SessionCounters COUNTERS =
        new SessionCounters(7, 1, 2, 3, 40, 50, 6, 9, Map.of(RejectReason.NOT_IN_ALLOWED_PREFIXES, 9L), 0);

    private final TenantBgpConfig config = new ConfigMapper().map(Configured.site(Configured.SITE),
        Configured.dpu(Configured.BLUE, Configured.ETH0));
    private final InetSocketAddress gateway =
        new InetSocketAddress(config.peers().findFirst().orElseThrow().link().gatewayAddress(), 179);

    @Test
    void interfaceIsStartingUntilItsListenerSaysOtherwise() {
        assertEquals(InterfaceStatus.Starting, state(Map.of()).getStatus());
        assertEquals(InterfaceStatus.Starting, state(Map.of(gateway, new ListenerStatus.Starting())).getStatus());
        final var listening = state(Map.of(gateway, new ListenerStatus.Listening()));
        assertEquals(InterfaceStatus.Listening, listening.getStatus());
        assertNull(listening.getStatusDetail());
    }

    @Test
    void failedBindSaysWhatToChange() {
        final var failed = state(Map.of(gateway, new ListenerStatus.BindFailed("put the address there")));
        assertEquals(InterfaceStatus.BindFailed, failed.getStatus());
        assertEquals("put the address there", failed.getStatusDetail());
    }

    @Test
    void interfaceWithOneFamilyNotListeningIsNotListening() {
        final var both = new ConfigMapper().map(Configured.site(Configured.SITE), Configured.dpu(Configured.BLUE,
            Configured.tenantInterface("eth0", "blue", Configured.ipv4("10.0.0.1", "10.0.0.2"),
                Configured.ipv6("2001:db8::1", "2001:db8::2"))));
        final var state = DpuState.of(both, Map.of(gateway, new ListenerStatus.Listening()), List.of()).interfaces()
            .get("eth0").getState();
        assertEquals(InterfaceStatus.Starting, state.getStatus());
    }

    @Test
    void closedInterfaceHasTheReasonAndNoSession() {
        final var closed = new ConfigMapper().map(null, Configured.dpu(Configured.BLUE, Configured.ETH0));
        final var state = DpuState.of(closed, Map.of(), List.of()).interfaces().get("eth0").getState();
        assertEquals(InterfaceStatus.NoRoutingProfile, state.getStatus());
        assertTrue(state.getStatusDetail().contains("fnn/routing-profiles"), state.getStatusDetail());
        assertEquals(Map.of(), state.nonnullSession());
    }

    @Test
    void establishedSessionShowsWhatWasAgreedAndEveryPrefix() {
        final var session = session(view(new SessionState.Established(OPEN, SINCE), Optional.empty()));
        assertEquals("established", session.getSessionState().getName());
        assertEquals(4200000001L, session.getTenantAsn().getValue().toJava());
        assertNull(session.getExpectedAsn(), "no ASN is pinned");
        assertEquals("10.0.0.2", session.getBgpIdentifier().getValue());
        assertEquals("2026-11-23T12:00:00.123Z", session.getEstablishedSince().getValue());
        assertEquals(9, session.getHoldTime().toJava());
        assertEquals(Set.of(UnicastFamily.Ipv4Unicast, UnicastFamily.Ipv6Unicast), session.getFamilies());
        assertEquals("blue", session.getVpc().getValue());
        assertEquals(1, session.getAcceptedPrefixCount().toJava());
        assertEquals("2001:db8:113::/64", session.nonnullAcceptedPrefix().values().iterator().next().getPrefix()
            .stringValue());
        final var rejected = session.nonnullRejectedPrefix().values().iterator().next();
        assertEquals("198.51.100.10/32", rejected.getPrefix().stringValue());
        assertEquals("not-in-allowed-prefixes", rejected.getReason().getName());
        assertEquals("203.0.113.0/24", rejected.getNearestAllowedEntry().stringValue());
        assertEquals(4, rejected.getCount().getValue().intValue());
    }

    @Test
    void countersHaveTheirOwnLeaves() {
        final var counters = session(view(new SessionState.Active(), Optional.empty())).getCounters();
        assertEquals(List.of(7, 2, 3, 40, 50, 6, 9), List.of(counters.getConnections().getValue().intValue(),
            counters.getOpensRefused().getValue().intValue(),
            counters.getEstablishedTransitions().getValue().intValue(),
            counters.getUpdatesReceived().getValue().intValue(), counters.getPrefixesAnnounced().getValue().intValue(),
            counters.getPrefixesWithdrawn().getValue().intValue(),
            counters.getPrefixesRejected().getValue().intValue()));
        final var byReason = counters.nonnullRejectedByReason().values().iterator().next();
        assertEquals("not-in-allowed-prefixes 9",
            byReason.getReason().getName() + " " + byReason.getCount().getValue());
    }

    @Test
    void notificationHasItsCodeAndAPlainEndHasNone() {
        final var refused = session(view(new SessionState.Active(), Optional.of(
            new SessionError(SINCE, SessionError.Direction.SENT, 2, 2, "wrong ASN")))).getLastError();
        assertEquals(ErrorDirection.Sent, refused.getDirection());
        assertEquals("2/2 wrong ASN", refused.getCode() + "/" + refused.getSubcode() + " " + refused.getMessage());
        final var lost = session(view(new SessionState.Active(), Optional.of(
            new SessionError(SINCE, SessionError.Direction.LOCAL, 0, 0, "lost")))).getLastError();
        assertEquals(ErrorDirection.Local, lost.getDirection());
        assertNull(lost.getCode());
        assertNull(lost.getSubcode());
    }

    @Test
    void pinnedAsnIsShownAsExpected() {
        final var pinned = new ConfigMapper().map(
            Configured.site("'common-tenant-host-asn': 65010, " + Configured.SITE),
            Configured.dpu(Configured.BLUE, Configured.ETH0));
        final var session = SessionMapper.map(pinned.peers().findFirst().orElseThrow(),
            view(new SessionState.OpenSent(), Optional.empty()));
        assertEquals(65010, session.getExpectedAsn().getValue().toJava());
        assertNull(session.getTenantAsn());
        assertEquals("open-sent", session.getSessionState().getName());
    }

    @Test
    void everyReasonOfThePolicyIsInTheModel() {
        for (var reason : RejectReason.values()) {
            assertEquals(reason.yangName(), org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.RejectReason
                .ofName(reason.yangName()).getName());
        }
    }

    @Test
    void vpcCountsItsOwnSessionsAndPrefixes() {
        final var vpc = DpuState.of(config, Map.of(),
            List.of(view(new SessionState.Established(OPEN, SINCE), Optional.empty()))).vpcs().get("blue").getState();
        assertEquals("tenant-vpc-blue 1 1", vpc.getRibId() + " " + vpc.getEstablishedSessions() + " "
            + vpc.getAcceptedPrefixes());
    }

    static SessionView view(final TenantBgpConfig config, final SessionState state,
            final Optional<SessionError> error) {
        final var accepted = List.of(new AcceptedPrefix(Prefix.parse("2001:db8:113::/64"), SINCE));
        final var rejected = List.of(new RejectedPrefix(Prefix.parse("198.51.100.10/32"),
            RejectReason.NOT_IN_ALLOWED_PREFIXES, 4, SINCE, Optional.of(Prefix.parse("203.0.113.0/24"))));
        return new SessionView(config.peers().findFirst().orElseThrow().link(), state, COUNTERS, error, accepted,
            rejected, 0);
    }

    private SessionView view(final SessionState state, final Optional<SessionError> error) {
        return view(config, state, error);
    }

    private Session session(final SessionView view) {
        return DpuState.of(config, Map.of(), List.of(view)).interfaces().get("eth0").getState().nonnullSession()
            .values().iterator().next();
    }

    private State state(final Map<InetSocketAddress, ListenerStatus> gateways) {
        return DpuState.of(config, gateways, List.of()).interfaces().get("eth0").getState();
    }
}

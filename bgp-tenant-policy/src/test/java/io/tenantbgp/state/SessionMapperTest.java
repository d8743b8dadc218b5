/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tenantbgp.policy.RejectReason;
import io.tenantbgp.session.SessionError;
import io.tenantbgp.session.SessionError.Direction;
import io.tenantbgp.session.SessionState;
import io.tenantbgp.session.SessionView;
import io.tenantbgp.session.TenantPeer;
import io.tenantbgp.testing.Configured;
import io.tenantbgp.testing.Datastore;
import io.tenantbgp.testing.Encryption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.ErrorDirection;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.UnicastFamily;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.TenantInterfaces;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterface;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterfaceKey;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.State;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.StateBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.state.Session;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;

class SessionMapperTest {
    private static final String TIME = "2026-11-23T10:00:00.123Z";

    private final TenantPeer peer = Views.peer();

    static Stream<Arguments> states() {
        return Stream.of(
            Arguments.of(new SessionState.Active(), "active"),
            Arguments.of(new SessionState.OpenSent(), "open-sent"),
            Arguments.of(new SessionState.OpenConfirm(Views.OPEN), "open-confirm"),
            Arguments.of(Views.ESTABLISHED, "established"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("states")
    void stateHasItsNameAndSaysWhereTheSessionIs(final SessionState state, final String name) {
        final var session = SessionMapper.map(peer, Views.view(peer, state));

        assertEquals(name, session.getSessionState().getName());
        assertEquals("10.0.0.2", session.getHostAddress().stringValue());
        assertEquals("10.0.0.1", session.getGatewayAddress().stringValue());
        assertEquals("blue", session.getVpc().getValue());
        assertEquals(0, session.getAcceptedPrefixCount().intValue());
        assertNull(session.getExpectedAsn());
        assertNull(session.getLastError());
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("states")
    void whatTheTenantSaidIsThereOnceItsOpenIsAccepted(final SessionState state, final String name) {
        final var session = SessionMapper.map(peer, Views.view(peer, state));

        if (state.remoteOpen().isPresent()) {
            assertEquals(4200000001L, session.getTenantAsn().getValue().toJava());
            assertEquals("192.168.0.1", session.getBgpIdentifier().getValue());
            assertEquals(9, session.getHoldTime().toJava());
            assertEquals(Set.of(UnicastFamily.Ipv4Unicast, UnicastFamily.Ipv6Unicast), session.getFamilies());
        } else {
            assertNull(session.getTenantAsn());
            assertNull(session.getBgpIdentifier());
            assertNull(session.getHoldTime());
        }
        final var since = session.getEstablishedSince();
        assertEquals("established".equals(name) ? TIME : null, since == null ? null : since.getValue());
    }

    @Test
    void pinnedAsnIsTheExpectedOne() {
        final var pinned = Views.config("'common-tenant-host-asn': 65010, " + Configured.SITE, Configured.ETH0).peers()
            .findFirst().orElseThrow();

        assertEquals(65010, SessionMapper.map(pinned, Views.view(pinned, new SessionState.Active()))
            .getExpectedAsn().getValue().toJava());
    }

    @Test
    void asnOfTheLastOpenIsThereThoughItWasRefused() {
        assertNull(SessionMapper.map(peer, Views.view(peer, new SessionState.Active())).getLastOpenAsn());
        final var refused = SessionMapper.map(peer,
            Views.ended(peer, new SessionError(Views.TIME, Direction.SENT, 2, 2, "why")));
        assertEquals(65011, refused.getLastOpenAsn().toJava());
        assertNull(refused.getTenantAsn());
    }

    @Test
    void countersAreThoseOfTheView() {
        final var counters = SessionMapper.map(peer, Views.full(peer)).getCounters();

        assertEquals(1, counters.getConnections().getValue().longValue());
        assertEquals(2, counters.getConnectionsRefused().getValue().longValue());
        assertEquals(3, counters.getOpensRefused().getValue().longValue());
        assertEquals(4, counters.getEstablishedTransitions().getValue().longValue());
        assertEquals(5, counters.getUpdatesReceived().getValue().longValue());
        assertEquals(6, counters.getPrefixesAnnounced().getValue().longValue());
        assertEquals(7, counters.getPrefixesWithdrawn().getValue().longValue());
        assertEquals(8, counters.getPrefixesRejected().getValue().longValue());
        assertEquals(10, counters.getReadingPaused().getValue().longValue());
        assertEquals(Set.of("maximum-prefixes 8"), counters.nonnullRejectedByReason().values().stream()
            .map(each -> each.getReason().getName() + " " + each.getCount().getValue()).collect(Collectors.toSet()));
    }

    @Test
    void prefixesAreListedWithTheirVerdict() {
        final var session = SessionMapper.map(peer, Views.full(peer));

        assertEquals(Set.of("203.0.113.7/32", "2001:db8:1::/64"), session.nonnullAcceptedPrefix().values().stream()
            .map(each -> each.getPrefix().stringValue()).collect(Collectors.toSet()));
        assertEquals(2, session.getAcceptedPrefixCount().intValue());
        final var rejected = session.nonnullRejectedPrefix().values();
        assertEquals(Stream.of(RejectReason.values()).map(RejectReason::yangName).collect(Collectors.toSet()),
            rejected.stream().map(each -> each.getReason().getName()).collect(Collectors.toSet()));
        rejected.forEach(each -> {
            assertEquals(3, each.getCount().getValue().longValue());
            assertEquals(TIME, each.getLastSeen().getValue());
            final var nearest = each.getNearestAllowedEntry();
            assertEquals("not-in-allowed-prefixes".equals(each.getReason().getName()) ? "203.0.113.0/24" : null,
                nearest == null ? null : nearest.stringValue());
        });
    }

    static Stream<Arguments> errors() {
        return Stream.of(
            Arguments.of(Direction.SENT, ErrorDirection.Sent, 2, 2),
            Arguments.of(Direction.RECEIVED, ErrorDirection.Received, 6, 0),
            Arguments.of(Direction.LOCAL, ErrorDirection.Local, 8, 0),
            Arguments.of(Direction.LOCAL, ErrorDirection.Local, null, null));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void lastErrorSaysWhoEndedItAndHow(final Direction direction, final ErrorDirection yang, final Integer code,
            final Integer subcode) {
        final var error = SessionMapper.map(peer, Views.ended(peer, new SessionError(Views.TIME, direction,
            code == null ? 0 : code, subcode == null ? 0 : subcode, "why"))).getLastError();

        assertEquals(yang, error.getDirection());
        assertEquals("why", error.getMessage());
        assertEquals(TIME, error.getTime().getValue());
        assertEquals(code, error.getCode() == null ? null : error.getCode().intValue());
        assertEquals(subcode, error.getSubcode() == null ? null : error.getSubcode().intValue());
    }

    @Test
    void everythingIsReadBackFromTheDatastoreAsItWasWritten() throws Exception {
        final var datastore = Datastore.start();
        assertWritten(datastore, peer, Views.full(peer));
        assertWritten(datastore, peer,
            Views.ended(peer, new SessionError(Views.TIME, Direction.SENT, 255, 255, "escaped \\x00")));
        final var ipv6 = Encryption.mapper().map(Configured.site(Configured.SITE),
            Configured.dpu(Configured.BLUE, Configured.tenantInterface("eth0", "blue",
                Configured.ipv6("2001:db8::1", "2001:db8::2")))).peers().findFirst().orElseThrow();
        assertWritten(datastore, ipv6, Views.full(ipv6));
    }

    private static void assertWritten(final Datastore datastore, final TenantPeer peer, final SessionView view) {
        final var session = SessionMapper.map(peer, view);
        final var dpu = InstanceIdentifier.create(Dpu.class);
        final var path = dpu.child(TenantInterfaces.class)
            .child(TenantInterface.class, new TenantInterfaceKey(YangNames.entryName("eth0"))).child(State.class);
        datastore.commit(tx -> {
            tx.put(LogicalDatastoreType.OPERATIONAL, dpu, Configured.dpu(Configured.BLUE, Configured.ETH0));
            tx.put(LogicalDatastoreType.OPERATIONAL, path,
                new StateBuilder().setSession(Map.of(session.key(), session)).build());
        });
        assertEquals(session, datastore.operational(path.child(Session.class, session.key())).orElseThrow());
    }
}

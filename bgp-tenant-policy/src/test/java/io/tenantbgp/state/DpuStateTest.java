/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.state;

import static io.tenantbgp.testing.Configured.ETH0;
import static io.tenantbgp.testing.Configured.SITE;
import static io.tenantbgp.testing.Configured.ipv4;
import static io.tenantbgp.testing.Configured.ipv6;
import static io.tenantbgp.testing.Configured.tenantInterface;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.net.InetAddresses;
import io.tenantbgp.config.TenantBgpConfig;
import io.tenantbgp.edge.ListenerStatus;
import io.tenantbgp.edge.ListenerStatus.BindFailed;
import io.tenantbgp.edge.ListenerStatus.Listening;
import io.tenantbgp.edge.ListenerStatus.Starting;
import io.tenantbgp.session.SessionState;
import io.tenantbgp.testing.Configured;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.State;

class DpuStateTest {
    private static final String BOTH_FAMILIES = tenantInterface("eth0", "blue", ipv4("10.0.0.1", "10.0.0.2"),
        ipv6("2001:db8::1", "2001:db8::2"));

    static Stream<Arguments> listeners() {
        return Stream.of(
            Arguments.of(new Listening(), new Listening(), "listening", null),
            Arguments.of(new Starting(), new Listening(), "starting", null),
            Arguments.of(new Listening(), new BindFailed("put it there"), "bind-failed", "put it there"),
            Arguments.of(new BindFailed("put it there"), new Starting(), "bind-failed", "put it there"),
            Arguments.of(new BindFailed("one"), new BindFailed("two"), "bind-failed", "one; two"));
    }

    @ParameterizedTest
    @MethodSource("listeners")
    void statusIsTheWorstOfTheGatewayAddresses(final ListenerStatus ofIpv4, final ListenerStatus ofIpv6,
            final String status, final String detail) {
        final var state = state(Views.config(SITE, BOTH_FAMILIES), Map.of(gateway("10.0.0.1"), ofIpv4,
            gateway("2001:db8::1"), ofIpv6));

        assertEquals(status, state.getStatus().getName());
        assertEquals(detail, state.getStatusDetail());
    }

    @Test
    void gatewayThatIsNotOpenedYetIsStarting() {
        assertEquals("starting", state(Views.config(SITE, ETH0), Map.of()).getStatus().getName());
    }

    static Stream<Arguments> closed() {
        return Stream.of(
            Arguments.of(SITE, tenantInterface("eth0", "blue", "'enabled': false"), "disabled"),
            Arguments.of(SITE, tenantInterface("eth0", "red"), "vpc-missing"),
            Arguments.of("", ETH0, "no-routing-profile"),
            Arguments.of(SITE, tenantInterface("eth0", "blue"), "address-conflict"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("closed")
    void closedInterfaceHasItsReasonAndWhatToChangeAndNoSession(final String site, final String tenantInterface,
            final String status) {
        final var config = Views.config(site, tenantInterface);
        final var state = state(config, Map.of());

        assertEquals(status, state.getStatus().getName());
        assertEquals(config.interfaces().get(0).admission().detail(), state.getStatusDetail());
        assertTrue(state.nonnullSession().isEmpty());
    }

    @Test
    void deprecatedListInEffectIsSaidOfAnInterfaceThatListens() {
        final var state = state(Views.config("'anycast-site-prefixes': ['198.51.100.0/24'], "
            + Configured.profiles("{'name': 'tenants'}"), ETH0), Map.of(gateway("10.0.0.1"), new Listening()));

        assertEquals("listening", state.getStatus().getName());
        assertTrue(state.getStatusDetail().contains("deprecated anycast-site-prefixes"), state::getStatusDetail);
    }

    @Test
    void interfaceShowsTheSessionsOfBothItsAddresses() {
        final var config = Views.config(SITE, BOTH_FAMILIES);
        final var views = config.peers().map(peer -> Views.view(peer, new SessionState.Active())).toList();

        final var state = DpuState.of(config, Map.of(), views, Map.of()).interfaces(SessionMapper::map).get("eth0")
            .getState();

        assertEquals(2, state.nonnullSession().size());
    }

    @Test
    void viewOfASessionThatIsNoLongerConfiguredIsLeftOut() {
        final var before = Views.config(SITE, BOTH_FAMILIES);
        final var views = before.peers().map(peer -> Views.view(peer, new SessionState.Active())).toList();

        final var state = DpuState.of(Views.config(SITE, ETH0), Map.of(), views, Map.of())
            .interfaces(SessionMapper::map).get("eth0").getState();

        assertEquals(1, state.nonnullSession().size());
        assertTrue(DpuState.of(TenantBgpConfig.EMPTY, Map.of(), views, Map.of()).interfaces(SessionMapper::map)
            .isEmpty());
    }

    @Test
    void vpcCountsItsEstablishedSessionsAndTheirPrefixes() {
        final var config = Views.config(SITE, BOTH_FAMILIES + ","
            + tenantInterface("eth1", "blue", ipv4("10.0.1.1", "10.0.1.2")));
        final var peers = config.peers().toList();

        final var vpc = DpuState.of(config, Map.of(), List.of(Views.full(peers.get(0)), Views.full(peers.get(1)),
            Views.view(peers.get(2), new SessionState.OpenConfirm(Views.OPEN))), Map.of()).vpcs().get("blue");

        assertEquals(100, vpc.getVni().getValue().toJava());
        assertEquals("tenant-vpc-blue", vpc.getState().getRibId());
        assertEquals(2, vpc.getState().getEstablishedSessions().intValue());
        assertEquals(4, vpc.getState().getAcceptedPrefixes().intValue());
    }

    @Test
    void everyInterfaceAndVpcIsThereWithItsStateAndWithoutItsConfiguration() {
        final var state = DpuState.of(Views.config(SITE, ETH0 + "," + tenantInterface("eth1", "red")), Map.of(),
            List.of(), Map.of());

        assertEquals(Set.of("eth0", "eth1"), state.interfaces(SessionMapper::map).keySet());
        assertEquals("red", state.interfaces(SessionMapper::map).get("eth1").getVpc().getValue());
        assertNull(state.interfaces(SessionMapper::map).get("eth0").getIpv4());
        assertEquals(Set.of("blue"), state.vpcs().keySet());
        assertNull(state.vpcs().get("blue").getRoutingProfile());
    }

    private static State state(final TenantBgpConfig config, final Map<InetSocketAddress, ListenerStatus> gateways) {
        return DpuState.of(config, gateways, List.of(), Map.of()).interfaces(SessionMapper::map).get("eth0").getState();
    }

    private static InetSocketAddress gateway(final String address) {
        return new InetSocketAddress(InetAddresses.forString(address), 179);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ChannelHandler;
import io.tenantbgp.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.protocol.bgp.parser.spi.MessageUtil;
import org.opendaylight.protocol.bgp.parser.spi.pojo.DefaultBGPExtensionConsumerContext;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.inet.rev180329.update.attributes.mp.reach.nlri.advertized.routes.destination.type.DestinationIpv6Case;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.Update;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.next.hop.c.next.hop.Ipv4NextHopCase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.next.hop.c.next.hop.Ipv6NextHopCase;

/** The guard in front of BGPCEP's own handlers, parsers and registry. */
class BgpcepHandoverTest {
    private static final String VIP = "20cb00710a";
    private static final String UNKNOWN_ATTRIBUTES = "c0200c 000000010000000200000003 c0c804 deadbeef ";

    private final BgpcepPeer peer = new BgpcepPeer(Tenants.HOST);
    private final TenantSessions sessions = new TenantSessions(peer);
    private final ChannelHandler initializer = new TenantChannelInitializer(sessions,
        new DefaultBGPExtensionConsumerContext().getMessageRegistry(), peer.registry);

    private final List<TenantChannel> channels = new ArrayList<>();

    @AfterEach
    void close() {
        channels.forEach(TenantChannel::releaseAll);
    }

    @BeforeEach
    void configure() {
        sessions.onConfiguration(TenantPeers.of(List.of(Tenants.peer()), Map.of()));
    }

    @Test
    void bgpcepHasASessionWithTheTenantsAsnAndTheSyntheticIdentifier() throws Exception {
        final var channel = establish();
        assertEquals(List.of("up 65010 172.16.0.1"), peer.events);
        assertEquals(List.of(Tenants.OUR_OPEN), channel.ourOpen());
        assertEquals(List.of(Tenants.KEEPALIVE, Tenants.KEEPALIVE), channel.sent());
    }

    @Test
    void bgpcepReadsTheSamePrefixesAndNextHops() throws Exception {
        final var channel = establish();
        channel.receive(Tenants.announce(VIP + "1ccb007110"));
        channel.receive(Bytes.update("", Tenants.PATH
            + "800e1c 0002 01 10 00000000000000000000ffff0a000002 00 30 20010db80113", ""));
        channel.receive(Bytes.update(VIP, "", ""));
        channel.receive(Bytes.update("", "800f0a 0002 01 30 20010db80113", ""));

        assertEquals(4, peer.updates.size());
        final var ipv4 = peer.updates.get(0);
        assertEquals(List.of("203.0.113.10/32", "203.0.113.16/28"),
            ipv4.nonnullNlri().stream().map(nlri -> nlri.getPrefix().getValue()).toList());
        assertEquals("10.0.0.2",
            ((Ipv4NextHopCase) ipv4.getAttributes().getCNextHop()).getIpv4NextHop().getGlobal().getValue());
        assertEquals("[65010]", ipv4.getAttributes().getAsPath().nonnullSegments().get(0).getAsSequence().stream()
            .map(asn -> asn.getValue().toString()).toList().toString());

        final var reach = MessageUtil.getMpReachNlri(peer.updates.get(1).getAttributes());
        assertEquals("2001:db8:113::/48", ((DestinationIpv6Case) reach.getAdvertizedRoutes().getDestinationType())
            .getDestinationIpv6().nonnullIpv6Prefixes().get(0).getPrefix().getValue());
        assertEquals("::ffff:a00:2",
            ((Ipv6NextHopCase) reach.getCNextHop()).getIpv6NextHop().getGlobal().getValue());

        assertEquals("203.0.113.10/32", peer.updates.get(2).nonnullWithdrawnRoutes().get(0).getPrefix().getValue());
        assertTrue(MessageUtil.getMpUnreachNlri(peer.updates.get(3).getAttributes()).toString()
            .contains("2001:db8:113::/48"));
    }

    @Test
    void manyPrefixesReachBgpcepInWholeMessages() throws Exception {
        final var channel = establish();
        sessions.onConfiguration(TenantPeers.of(
            List.of(Tenants.with(Tenants.importPolicy(5000, Set.of("10.0.0.2"), "11.0.0.0/8"))), Map.of()));
        channel.runPendingTasks();
        for (int i = 0; i < 4; i++) {
            final var nlri = new StringBuilder();
            for (int j = 0; j < 700; j++) {
                nlri.append(String.format("200b%02x%04x", i, j));
            }
            channel.receive(Tenants.announce(nlri.toString()));
        }
        assertEquals(2800, peer.updates.stream().mapToInt(update -> update.nonnullNlri().size()).sum());
    }

    @Test
    void unknownAttributesHarmNobodyHoweverOftenTheyCome() throws Exception {
        for (int i = 0; i < 2; i++) {
            final var channel = establish();
            for (int j = 0; j < 2; j++) {
                channel.receive(Bytes.update("", Tenants.PATH + Tenants.NEXT_HOP + UNKNOWN_ATTRIBUTES, VIP));
                channel.receive(Bytes.update(VIP, "", ""));
            }
            channel.close();
        }
        assertEquals(List.of("up 65010 172.16.0.1", "down", "up 65010 172.16.0.1", "down"), peer.events);
        assertEquals(8, peer.updates.size());
        for (Update update : peer.updates) {
            if (update.getAttributes() != null) {
                assertNull(update.getAttributes().getUnrecognizedAttributes());
                assertNull(update.getAttributes().getCommunities());
            }
        }
    }

    @Test
    void endOfRibIsBgpcepsEndOfRib() throws Exception {
        final var channel = establish();
        peer.events.clear();
        channel.receive(Bytes.update("", "", ""));
        channel.receive(Bytes.update("", "800f03 0002 01", ""));
        assertEquals(2, peer.events.size(), peer.events.toString());
        assertTrue(peer.events.get(1).contains("Ipv6"), peer.events.toString());
    }

    @Test
    void theSessionEndsWhenTheGuardEndsItAndTheNextOneComesUp() throws Exception {
        final var channel = establish();
        channel.sent();
        channel.receive(Tenants.open());
        assertEquals(List.of(Tenants.notification("0503 01")), channel.sent(), "and nothing of BGPCEP's");
        assertEquals(List.of("up 65010 172.16.0.1", "down"), peer.events);
        establish();
        assertEquals("up 65010 172.16.0.1", peer.events.get(2));
    }

    @Test
    void connectionsThatAreNeverConfirmedHarmNoLaterSession() throws Exception {
        final var abandoned = new ArrayList<TenantChannel>();
        for (int i = 0; i < BackOff.FREE_FAILURES - 1; i++) {
            final var closed = connect();
            abandoned.add(closed);
            closed.receive(Tenants.open());
            closed.pipeline().close();
            assertFalse(closed.isOpen());
        }
        final var channel = establish();
        channel.receive(Tenants.keepalive());
        // BGPSessionImpl's hold timer, if one had been started, would end this session through the shared listener.
        abandoned.forEach(closed -> closed.pass(10));
        channel.pass(10);
        assertEquals(List.of("up 65010 172.16.0.1"), peer.events);
    }

    @Test
    void bgpcepsNotificationReachesTheTenant() throws Exception {
        final var channel = establish();
        channel.sent();
        // The registry closes sessions that way when a neighbour is reconfigured.
        ((AutoCloseable) channel.pipeline().get("session")).close();
        assertEquals(List.of(Tenants.notification("0600")), channel.sent());
    }

    @Test
    void aNeighbourBgpcepLosesMeanwhileIsRefusedByIt() throws Exception {
        final var channel = connect();
        channel.receive(Tenants.open());
        channel.sent();
        peer.registry.removePeer(IetfInetUtil.ipAddressNoZoneFor(Tenants.HOST));
        channel.receive(Tenants.keepalive());
        assertEquals(List.of(Tenants.notification("0605")), channel.sent());
        assertEquals(List.of(), peer.events);
    }

    private TenantChannel connect() throws Exception {
        final var channel = new TenantChannel(Tenants.GATEWAY, Tenants.HOST, initializer);
        channels.add(channel);
        return channel;
    }

    private TenantChannel establish() throws Exception {
        final var channel = connect();
        channel.receive(Tenants.open());
        channel.receive(Tenants.keepalive());
        return channel;
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.net.InetAddresses;
import io.tenantbgp.session.SessionError;
import io.tenantbgp.session.TcpMd5Key;
import io.tenantbgp.testing.Await;
import io.tenantbgp.testing.Bgpcep;
import io.tenantbgp.testing.Datastore;
import io.tenantbgp.testing.Leaf;
import io.tenantbgp.testing.SecuredHost;
import io.tenantbgp.testing.TenantHost;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.protocol.bgp.rib.spi.RouterIds;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.AsNumber;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4Prefix;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.inet.rev180329.bgp.rib.rib.loc.rib.tables.routes.Ipv4RoutesCase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.inet.rev180329.ipv4.routes.Ipv4Routes;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.inet.rev180329.ipv4.routes.ipv4.routes.Ipv4Route;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.inet.rev180329.ipv4.routes.ipv4.routes.Ipv4RouteBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.inet.rev180329.ipv4.routes.ipv4.routes.Ipv4RouteKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.PathId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.AttributesBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.AsPathBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.OriginBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.as.path.SegmentsBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.BgpRib;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.PeerId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.RibId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.bgp.rib.Rib;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.bgp.rib.RibKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.bgp.rib.rib.LocRib;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.bgp.rib.rib.Peer;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.bgp.rib.rib.PeerKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.bgp.rib.rib.peer.AdjRibIn;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.rib.Tables;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.rib.TablesKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.BgpOrigin;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.Ipv4AddressFamily;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.UnicastSubsequentAddressFamily;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.next.hop.c.next.hop.Ipv4NextHopCaseBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.next.hop.c.next.hop.ipv4.next.hop._case.Ipv4NextHopBuilder;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;
import org.opendaylight.yangtools.yang.common.Uint32;

/** Over TCP on the loopback, with BGPCEP's RIBs. */
class FabricTest {
    private static final InstanceIdentifier<Rib> RIB =
        InstanceIdentifier.create(BgpRib.class).child(Rib.class, new RibKey(new RibId(FabricRib.ID)));
    private static final Inet4Address LOOPBACK = (Inet4Address) InetAddresses.forString("192.0.2.1");
    private static final InetAddress LOCAL = InetAddresses.forString("127.3.0.1");
    private static final InetAddress LEAF = InetAddresses.forString("127.3.0.2");
    private static final String LEAF_IDENTIFIER = "7f030002";
    private static final InetAddress OTHER_LEAF = InetAddresses.forString("127.3.0.3");
    private static final Set<FabricFamily> UNICAST = Set.of(FabricFamily.IPV4_UNICAST, FabricFamily.IPV6_UNICAST);

    private static final TablesKey IPV4 =
        new TablesKey(Ipv4AddressFamily.VALUE, UnicastSubsequentAddressFamily.VALUE);

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final int port = TenantHost.freePort();
    private final int neighborPort = TenantHost.freePort();
    private Datastore datastore;
    private Bgpcep bgpcep;
    private Fabric fabric;
    private Leaf leaf;

    @BeforeEach
    void start() throws Exception {
        datastore = Datastore.start();
        bgpcep = Bgpcep.start(datastore);
        fabric = new Fabric(datastore.broker(), bgpcep.registry(), bgpcep.extensions(), bgpcep.fabricPeers(),
            new Events(events), neighborPort, bgpcep.ribDatastore().fabricBacklog());
        leaf = Leaf.at(LEAF, neighborPort);
    }

    @AfterEach
    void stop() throws Exception {
        leaf.close();
        fabric.close();
        bgpcep.close();
    }

    @Test
    void sessionComesUpFromTheLocalAddressAndBgpcepHasThePeer() throws Exception {
        apply(neighbor(LEAF));
        try (var session = leaf.accept()) {
            final var open = session.read();
            // Version, ASN 65000, hold time 9 s, the loopback; 4-octet ASN, route refresh and the two families.
            assertTrue(open.startsWith("1:04" + "fde8" + "0009" + "c0000201"), open);
            assertTrue(open.contains("41040000fde8") && open.contains("0200") && open.contains(Leaf.IPV4)
                && open.contains(Leaf.IPV6), open);
            // Neither graceful restart (64), nor extended messages (6), nor long-lived graceful restart (71).
            assertFalse(open.contains("4002") || open.contains("0600") || open.contains("4700"), open);
            Leaf.open(session, Leaf.IDENTIFIER, 90, Leaf.AS4, Leaf.IPV4, Leaf.IPV6);
            assertEquals("4:", session.read());
            assertEquals("open-confirm", view(LEAF).state().yangName());
            assertEquals(Optional.empty(), peer(LEAF_IDENTIFIER));
            session.sendKeepalive();
            final var view = awaitEstablished(LEAF);

            assertEquals(Optional.of(LOCAL), view.localAddress());
            assertEquals(Optional.of(new FabricOpen((Inet4Address) InetAddresses.forString("10.255.0.1"), 9, UNICAST)),
                view.open());
            assertTrue(view.establishedSince().isPresent());
            Await.until("BGPCEP's peer", () -> peer(LEAF_IDENTIFIER), Optional::isPresent);
            Await.until("what is told", () -> List.copyOf(events), List.of("up 127.3.0.2")::equals);
        }
    }

    @Test
    void lostSessionComesBack() throws Exception {
        apply(neighbor(LEAF));
        leaf.establish().close();
        Await.until("down", () -> events, seen -> seen.contains("down 127.3.0.2 LOCAL 0/0"));

        leaf.establish();

        awaitEstablished(LEAF);
        Await.until("BGPCEP's peer", () -> peer(LEAF_IDENTIFIER), Optional::isPresent);
        Await.until("what is told", () -> List.copyOf(events),
            List.of("up 127.3.0.2", "down 127.3.0.2 LOCAL 0/0", "up 127.3.0.2")::equals);
    }

    @Test
    void neighbourThatGoesAwayAfterItsOpenIsNotLockedOut() throws Exception {
        apply(neighbor(LEAF));
        try (var session = leaf.accept()) {
            Leaf.open(session, Leaf.IDENTIFIER, 9, Leaf.AS4, Leaf.IPV4);
            assertTrue(session.read().startsWith("1:"));
            assertEquals("4:", session.read());
        }
        leaf.establish();
        awaitEstablished(LEAF);
    }

    /** An identifier that moves stops BGPCEP for good: the peer keeps the one made of its address. */
    @Test
    void anotherIdentifierAfterAReconnectIsTheSamePeer() throws Exception {
        apply(neighbor(LEAF));
        leaf.establish().close();
        Leaf.handshake(leaf.accept(), "0aff0009");
        Await.until("the new identifier", () -> view(LEAF).open().map(open -> open.identifier().getHostAddress()),
            Optional.of("10.255.0.9")::equals);
        Await.until("the peer", () -> peer(LEAF_IDENTIFIER), Optional::isPresent);
    }

    @Test
    void openThatIsNotAsConfiguredIsRefusedAndTold() throws Exception {
        apply(neighbor(LEAF));
        refused("3:0202", 9, Leaf.IDENTIFIER, "41040000fe4e", Leaf.IPV4);
        assertTrue(view(LEAF).lastError().orElseThrow().message().contains("its ASN is 65102"));
        refused("3:0206", 2, Leaf.IDENTIFIER, Leaf.AS4, Leaf.IPV4);
        refused("3:0203", 9, "c0000201", Leaf.AS4, Leaf.IPV4);
        refused("3:020741040000fde8", 9, Leaf.IDENTIFIER, Leaf.IPV4);
    }

    /** A leaf has one session over IPv4 and one over IPv6. */
    @Test
    void sessionsOfOneRouterAreTwoPeers() throws Exception {
        try (var other = Leaf.at(OTHER_LEAF, neighborPort)) {
            apply(neighbor(LEAF), neighbor(OTHER_LEAF));
            leaf.establish();
            awaitEstablished(LEAF);

            final var second = other.establish();

            assertEquals(Leaf.IDENTIFIER, HexFormat.of().formatHex(
                awaitEstablished(OTHER_LEAF).open().orElseThrow().identifier().getAddress()));
            Await.until("both peers", () -> peer(LEAF_IDENTIFIER).isPresent() && peer("7f030003").isPresent(),
                both -> both);
            second.close();
            Await.until("the second one gone", () -> peer("7f030003"), Optional::isEmpty);
            assertEquals(FabricSessionState.ESTABLISHED, view(LEAF).state());
            assertTrue(peer(LEAF_IDENTIFIER).isPresent());
        }
    }

    @Test
    void changeOfOneNeighbourTouchesNoOther() throws Exception {
        try (var other = Leaf.at(OTHER_LEAF, neighborPort)) {
            apply(neighbor(LEAF), neighbor(OTHER_LEAF));
            final var first = leaf.establish();
            Leaf.handshake(other.accept(), "0aff0002");
            awaitEstablished(LEAF);
            awaitEstablished(OTHER_LEAF);
            final var since = view(OTHER_LEAF).establishedSince();

            apply(new FabricNeighbor(LEAF, 65101, Set.of(FabricFamily.IPV4_UNICAST), Optional.of(LOCAL), false,
                OptionalInt.empty(), Optional.empty()), neighbor(OTHER_LEAF));
            assertEquals("3:0606", first.readToTheEnd());
            leaf.establish();
            assertEquals(Set.of(FabricFamily.IPV4_UNICAST), awaitEstablished(LEAF).open().orElseThrow().families());

            apply(neighbor(OTHER_LEAF));
            assertEquals(since, view(OTHER_LEAF).establishedSince());
            assertEquals(List.of(OTHER_LEAF), fabric.views().stream().map(FabricView::address).toList());
            assertFalse(events.toString().contains("down 127.3.0.3"), events::toString);
        }
    }

    @Test
    void removedNeighbourIsToldAndUnknownToBgpcep() throws Exception {
        apply(neighbor(LEAF));
        final var session = leaf.establish();
        awaitEstablished(LEAF);

        apply();

        assertEquals("3:0603", session.readToTheEnd());
        assertEquals(Optional.empty(), bgpcep.ribOf(LEAF));
        assertEquals(Optional.empty(), peer(LEAF_IDENTIFIER));
    }

    @Test
    void neighbourThatCannotBeReachedIsTriedAgain() throws Exception {
        leaf.close();
        apply(neighbor(LEAF));
        Await.until("the reason", () -> view(LEAF).detail(), detail -> detail.contains("cannot connect"));
        leaf = Leaf.at(LEAF, neighborPort);
        leaf.establish();
        awaitEstablished(LEAF);
    }

    @Test
    void passiveNeighbourConnectsAndOthersAreTurnedAway() throws Exception {
        apply(passive(Optional.empty(), OptionalInt.of(3)));
        final var gateway = new InetSocketAddress(LOCAL, port);
        // Another address, whose connection is turned away, is not in the way of the neighbour's.
        Await.until("listening", () -> TenantHost.isListening(OTHER_LEAF, gateway), listening -> listening);
        try (var stranger = TenantHost.connect(OTHER_LEAF, gateway)) {
            assertEquals("", stranger.read());
        }
        final var session = connect(gateway);
        Leaf.handshake(session, Leaf.IDENTIFIER);
        awaitEstablished(LEAF);
        try (var second = TenantHost.connect(LEAF, gateway)) {
            assertEquals("3:0607", second.readToTheEnd());
        }
        assertEquals(FabricSessionState.ESTABLISHED, view(LEAF).state());

        session.close();
        Await.until("down", () -> view(LEAF).state(), FabricSessionState.ACTIVE::equals);
        try (var again = connect(gateway)) {
            Leaf.handshake(again, Leaf.IDENTIFIER);
            awaitEstablished(LEAF);
        }
        apply();
        Await.until("closed", () -> TenantHost.isListening(LEAF, gateway), listening -> !listening);
    }

    @Test
    void passiveNeighbourWhoseAddressIsNotThereIsSaid() throws Exception {
        // TEST-NET-1 (RFC 5737) is on no machine.
        apply(new FabricNeighbor(LEAF, 65101, UNICAST, Optional.of(InetAddresses.forString("192.0.2.77")), true,
            OptionalInt.empty(), Optional.empty()));
        Await.until("the reason", () -> view(LEAF).detail(), detail -> detail.contains("cannot listen on 192.0.2.77"));
    }

    @Test
    void passiveNeighbourWithoutTheKeyCannotConnect() throws Exception {
        apply(passive(Optional.of(new TcpMd5Key("secret")), OptionalInt.empty()));
        final var gateway = new InetSocketAddress(LOCAL, port);
        // Another address needs no key: it is connected to and turned away.
        Await.until("listening", () -> TenantHost.isListening(OTHER_LEAF, gateway), listening -> listening);
        assertFalse(SecuredHost.at(LEAF).connects(gateway));
        assertTrue(SecuredHost.at(LEAF).key("secret").connects(gateway));
    }

    @Test
    void stopOfTheDpuIsToldAndLeavesTheRib() throws Exception {
        apply(neighbor(LEAF));
        final var session = leaf.establish();
        awaitEstablished(LEAF);

        fabric.close();

        assertEquals(TenantHost.shutdown("the DPU is stopping"), session.readToTheEnd());
        assertEquals(List.of(FabricRib.ID), bgpcep.ribs());
        assertEquals(Optional.of(FabricRib.ID), bgpcep.ribOf(LEAF));
    }

    @Test
    void ownRouteIsAnnouncedToEveryNeighbourAndThoseOfNeighboursToNone() throws Exception {
        try (var other = Leaf.at(OTHER_LEAF, neighborPort)) {
            apply(neighbor(LEAF), neighbor(OTHER_LEAF));
            final var session = leaf.establish();
            final var second = other.accept();
            Leaf.handshake(second, "0aff0002");
            Await.until("both", () -> events, seen -> seen.size() == 2);
            Await.until("the application peer", () -> peer("fffffffe"), Optional::isPresent);
            Leaf.update(second, "", "40010100 400206 0201 0000fe4d 400304 7f030003", "18c63364");
            // Its way through this DPU before is in the AS_PATH.
            Leaf.update(second, "", "40010100 40020a 0202 0000fe4d 0000fde8 400304 7f030003", "18c63365");
            Leaf.update(second, "", "40010100 400206 0201 0000fe4d 400304 7f030003", "18c63366");
            Await.until("its routes", () -> adjRibIn("7f030003"),
                List.of("198.51.100.0/24", "198.51.101.0/24", "198.51.102.0/24")::equals);

            announce("203.0.113.7/32");

            for (var each : List.of(session, second)) {
                final var seen = readUntil(each, "20cb007107");
                final var update = seen.get(seen.size() - 1);
                // AS_PATH 65000 65010, the DPU's address on the link in NEXT_HOP, and neither LOCAL_PREF nor MED.
                assertTrue(update.contains("0202" + "0000fde8" + "0000fdf2") && update.contains("4003047f030001")
                    && !update.contains("400504") && !update.contains("800404"), update);
                assertFalse(seen.toString().contains("c63364") || seen.toString().contains("c63365"), seen::toString);
            }
            datastore.commit(tx -> tx.delete(LogicalDatastoreType.OPERATIONAL, own("203.0.113.7/32")));
            final var seen = readUntil(session, "20cb007107");
            assertEquals("2:0005" + "20cb007107" + "0000", seen.get(seen.size() - 1));
        }
    }

    /** A leaf sends back what it got, or has the same anycast prefix of another DPU. */
    @Test
    void ownRouteIsWithdrawnWhateverANeighbourHas() throws Exception {
        try (var other = Leaf.at(OTHER_LEAF, neighborPort)) {
            apply(neighbor(LEAF), neighbor(OTHER_LEAF));
            final var session = leaf.establish();
            final var second = other.establish();
            Await.until("the application peer", () -> peer("fffffffe"), Optional::isPresent);
            announce("203.0.113.7/32");
            readUntil(session, "20cb007107");
            readUntil(second, "20cb007107");
            Leaf.update(session, "", "40010100 40020e 0203 0000fe4d 0000fde8 0000fdf2 400304 7f030002", "20cb007107");
            Leaf.update(second, "", "40010100 400206 0201 0000fe4d 400304 7f030003", "20cb007107");
            Await.until("the echo", () -> adjRibIn(LEAF_IDENTIFIER), List.of("203.0.113.7/32")::equals);
            Await.until("the other DPU's", () -> adjRibIn("7f030003"), List.of("203.0.113.7/32")::equals);

            datastore.commit(tx -> tx.delete(LogicalDatastoreType.OPERATIONAL, own("203.0.113.7/32")));

            for (var each : List.of(session, second)) {
                final var withdrawal = "2:0005" + "20cb007107" + "0000";
                final var seen = readUntil(each, withdrawal);
                assertEquals(withdrawal, seen.get(seen.size() - 1));
            }
        }
    }

    @Test
    void routeOfANeighbourDoesNotDisplaceTheOwnOne() throws Exception {
        apply(neighbor(LEAF));
        final var session = leaf.establish();
        awaitEstablished(LEAF);
        Await.until("the application peer", () -> peer("fffffffe"), Optional::isPresent);
        announce("203.0.113.7/32");
        readUntil(session, "20cb007107");

        Leaf.update(session, "", "40010100 400206 0201 0000fe4d 400304 7f030002", "20cb007107");
        Leaf.update(session, "", "40010100 400206 0201 0000fe4d 400304 7f030002", "18c63364");
        Await.until("its routes", () -> adjRibIn(LEAF_IDENTIFIER), seen -> seen.contains("198.51.100.0/24"));

        announce("203.0.113.8/32");
        assertFalse(readUntil(session, "20cb007108").toString().contains("000520cb007107"), "it was withdrawn");
        Await.until("Loc-RIB", this::locRib, List.of("203.0.113.7/32", "203.0.113.8/32")::equals);
    }

    @Test
    void otherRouterIdOfTheDpuStartsAllAnew() throws Exception {
        apply(neighbor(LEAF));
        final var session = leaf.establish();
        awaitEstablished(LEAF);

        apply(Optional.of(new FabricSpeaker(65000, (Inet4Address) InetAddresses.forString("192.0.2.9"), port,
            new FabricConfig(List.of(neighbor(LEAF)), List.of()))));

        assertEquals("3:0606", session.readToTheEnd());
        try (var again = leaf.accept()) {
            assertTrue(again.read().startsWith("1:04fde80009c0000209"));
        }
    }

    private List<String> locRib() {
        return prefixes(RIB.child(LocRib.class).child(Tables.class, IPV4)
            .child(Ipv4RoutesCase.class, Ipv4Routes.class));
    }

    private List<String> adjRibIn(final String identifier) {
        return prefixes(RIB.child(Peer.class, new PeerKey(id(identifier))).child(AdjRibIn.class)
            .child(Tables.class, IPV4).child(org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.inet
                .rev180329.bgp.rib.rib.peer.adj.rib.in.tables.routes.Ipv4RoutesCase.class, Ipv4Routes.class));
    }

    private List<String> prefixes(final InstanceIdentifier<Ipv4Routes> routes) {
        return datastore.operational(routes).map(Ipv4Routes::nonnullIpv4Route).orElse(Map.of()).values().stream()
            .map(route -> route.getPrefix().getValue()).sorted().toList();
    }

    private void refused(final String answer, final int holdTime, final String identifier,
            final String... capabilities) throws IOException {
        try (var session = leaf.accept()) {
            Leaf.open(session, identifier, holdTime, capabilities);
            assertEquals(answer, session.readToTheEnd());
        }
        Await.until("the attempt has ended", () -> view(LEAF), view -> view.state() != FabricSessionState.OPEN_SENT
            && view.lastError().filter(error -> error.direction() == SessionError.Direction.SENT).isPresent());
        assertEquals(Optional.empty(), bgpcep.fabricPeers().nextHops(id(identifier)));
    }

    private static TenantHost connect(final InetSocketAddress gateway) throws IOException {
        return TenantHost.connect(LEAF, gateway);
    }

    private void apply(final FabricNeighbor... neighbors) throws InterruptedException {
        apply(Optional.of(new FabricSpeaker(65000, LOOPBACK, port,
            new FabricConfig(List.of(neighbors), List.of()))));
    }

    private void apply(final Optional<FabricSpeaker> desired) throws InterruptedException {
        fabric.retain(desired);
        fabric.remove(desired);
        fabric.add(desired);
        fabric.open(desired);
    }

    private FabricView awaitEstablished(final InetAddress neighbor) {
        return Await.until("established", () -> view(neighbor),
            view -> view.state() == FabricSessionState.ESTABLISHED);
    }

    private FabricView view(final InetAddress neighbor) {
        return fabric.views().stream().filter(view -> view.address().equals(neighbor)).findFirst().orElseThrow();
    }

    private Optional<Peer> peer(final String identifier) {
        return datastore.operational(RIB.child(Peer.class, new PeerKey(id(identifier))));
    }

    private static PeerId id(final String identifier) {
        return RouterIds.createPeerId(new Ipv4AddressNoZone(
            InetAddresses.fromInteger(Integer.parseUnsignedInt(identifier, 16)).getHostAddress()));
    }

    /** What the exporter does: the DPU announces a prefix, with AS_PATH 65010. */
    private void announce(final String prefix) {
        final var route = new Ipv4RouteBuilder()
            .withKey(new Ipv4RouteKey(new PathId(Uint32.ZERO), prefix))
            .setPrefix(new Ipv4Prefix(prefix))
            .setAttributes(new AttributesBuilder()
                .setOrigin(new OriginBuilder().setValue(BgpOrigin.Igp).build())
                .setAsPath(new AsPathBuilder().setSegments(List.of(new SegmentsBuilder()
                    .setAsSequence(List.of(new AsNumber(Uint32.valueOf(65010)))).build())).build())
                .setCNextHop(new Ipv4NextHopCaseBuilder().setIpv4NextHop(new Ipv4NextHopBuilder()
                    .setGlobal(new Ipv4AddressNoZone("192.0.2.1")).build()).build())
                .build())
            .build();
        datastore.commit(tx -> tx.put(LogicalDatastoreType.OPERATIONAL, own(prefix), route));
    }

    private static InstanceIdentifier<Ipv4Route> own(final String prefix) {
        return RIB.child(Peer.class, new PeerKey(new PeerId(FabricRib.APPLICATION_PEER_ID))).child(AdjRibIn.class)
            .child(Tables.class, IPV4).child(Ipv4RoutesCase.class, Ipv4Routes.class)
            .child(Ipv4Route.class, new Ipv4RouteKey(new PathId(Uint32.ZERO), prefix));
    }

    /** Reads UPDATE messages until one has this in it, and returns all of them. */
    private static List<String> readUntil(final TenantHost session, final String hex) throws IOException {
        final var seen = new ArrayList<String>();
        do {
            seen.add(session.read());
        } while (!seen.get(seen.size() - 1).isEmpty() && !seen.get(seen.size() - 1).contains(hex));
        return seen;
    }

    private static FabricNeighbor neighbor(final InetAddress address) {
        return new FabricNeighbor(address, 65101, UNICAST, Optional.of(LOCAL), false, OptionalInt.of(3),
            Optional.empty());
    }

    private static FabricNeighbor passive(final Optional<TcpMd5Key> key, final OptionalInt ttl) {
        return new FabricNeighbor(LEAF, 65101, UNICAST, Optional.of(LOCAL), true, ttl, key);
    }

    private record Events(List<String> seen) implements FabricEvents {
        @Override
        public void up(final FabricView view) {
            seen.add("up " + view.address().getHostAddress());
        }

        @Override
        public void down(final FabricView last, final SessionError error) {
            seen.add("down " + last.address().getHostAddress() + " " + error.direction() + " " + error.code() + "/"
                + error.subcode());
        }
    }
}

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
import io.tenantbgp.testing.Leaf;
import io.tenantbgp.testing.SecuredHost;
import io.tenantbgp.testing.TenantHost;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of a session with a neighbour. */
class FabricSessionTest extends FabricFixture {
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
                OptionalInt.empty(), Optional.empty(), MAXIMUM_PREFIXES), neighbor(OTHER_LEAF));
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
            OptionalInt.empty(), Optional.empty(), MAXIMUM_PREFIXES));
        Await.until("the reason", () -> view(LEAF).detail(), detail -> detail.contains("cannot listen on 192.0.2.77"));
    }

    @Test
    void neighbourThatAnnouncesTooMuchIsTurnedAwayForAWhile() throws Exception {
        apply(passive(Optional.empty(), OptionalInt.empty()));
        final var gateway = new InetSocketAddress(LOCAL, port);
        Await.until("listening", () -> TenantHost.isListening(OTHER_LEAF, gateway), listening -> listening);
        final var session = connect(gateway);
        Leaf.handshake(session, Leaf.IDENTIFIER);
        awaitEstablished(LEAF);
        learnt(MAXIMUM_PREFIXES);
        Await.until("the count", () -> view(LEAF).prefixes(), count -> count == MAXIMUM_PREFIXES);
        assertEquals(FabricSessionState.ESTABLISHED, view(LEAF).state());

        learnt(MAXIMUM_PREFIXES + 1);

        assertEquals("3:0601", session.readToTheEnd());
        final var down = Await.until("down", () -> view(LEAF), view -> view.state() == FabricSessionState.ACTIVE);
        assertEquals("Cease, Maximum Number of Prefixes Reached (6/1): it has announced 1001 prefixes, and"
            + " maximum-prefixes is 1000: raise that, or have it announce fewer",
            down.lastError().orElseThrow().message());
        assertEquals(0, down.prefixes());
        try (var tooSoon = connect(gateway)) {
            assertEquals("3:0601", tooSoon.readToTheEnd());
        }

        apply(neighbor(passive(Optional.empty(), OptionalInt.empty()), 2 * MAXIMUM_PREFIXES));
        try (var again = connect(gateway)) {
            Leaf.handshake(again, Leaf.IDENTIFIER);
            final var since = awaitEstablished(LEAF).establishedSince();
            apply(passive(Optional.empty(), OptionalInt.empty()));
            assertEquals(since, view(LEAF).establishedSince(), "another limit is none of the session's business");
        }
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

    /** As what BGPCEP has is told. */
    private void learnt(final int prefixes) {
        bgpcep.fabricPeers().learnt(id(LEAF_IDENTIFIER).getValue(), prefixes);
    }

    private static FabricNeighbor neighbor(final FabricNeighbor other, final long maximumPrefixes) {
        return new FabricNeighbor(other.address(), other.asn(), other.families(), other.localAddress(),
            other.passive(), other.multihopTtl(), other.key(), maximumPrefixes);
    }

    private static FabricNeighbor passive(final Optional<TcpMd5Key> key, final OptionalInt ttl) {
        return new FabricNeighbor(LEAF, 65101, UNICAST, Optional.of(LOCAL), true, ttl, key, MAXIMUM_PREFIXES);
    }
}

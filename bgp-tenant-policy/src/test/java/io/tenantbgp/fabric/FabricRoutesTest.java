/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.testing.Await;
import io.tenantbgp.testing.Leaf;
import io.tenantbgp.testing.TenantHost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
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
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.PeerId;
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

/** Which routes go to which neighbour. */
class FabricRoutesTest extends FabricFixture {
    private static final TablesKey IPV4 =
        new TablesKey(Ipv4AddressFamily.VALUE, UnicastSubsequentAddressFamily.VALUE);

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

    /** BGPCEP takes the session for up before the datastore has its peer. */
    @Test
    void whatChangesWhileAPeerComesUpIsAnnouncedAsItIsInTheEnd() throws Exception {
        apply(neighbor(LEAF));
        Await.until("the application peer", () -> peer("fffffffe"), Optional::isPresent);
        announce("203.0.113.5/32");
        Await.until("Loc-RIB", this::locRib, List.of("203.0.113.5/32")::equals);
        final TenantHost session;
        try (var held = bgpcep.holdPeers()) {
            session = leaf.establish();
            awaitEstablished(LEAF);
            for (var prefix : List.of("203.0.113.6/32", "203.0.113.7/32", "203.0.113.8/32")) {
                announce(prefix);
            }
            for (var prefix : List.of("203.0.113.5/32", "203.0.113.7/32")) {
                datastore.commit(tx -> tx.delete(LogicalDatastoreType.OPERATIONAL, own(prefix)));
            }
            Await.until("Loc-RIB", this::locRib, List.of("203.0.113.6/32", "203.0.113.8/32")::equals);
            assertEquals(Optional.empty(), peer(LEAF_IDENTIFIER));
        }
        Await.until("BGPCEP's peer", () -> peer(LEAF_IDENTIFIER), Optional::isPresent);
        announce("203.0.113.9/32");

        final var seen = readUntil(session, "20cb007109");
        final var last = new TreeMap<String, Boolean>();
        for (var message : seen) {
            for (var octet : List.of("05", "06", "07", "08", "09")) {
                if (message.contains("20cb0071" + octet)) {
                    last.put(octet, !message.startsWith("2:0005"));
                }
            }
        }
        assertEquals(List.of("06", "08", "09"),
            last.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList(), seen::toString);
        assertEquals(List.of("up 127.3.0.2"), events);
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
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import static io.tenantbgp.evpn.Parser.ORIGIN_AND_PATH;
import static io.tenantbgp.evpn.Parser.attribute;
import static io.tenantbgp.evpn.Parser.reach;
import static io.tenantbgp.evpn.Parser.unreach;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractDataBrokerTest;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataTreeWriteTransaction;
import org.opendaylight.protocol.bgp.rib.impl.spi.Codecs;
import org.opendaylight.protocol.bgp.rib.spi.RIBSupport;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.Attributes;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.AttributesBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.multiprotocol.rev180329.AttributesReach;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.multiprotocol.rev180329.AttributesUnreach;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.BgpRib;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.bgp.rib.Rib;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.bgp.rib.rib.LocRib;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.rib.Tables;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.next.hop.CNextHop;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerChild;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapNode;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;

/** The way of routes from UPDATE messages into a RIB in MD-SAL's datastore, and out of it. */
class IpPrefixRibSupportTest {
    private static final YangInstanceIdentifier RIB = YangInstanceIdentifier.builder()
        .node(BgpRib.QNAME).node(Rib.QNAME).nodeWithKey(Rib.QNAME, QName.create(Rib.QNAME, "id"), "fabric").build();
    private static final YangInstanceIdentifier LOC_RIB = RIB.node(LocRib.QNAME);
    private static final String ATTRIBUTES = ORIGIN_AND_PATH
        + attribute(16, "0002fde800000fa1" + "0202fa56ea0a0001" + "030c000000000008" + "0603020000000001");
    private static final String ROUTE =
        "0522 0001c00002010007 00000000000000000000 00000000 20 cb00710a 00000000 000fa1";
    private static final String IPV6_ROUTE = "053a 0001c00002010007 00000000000000000000 00000000 80"
        + "20010db8000000000000000000000001 00000000000000000000000000000000 000fa1";
    private static final OverlayAttributes OVERLAY = OverlayAttributes.vxlan("192.0.2.1", List.of(4_200_000_010L),
        Set.of(RouteTarget.of(65000, 4001), RouteTarget.of(4_200_000_010L, 1)), "02:00:00:00:00:01");
    private static final IpPrefixRoute READ =
        IpPrefixRoute.of(RouteDistinguisher.parse("192.0.2.1:7"), "203.0.113.10/32", 4001, OVERLAY);
    private static final IpPrefixRoute READ_IPV6 =
        IpPrefixRoute.of(RouteDistinguisher.parse("192.0.2.1:7"), "2001:db8::1/128", 4001, OVERLAY);

    private final Parser parser = Parser.withRanking();
    private final RIBSupport<?, ?> support = RibCodecs.support(IpPrefixRoutes.TABLE);
    private final Codecs codecs = RibCodecs.of(support);
    private DOMDataBroker broker;

    @BeforeEach
    void createRib() throws Exception {
        final var datastore = new AbstractDataBrokerTest() {
            @Override
            protected void setupWithDataBroker(final DataBroker dataBroker) {
                broker = getDomBroker();
            }
        };
        datastore.setup();
        final var tx = broker.newWriteOnlyTransaction();
        tx.put(LogicalDatastoreType.OPERATIONAL, YangInstanceIdentifier.of(BgpRib.QNAME),
            container(BgpRib.QNAME, ImmutableNodes.newSystemMapBuilder()
                .withNodeIdentifier(NodeIdentifier.create(Rib.QNAME))
                .withChild(ImmutableNodes.newMapEntryBuilder()
                    .withNodeIdentifier((NodeIdentifierWithPredicates) RIB.getLastPathArgument())
                    .withChild(container(LocRib.QNAME, ImmutableNodes.newSystemMapBuilder()
                        .withNodeIdentifier(NodeIdentifier.create(Tables.QNAME)).build()))
                    .build())
                .build()));
        tx.put(LogicalDatastoreType.OPERATIONAL, IpPrefixRoutes.table(LOC_RIB), support.emptyTable());
        tx.commit().get();
    }

    @Test
    void tableIsTheOneOfTheRibSupport() {
        assertEquals(LOC_RIB.node(Tables.QNAME).node(support.tablesKey()), IpPrefixRoutes.table(LOC_RIB));
        assertEquals(support.routesPath(IpPrefixRoutes.table(LOC_RIB)), IpPrefixRoutes.routes(LOC_RIB));
    }

    @Test
    void announcedRoutesAreInTheRib() throws Exception {
        announce(ATTRIBUTES, ROUTE + IPV6_ROUTE);
        assertEquals(Set.of(READ, READ_IPV6), routes());
    }

    @Test
    void entryIsWhatIsWrittenForItsRoute() throws Exception {
        announce(ORIGIN_AND_PATH + attribute(16, "0002fde800000fa1" + "030c000000000008" + "0603020000000001"), ROUTE);
        final var written = IpPrefixRoutes.write(IpPrefixRoute.of(READ.rd(), READ.prefix(), READ.label(),
            OverlayAttributes.vxlan("192.0.2.1", List.of(4_200_000_010L), Set.of(RouteTarget.of(65000, 4001)),
                "02:00:00:00:00:01")));
        assertEquals(written, entries().get(IpPrefixRoutes.key(READ.rd(), 0, READ.prefix())));
    }

    @Test
    void writtenRouteIsSentToAPeer() throws Exception {
        put(IpPrefixRoutes.write(READ_IPV6));
        final var entry = entries().values().iterator().next();
        final var sent = support.buildUpdate(List.of(entry), List.of(),
            codecs.deserializeAttributes(support.extractAttributes(entry)));
        final var octets = parser.serialize(sent.getAttributes());
        final var received = parser.attributes(octets);
        final var nlri = "800e45" + "001946" + "04c0000201" + "00" + IPV6_ROUTE.replace(" ", "");
        assertEquals(nlri, octets.substring(octets.indexOf("800e")).substring(0, nlri.length()));
        final var reach = received.augmentation(AttributesReach.class).getMpReachNlri();
        final var again = codecs.serializeAttributes(withNextHop(received, reach.getCNextHop()));
        assertEquals(Optional.of(OVERLAY), AttributeNodes.read(again));
    }

    @Test
    void removedRouteIsWithdrawnFromAPeer() throws Exception {
        put(IpPrefixRoutes.write(READ));
        final var sent = support.buildUpdate(List.of(), entries().values(), new AttributesBuilder().build());
        assertEquals("800f27001946" + ROUTE.replace(" ", ""), parser.serialize(sent.getAttributes()));
    }

    @Test
    void withdrawnRoutesAreGone() throws Exception {
        announce(ATTRIBUTES, ROUTE + IPV6_ROUTE);
        // Label, gateway and ESI are no part of the key.
        withdraw("0522 0001c00002010007 00112233445566778899 00000000 20 cb00710a c0000263 000000");
        assertEquals(Set.of(READ_IPV6), routes());
        withdraw(IPV6_ROUTE + IPV6_ROUTE);
        assertEquals(Set.of(), routes());
    }

    @Test
    void distinguisherTagAndPrefixMakeARouteAndNothingElse() throws Exception {
        announce(ATTRIBUTES, ROUTE + ROUTE.replace("0007", "0008") + ROUTE.replace("00000000 20", "00000001 20")
            + ROUTE.replace("20 cb", "1f cb") + ROUTE.replace("000fa1", "000fa2"));
        assertEquals(4, routes().size());
        final var last = entries().get(IpPrefixRoutes.key(READ.rd(), 0, READ.prefix()));
        assertEquals(4002, IpPrefixRoutes.read(last).orElseThrow().label());
    }

    @Test
    void routeWithEsiAndGatewayIsTreatedAsWithdrawn() throws Exception {
        announce(ATTRIBUTES, ROUTE + IPV6_ROUTE);
        announce(ATTRIBUTES, "0522 0001c00002010007 00112233445566778899 00000000 20 cb00710a c0000263 000000");
        assertEquals(Set.of(READ_IPV6), routes());
    }

    @Test
    void routeWithoutLabelAndOverlayIndexIsTreatedAsWithdrawn() throws Exception {
        final var noMac = ORIGIN_AND_PATH + attribute(16, "0002fde800000fa1");
        announce(noMac, ROUTE);
        assertEquals(1, routes().size());
        announce(noMac, ROUTE.replace("000fa1", "000000"));
        assertEquals(Set.of(), routes());
        withdraw(ROUTE.replace("000fa1", "000000"));

        announce(ATTRIBUTES, ROUTE.replace("000fa1", "000000"));
        assertTrue(routes().iterator().next().needsResolution(), "by its Router's MAC");
    }

    @Test
    void overlayIndexIsRead() throws Exception {
        announce(ATTRIBUTES, "0522 0001c00002010007 00112233445566778899 00000000 20 cb00710a 00000000 000000"
            + "0522 0001c00002010007 00000000000000000000 00000000 18 cb007100 c0000263 000000");
        assertEquals(Map.of("203.0.113.10/32", "00112233445566778899", "203.0.113.0/24", "192.0.2.99"),
            routes().stream().filter(IpPrefixRoute::needsResolution).collect(Collectors.toMap(IpPrefixRoute::prefix,
                route -> route.esi().or(route::gatewayIp).orElseThrow())));
    }

    @Test
    void otherTypesAndMalformedRoutesChangeNothing() throws Exception {
        announce(ATTRIBUTES, ROUTE);
        for (var row : Cases.of("malformed-nlri.csv")) {
            announce(ATTRIBUTES, row.get(0));
            withdraw(row.get(0));
        }
        announce(ATTRIBUTES, "");
        assertEquals(Set.of(READ), routes());
    }

    @Test
    void routeOfEveryTunnelTypeAndWithUnknownCommunitiesFitsIntoTheRib() throws Exception {
        for (int type = 0; type < 32; type++) {
            announce(ORIGIN_AND_PATH + attribute(16, "030c00000000%04x".formatted(type) + "0608000000000000"), ROUTE);
            final var attributes = routes().iterator().next().attributes();
            assertEquals(Set.of(type), attributes.tunnelTypes());
            assertEquals(type == OverlayAttributes.VXLAN, attributes.isVxlan());
        }
    }

    private static ContainerNode container(final QName name, final DataContainerChild child) {
        return ImmutableNodes.newContainerBuilder().withNodeIdentifier(NodeIdentifier.create(name)).withChild(child)
            .build();
    }

    private void announce(final String attributes, final String nlri) throws Exception {
        final var parsed = parser.attributes(attributes + reach(nlri));
        final var mpReach = parsed.augmentation(AttributesReach.class).getMpReachNlri();
        final var tx = broker.newWriteOnlyTransaction();
        support.putRoutes(tx, IpPrefixRoutes.table(LOC_RIB), codecs.serializeReachNlri(mpReach),
            codecs.serializeAttributes(withNextHop(parsed, mpReach.getCNextHop())));
        tx.commit().get();
    }

    private void withdraw(final String nlri) throws Exception {
        final var mpUnreach = parser.attributes(unreach(nlri)).augmentation(AttributesUnreach.class).getMpUnreachNlri();
        final DOMDataTreeWriteTransaction tx = broker.newWriteOnlyTransaction();
        support.deleteRoutes(tx, IpPrefixRoutes.table(LOC_RIB), codecs.serializeUnreachNlri(mpUnreach));
        tx.commit().get();
    }

    private void put(final MapEntryNode entry) throws Exception {
        final var tx = broker.newWriteOnlyTransaction();
        tx.put(LogicalDatastoreType.OPERATIONAL, IpPrefixRoutes.routes(LOC_RIB).node(entry.name()), entry);
        tx.commit().get();
    }

    /** As BGPPeer does. */
    private static Attributes withNextHop(final Attributes attributes, final CNextHop hop) {
        return new AttributesBuilder(attributes).setCNextHop(hop).build();
    }

    private Map<Object, MapEntryNode> entries() throws Exception {
        try (var tx = broker.newReadOnlyTransaction()) {
            return tx.read(LogicalDatastoreType.OPERATIONAL, IpPrefixRoutes.routes(LOC_RIB)).get()
                .map(list -> ((MapNode) list).body().stream().collect(Collectors.toMap(entry -> (Object) entry.name(),
                    entry -> entry))).orElse(Map.of());
        }
    }

    private Set<IpPrefixRoute> routes() throws Exception {
        return entries().values().stream().map(entry -> IpPrefixRoutes.read(entry).orElseThrow())
            .collect(Collectors.toSet());
    }
}

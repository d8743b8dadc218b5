/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.redistribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.net.InetAddresses;
import io.tenantbgp.evpn.IpPrefixRoute;
import io.tenantbgp.evpn.IpPrefixRoutes;
import io.tenantbgp.evpn.OverlayAttributes;
import io.tenantbgp.evpn.RouteDistinguisher;
import io.tenantbgp.evpn.RouteTarget;
import io.tenantbgp.fabric.FabricRib;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.PrefixSet;
import io.tenantbgp.propagation.NextHop;
import io.tenantbgp.propagation.Routing;
import io.tenantbgp.propagation.VpcExchange;
import io.tenantbgp.propagation.VpcImport;
import io.tenantbgp.propagation.VpcRouting;
import io.tenantbgp.testing.Await;
import io.tenantbgp.testing.Bgpcep;
import io.tenantbgp.testing.Configured;
import io.tenantbgp.testing.Datastore;
import io.tenantbgp.testing.Edge;
import io.tenantbgp.testing.FabricRibConfiguration;
import io.tenantbgp.testing.TenantHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.protocol.bgp.rib.spi.RIBNodeIdentifiers;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.PeerRole;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.bgp.rib.Rib;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapNode;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;

/** A tenant's session over TCP, BGPCEP's RIBs, and what is exchanged between them. */
class RedistributionTest {
    private static final NodeIdentifier PEER_ROLE = NodeIdentifier.create(QName.create(Rib.QNAME, "peer-role"));
    private static final Inet4Address LOOPBACK = (Inet4Address) InetAddresses.forString("192.0.2.1");
    private static final RouteDistinguisher DISTINGUISHER = RouteDistinguisher.of(LOOPBACK, 100);
    private static final RouteTarget TARGET = RouteTarget.of(64512, 100);
    private static final YangInstanceIdentifier FABRIC_LOC_RIB = YangInstanceIdentifier.of(
        RIBNodeIdentifiers.BGPRIB_NID, RIBNodeIdentifiers.RIB_NID)
        .node(NodeIdentifierWithPredicates.of(Rib.QNAME, QName.create(Rib.QNAME, "id"), FabricRib.ID))
        .node(RIBNodeIdentifiers.LOCRIB_NID);
    private static final IpPrefixRoute ANNOUNCED = IpPrefixRoute.of(DISTINGUISHER, "203.0.113.0/24", 100,
        new OverlayAttributes("192.0.2.1", List.of((long) Edge.TENANT_ASN), Set.of(TARGET),
            Optional.of("02:00:00:00:00:01"), Set.of(OverlayAttributes.VXLAN)));
    private static final int UPDATE = 2;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private Datastore datastore;
    private Bgpcep bgpcep;
    private Edge edge;
    private Redistribution redistribution;

    @BeforeEach
    void start() throws Exception {
        datastore = Datastore.start();
        bgpcep = Bgpcep.start(datastore);
        edge = new Edge(datastore, bgpcep);
        redistribution = new Redistribution(datastore.domBroker(), edge.sessions()::views, counts::put, thread);
        edge.apply(edge.map(Configured.BLUE, Edge.tenantInterface(0, "blue")));
        edge.awaitListening(0);
        FabricRibConfiguration.await(datastore);
    }

    @AfterEach
    void stop() {
        redistribution.close();
        edge.close();
        bgpcep.close();
        thread.shutdownNow();
    }

    @Test
    void acceptedPrefixIsInTheFabricUntilItsSessionEnds() throws Exception {
        redistribution.onConfiguration(routing(Set.of(TARGET)));
        awaitUnderlay(Set.of("192.0.2.1/32"));

        try (var tenant = edge.establish(0)) {
            tenant.announce(Edge.TENANT_ASN, "cb0071");
            awaitOverlay(Set.of(ANNOUNCED));
            assertEquals(List.of(true), exchange().exports().stream().map(export -> export.overlay()).toList());
        }

        awaitOverlay(Set.of());
        awaitUnderlay(Set.of("192.0.2.1/32"));
    }

    @Test
    void changedConfigurationChangesWhatIsAnnounced() throws Exception {
        try (var tenant = edge.establish(0)) {
            tenant.announce(Edge.TENANT_ASN, "cb0071");
            redistribution.onConfiguration(routing(Set.of(TARGET)));
            awaitOverlay(Set.of(ANNOUNCED));

            final var more = Set.of(TARGET, RouteTarget.of(64512, 7));
            redistribution.onConfiguration(routing(more));

            Await.until("route targets", this::overlay, routes -> routes.stream()
                .map(route -> route.attributes().routeTargets()).toList().equals(List.of(more)));
            redistribution.onConfiguration(routing(Set.of()));
            awaitOverlay(Set.of());
        }
    }

    @Test
    void fabricRibThatIsMadeAnewHasEverythingAgain() throws Exception {
        redistribution.onConfiguration(routing(Set.of(TARGET)));
        try (var tenant = edge.establish(0)) {
            tenant.announce(Edge.TENANT_ASN, "cb0071");
            for (int i = 0; i < 2; i++) {
                awaitOverlay(Set.of(ANNOUNCED));
                FabricRibConfiguration.remove(datastore);
                awaitOverlay(Set.of());
                FabricRibConfiguration.deploy(datastore);
            }
            awaitOverlay(Set.of(ANNOUNCED));
        }
    }

    @Test
    void vpcLearnsEveryEqualRouteWithARouteTargetItImports() throws Exception {
        redistribution.onConfiguration(routing(Set.of(TARGET)));
        awaitUnderlay(Set.of("192.0.2.1/32"));
        learn("192.0.2.8", "192.0.2.2", TARGET, 65010L);
        learn("192.0.2.9", "192.0.2.3", TARGET, 65010L);
        learn("192.0.2.9", "192.0.2.4", TARGET, 65010L, 65010L);
        learn("192.0.2.9", "192.0.2.5", RouteTarget.of(64512, 101), 65010L);

        Await.until("imports", this::imports, List.of(new VpcImport(Prefix.parse("203.0.113.10/32"), true,
            List.of(hop("192.0.2.2"), hop("192.0.2.3"))))::equals);

        redistribution.onConfiguration(new Routing(65000, Optional.of(LOOPBACK), Optional.empty(),
            Map.of("blue", vpc(Set.of(TARGET), Set.of(RouteTarget.of(64512, 101))))));
        Await.until("imports", this::imports, List.of(new VpcImport(Prefix.parse("203.0.113.10/32"), true,
            List.of(hop("192.0.2.5"))))::equals);
    }

    @Test
    void prefixesOfEachNeighbourAreCounted() throws Exception {
        redistribution.onConfiguration(routing(Set.of(TARGET)));
        learn("192.0.2.8", "192.0.2.2", TARGET, 65010L);
        for (var endpoint : List.of("192.0.2.3", "192.0.2.4", "192.0.2.4")) {
            learn("192.0.2.9", endpoint, RouteTarget.of(64512, 101), 65010L);
        }
        Await.until("counts", () -> counts, Map.of("bgp://192.0.2.8", 1, "bgp://192.0.2.9", 2)::equals);

        counts.clear();
        redistribution.onConfiguration(routing(Set.of(RouteTarget.of(64512, 101))));
        Await.until("counts", () -> counts, Map.of("bgp://192.0.2.8", 1, "bgp://192.0.2.9", 2)::equals);

        final var tx = datastore.domBroker().newWriteOnlyTransaction();
        tx.delete(LogicalDatastoreType.OPERATIONAL, peer("192.0.2.9"));
        tx.commit().get();
        Await.until("counts", () -> counts, Map.of("bgp://192.0.2.8", 1, "bgp://192.0.2.9", 0)::equals);
    }

    @Test
    void otherVpcOfTheDpuLearnsWhatItImports() throws Exception {
        final var red = new VpcRouting(RouteDistinguisher.of(LOOPBACK, 200), 200, Set.of(), Set.of(TARGET), false,
            PrefixSet.EMPTY, Set.of(), List.of());
        final var both = new Routing(65000, Optional.of(LOOPBACK), Optional.empty(),
            Map.of("blue", vpc(Set.of(TARGET), Set.of(TARGET)), "red", red));
        final var learnt = List.of(new VpcImport(Prefix.parse("203.0.113.0/24"), true, List.of(hop("192.0.2.1"))));
        try (var tenant = edge.establish(0)) {
            tenant.announce(Edge.TENANT_ASN, "cb0071");
            redistribution.onConfiguration(both);
            Await.until("imports of red", () -> imports("red"), learnt::equals);
            redistribution.onConfiguration(routing(Set.of(TARGET)));
            awaitOverlay(Set.of(ANNOUNCED));
            redistribution.onConfiguration(both);
            Await.until("imports of red", () -> imports("red"), learnt::equals);
            assertEquals(List.of(), imports());
        }
        Await.until("imports of red", () -> imports("red"), List::isEmpty);
    }

    @Test
    void whatReachesNobodyIsAnAlarmUntilItDoes() throws Exception {
        redistribution.onConfiguration(routing(Set.of(TARGET)));
        try (var tenant = edge.establish(0)) {
            tenant.announce(Edge.TENANT_ASN, "cb0071");
            awaitAlarms(tenant, "no fabric neighbour with l2vpn-evpn is established: 203.0.113.0/24 is");

            FabricRibConfiguration.remove(datastore);
            awaitAlarms(tenant, "BGPCEP has no table for ipv4-unicast",
                "BGPCEP has no table for ipv6-unicast", "BGPCEP has no table for l2vpn-evpn",
                "192.0.2.1/32 is announced and not in BGPCEP's RIB",
                "203.0.113.0/24 is announced and not in BGPCEP's RIB", "no fabric neighbour with l2vpn-evpn");

            FabricRibConfiguration.deploy(datastore);
            awaitAlarms(tenant, "no fabric neighbour with l2vpn-evpn");
            tenant.send(UPDATE, HexFormat.of().parseHex("000418cb00710000"));
            awaitAlarms(tenant);
        }
    }

    private void awaitAlarms(final TenantHost tenant, final String... beginnings) {
        Await.until("alarms", () -> {
            keepAlive(tenant);
            return exchange().alarms();
        }, alarms -> alarms.size() == beginnings.length
            && IntStream.range(0, beginnings.length).allMatch(i -> alarms.get(i).startsWith(beginnings[i])));
    }

    /** The alarms take longer than the hold time. */
    private static void keepAlive(final TenantHost tenant) {
        try {
            tenant.sendKeepalive();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void learn(final String peer, final String endpoint, final RouteTarget target, final Long... path)
            throws Exception {
        final var table = IpPrefixRoutes.table(peer(peer).node(RIBNodeIdentifiers.ADJRIBIN_NID));
        final var rib = table.getParent().getParent();
        final var distinguisher = RouteDistinguisher.of((Inet4Address) InetAddresses.forString(endpoint), 100);
        final var route = IpPrefixRoute.of(distinguisher, "203.0.113.10/32", 100, new OverlayAttributes(endpoint,
            List.of(path), Set.of(target), Optional.empty(), Set.of(OverlayAttributes.VXLAN)));
        final var tx = datastore.domBroker().newWriteOnlyTransaction();
        tx.merge(LogicalDatastoreType.OPERATIONAL, rib.getParent(), ImmutableNodes.newMapEntryBuilder()
            .withNodeIdentifier((NodeIdentifierWithPredicates) rib.getParent().getLastPathArgument())
            .withChild(ImmutableNodes.leafNode(PEER_ROLE, PeerRole.Ebgp.getName())).build());
        tx.merge(LogicalDatastoreType.OPERATIONAL, table, ImmutableNodes.newMapEntryBuilder()
            .withNodeIdentifier((NodeIdentifierWithPredicates) table.getLastPathArgument()).build());
        tx.put(LogicalDatastoreType.OPERATIONAL, IpPrefixRoutes.routes(rib)
            .node(IpPrefixRoutes.key(distinguisher, 0, "203.0.113.10/32")), IpPrefixRoutes.write(route));
        tx.commit().get();
    }

    private static YangInstanceIdentifier peer(final String peer) {
        return YangInstanceIdentifier.of(RIBNodeIdentifiers.BGPRIB_NID, RIBNodeIdentifiers.RIB_NID)
            .node(NodeIdentifierWithPredicates.of(Rib.QNAME, QName.create(Rib.QNAME, "id"), FabricRib.ID))
            .node(RIBNodeIdentifiers.PEER_NID).node(NodeIdentifierWithPredicates.of(QName.create(Rib.QNAME, "peer"),
                QName.create(Rib.QNAME, "peer-id"), "bgp://" + peer));
    }

    private static NextHop hop(final String endpoint) {
        return new NextHop(IpAddress.parse(endpoint), Optional.of(100L), Optional.empty());
    }

    private List<VpcImport> imports() {
        return imports("blue");
    }

    private List<VpcImport> imports(final String vpc) {
        return redistribution.imports(vpc).toCompletableFuture().join();
    }

    private VpcExchange exchange() {
        return redistribution.exchanges(List.of()).toCompletableFuture().join().get("blue");
    }

    private void awaitOverlay(final Set<IpPrefixRoute> expected) {
        Await.until("EVPN routes of the fabric", this::overlay, expected::equals);
    }

    private void awaitUnderlay(final Set<String> expected) {
        Await.until("IPv4 routes of the fabric", () -> entries(RibTable.IPV4.routes(FABRIC_LOC_RIB)).stream()
            .map(entry -> RouteCodec.prefix(RibTable.IPV4, entry.name()).toString()).collect(Collectors.toSet()),
            expected::equals);
    }

    private Set<IpPrefixRoute> overlay() {
        return entries(IpPrefixRoutes.routes(FABRIC_LOC_RIB)).stream()
            .flatMap(entry -> IpPrefixRoutes.read(entry).stream()).collect(Collectors.toSet());
    }

    private List<MapEntryNode> entries(final YangInstanceIdentifier list) {
        try (var tx = datastore.domBroker().newReadOnlyTransaction()) {
            return tx.read(LogicalDatastoreType.OPERATIONAL, list).get()
                .map(node -> List.copyOf(((MapNode) node).body())).orElse(List.of());
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Routing routing(final Set<RouteTarget> exports) {
        return new Routing(65000, Optional.of(LOOPBACK), Optional.of("02:00:00:00:00:01"),
            Map.of("blue", vpc(exports, Set.of(TARGET))));
    }

    private static VpcRouting vpc(final Set<RouteTarget> exports, final Set<RouteTarget> imports) {
        return new VpcRouting(DISTINGUISHER, 100, exports, imports, false, PrefixSet.EMPTY, Set.of(), List.of());
    }
}

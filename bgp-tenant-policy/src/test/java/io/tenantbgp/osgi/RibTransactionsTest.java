/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.osgi;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.fabric.FabricRib;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opendaylight.protocol.bgp.rib.spi.RIBNodeIdentifiers;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.inet.rev180329.ipv4.routes.Ipv4Routes;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.inet.rev180329.ipv4.routes.ipv4.routes.Ipv4Route;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;

class RibTransactionsTest {
    private static final NodeIdentifier IPV4_ROUTES = NodeIdentifier.create(Ipv4Routes.QNAME);
    private static final NodeIdentifier IPV4_ROUTE = NodeIdentifier.create(Ipv4Route.QNAME);

    @Test
    void routesToATenantAreNotWritten() {
        final var table = table("tenant-vpc-blue", RIBNodeIdentifiers.ADJRIBOUT_NID);
        assertTrue(RibTransactions.isLeftOut(table.node(RIBNodeIdentifiers.ROUTES_NID)));
        assertTrue(RibTransactions.isLeftOut(route(table)));
    }

    @Test
    void theTableItselfIsSinceBgpcepWaitsForIt() {
        final var table = table("tenant-vpc-blue", RIBNodeIdentifiers.ADJRIBOUT_NID);
        assertFalse(RibTransactions.isLeftOut(table));
        assertFalse(RibTransactions.isLeftOut(table.node(RIBNodeIdentifiers.ATTRIBUTES_NID)));
    }

    @Test
    void routesFromATenantAreWritten() {
        assertFalse(RibTransactions.isLeftOut(route(table("tenant-vpc-blue",
            RIBNodeIdentifiers.ADJRIBIN_NID))));
        assertFalse(RibTransactions.isLeftOut(route(table("tenant-vpc-blue",
            RIBNodeIdentifiers.EFFRIBIN_NID))));
        assertFalse(RibTransactions.isLeftOut(route(rib("tenant-vpc-blue")
            .node(RIBNodeIdentifiers.LOCRIB_NID).node(RIBNodeIdentifiers.TABLES_NID).node(ipv4()))));
    }

    @Test
    void routesOfANeighbourOfTheFabricStayInItsAdjRibIn() {
        final var neighbor = "bgp://10.0.0.10";
        assertTrue(RibTransactions.isLeftOut(route(table(FabricRib.ID, RIBNodeIdentifiers.EFFRIBIN_NID))));
        assertTrue(RibTransactions.isLeftOut(table(FabricRib.ID, neighbor, RIBNodeIdentifiers.EFFRIBIN_NID)
            .node(RIBNodeIdentifiers.ROUTES_NID)));
        assertFalse(RibTransactions.isLeftOut(table(FabricRib.ID, neighbor, RIBNodeIdentifiers.EFFRIBIN_NID)));
        assertFalse(RibTransactions.isLeftOut(route(table(FabricRib.ID, neighbor, RIBNodeIdentifiers.ADJRIBIN_NID))));
        assertFalse(RibTransactions.isLeftOut(route(table(FabricRib.ID, neighbor, RIBNodeIdentifiers.ADJRIBOUT_NID))));
        assertFalse(RibTransactions.isLeftOut(route(table(FabricRib.ID, FabricRib.APPLICATION_PEER_ID,
            RIBNodeIdentifiers.EFFRIBIN_NID))));
    }

    @Test
    void onlyCommitsOfWhatNeighboursAnnounceAreCounted() {
        final var route = route(table(FabricRib.ID, "bgp://10.0.0.10", RIBNodeIdentifiers.ADJRIBIN_NID));
        assertTrue(RibTransactions.isLearnt(route));
        assertFalse(RibTransactions.isLearnt(table(FabricRib.ID, "bgp://10.0.0.10", RIBNodeIdentifiers.ADJRIBIN_NID)));
        assertFalse(RibTransactions.isLearnt(route(table(FabricRib.ID, FabricRib.APPLICATION_PEER_ID,
            RIBNodeIdentifiers.ADJRIBIN_NID))));
        assertFalse(RibTransactions.isLearnt(route(table("tenant-vpc-blue", RIBNodeIdentifiers.ADJRIBIN_NID))));
        assertFalse(RibTransactions.isLearnt(route(table(FabricRib.ID, "bgp://10.0.0.10",
            RIBNodeIdentifiers.ADJRIBOUT_NID))));
    }

    @Test
    void routesToPeersOfOtherRibsAreWritten() {
        assertFalse(RibTransactions.isLeftOut(route(table("fabric", RIBNodeIdentifiers.ADJRIBOUT_NID))));
    }

    private static YangInstanceIdentifier table(final String rib, final NodeIdentifier side) {
        return table(rib, "bgp://10.0.0.10", side);
    }

    private static YangInstanceIdentifier table(final String rib, final String peer, final NodeIdentifier side) {
        return rib(rib).node(RIBNodeIdentifiers.PEER_NID)
            .node(entry(RIBNodeIdentifiers.PEER_NID, Map.of("peer-id", peer))).node(side)
            .node(RIBNodeIdentifiers.TABLES_NID).node(ipv4());
    }

    private static YangInstanceIdentifier rib(final String rib) {
        return YangInstanceIdentifier.of(RIBNodeIdentifiers.BGPRIB_NID, RIBNodeIdentifiers.RIB_NID,
            entry(RIBNodeIdentifiers.RIB_NID, Map.of("id", rib)));
    }

    private static YangInstanceIdentifier route(final YangInstanceIdentifier table) {
        return table.node(RIBNodeIdentifiers.ROUTES_NID).node(IPV4_ROUTES).node(IPV4_ROUTE)
            .node(entry(IPV4_ROUTE, Map.of("route-key", "203.0.113.10/32")));
    }

    private static NodeIdentifierWithPredicates ipv4() {
        return entry(RIBNodeIdentifiers.TABLES_NID, Map.of("afi", "ipv4", "safi", "unicast"));
    }

    private static NodeIdentifierWithPredicates entry(final NodeIdentifier list, final Map<String, String> keys) {
        final var type = list.getNodeType();
        final var named = new HashMap<QName, Object>();
        keys.forEach((name, value) -> named.put(QName.create(type, name), value));
        return NodeIdentifierWithPredicates.of(type, named);
    }
}

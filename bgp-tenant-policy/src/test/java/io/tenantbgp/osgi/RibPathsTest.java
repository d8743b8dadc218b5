/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.osgi;

import static io.tenantbgp.osgi.RibNodes.ipv4;
import static io.tenantbgp.osgi.RibNodes.peer;
import static io.tenantbgp.osgi.RibNodes.rib;
import static io.tenantbgp.osgi.RibNodes.route;
import static io.tenantbgp.osgi.RibNodes.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.fabric.FabricRib;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opendaylight.protocol.bgp.rib.spi.RIBNodeIdentifiers;

class RibPathsTest {
    @Test
    void routesToATenantAreNotWritten() {
        final var table = table("tenant-vpc-blue", RIBNodeIdentifiers.ADJRIBOUT_NID);
        assertTrue(RibPaths.isLeftOut(table.node(RIBNodeIdentifiers.ROUTES_NID)));
        assertTrue(RibPaths.isLeftOut(route(table)));
    }

    @Test
    void theTableItselfIsSinceBgpcepWaitsForIt() {
        final var table = table("tenant-vpc-blue", RIBNodeIdentifiers.ADJRIBOUT_NID);
        assertFalse(RibPaths.isLeftOut(table));
        assertFalse(RibPaths.isLeftOut(table.node(RIBNodeIdentifiers.ATTRIBUTES_NID)));
    }

    @Test
    void routesFromATenantAreWritten() {
        assertFalse(RibPaths.isLeftOut(route(table("tenant-vpc-blue",
            RIBNodeIdentifiers.ADJRIBIN_NID))));
        assertFalse(RibPaths.isLeftOut(route(table("tenant-vpc-blue",
            RIBNodeIdentifiers.EFFRIBIN_NID))));
        assertFalse(RibPaths.isLeftOut(route(rib("tenant-vpc-blue")
            .node(RIBNodeIdentifiers.LOCRIB_NID).node(RIBNodeIdentifiers.TABLES_NID).node(ipv4()))));
    }

    @Test
    void routesOfANeighbourOfTheFabricStayInItsAdjRibIn() {
        final var neighbor = "bgp://10.0.0.10";
        assertTrue(RibPaths.isLeftOut(route(table(FabricRib.ID, RIBNodeIdentifiers.EFFRIBIN_NID))));
        assertTrue(RibPaths.isLeftOut(table(FabricRib.ID, neighbor, RIBNodeIdentifiers.EFFRIBIN_NID)
            .node(RIBNodeIdentifiers.ROUTES_NID)));
        assertFalse(RibPaths.isLeftOut(table(FabricRib.ID, neighbor, RIBNodeIdentifiers.EFFRIBIN_NID)));
        assertFalse(RibPaths.isLeftOut(route(table(FabricRib.ID, neighbor, RIBNodeIdentifiers.ADJRIBIN_NID))));
        assertFalse(RibPaths.isLeftOut(route(table(FabricRib.ID, neighbor, RIBNodeIdentifiers.ADJRIBOUT_NID))));
        assertFalse(RibPaths.isLeftOut(route(table(FabricRib.ID, FabricRib.APPLICATION_PEER_ID,
            RIBNodeIdentifiers.EFFRIBIN_NID))));
    }

    @Test
    void onlyCommitsOfWhatNeighboursAnnounceAreCounted() {
        final var route = route(table(FabricRib.ID, "bgp://10.0.0.10", RIBNodeIdentifiers.ADJRIBIN_NID));
        assertTrue(RibPaths.isLearnt(route));
        assertFalse(RibPaths.isLearnt(table(FabricRib.ID, "bgp://10.0.0.10", RIBNodeIdentifiers.ADJRIBIN_NID)));
        assertFalse(RibPaths.isLearnt(route(table(FabricRib.ID, FabricRib.APPLICATION_PEER_ID,
            RIBNodeIdentifiers.ADJRIBIN_NID))));
        assertFalse(RibPaths.isLearnt(route(table("tenant-vpc-blue", RIBNodeIdentifiers.ADJRIBIN_NID))));
        assertFalse(RibPaths.isLearnt(route(table(FabricRib.ID, "bgp://10.0.0.10",
            RIBNodeIdentifiers.ADJRIBOUT_NID))));
    }

    @Test
    void routesToPeersOfOtherRibsAreWritten() {
        assertFalse(RibPaths.isLeftOut(route(table("fabric", RIBNodeIdentifiers.ADJRIBOUT_NID))));
    }

    @Test
    void receiverOfARouteIsThePeerInWhoseAdjRibOutItIs() {
        final var out = table(FabricRib.ID, RIBNodeIdentifiers.ADJRIBOUT_NID);
        final var peer = peer(FabricRib.ID, "bgp://10.0.0.10");
        assertEquals(Optional.of(peer), RibPaths.receiver(route(out)));
        assertEquals(Optional.empty(), RibPaths.receiver(out));
        assertEquals(Optional.empty(), RibPaths.receiver(route(table(FabricRib.ID, RIBNodeIdentifiers.ADJRIBIN_NID))));
        assertTrue(RibPaths.isPeer(peer));
        assertFalse(RibPaths.isPeer(peer.node(RIBNodeIdentifiers.ADJRIBOUT_NID)));
        assertFalse(RibPaths.isPeer(peer.coerceParent()));
    }
}

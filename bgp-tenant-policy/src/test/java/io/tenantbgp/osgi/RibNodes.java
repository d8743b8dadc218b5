/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.osgi;

import java.util.HashMap;
import java.util.Map;
import org.opendaylight.protocol.bgp.rib.spi.RIBNodeIdentifiers;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.inet.rev180329.ipv4.routes.Ipv4Routes;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.inet.rev180329.ipv4.routes.ipv4.routes.Ipv4Route;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;

/** Paths of BGPCEP's RIBs. */
final class RibNodes {
    private static final NodeIdentifier IPV4_ROUTES = NodeIdentifier.create(Ipv4Routes.QNAME);
    private static final NodeIdentifier IPV4_ROUTE = NodeIdentifier.create(Ipv4Route.QNAME);

    private RibNodes() {
        // static methods only
    }

    static YangInstanceIdentifier table(final String rib, final NodeIdentifier side) {
        return table(rib, "bgp://10.0.0.10", side);
    }

    static YangInstanceIdentifier table(final String rib, final String peer, final NodeIdentifier side) {
        return peer(rib, peer).node(side).node(RIBNodeIdentifiers.TABLES_NID).node(ipv4());
    }

    static YangInstanceIdentifier peer(final String rib, final String peer) {
        return rib(rib).node(RIBNodeIdentifiers.PEER_NID)
            .node(entry(RIBNodeIdentifiers.PEER_NID, Map.of("peer-id", peer)));
    }

    static YangInstanceIdentifier rib(final String rib) {
        return YangInstanceIdentifier.of(RIBNodeIdentifiers.BGPRIB_NID, RIBNodeIdentifiers.RIB_NID,
            entry(RIBNodeIdentifiers.RIB_NID, Map.of("id", rib)));
    }

    static YangInstanceIdentifier route(final YangInstanceIdentifier table) {
        return route(table, "203.0.113.10/32");
    }

    static YangInstanceIdentifier route(final YangInstanceIdentifier table, final String prefix) {
        return table.node(RIBNodeIdentifiers.ROUTES_NID).node(IPV4_ROUTES).node(IPV4_ROUTE)
            .node(entry(IPV4_ROUTE, Map.of("route-key", prefix)));
    }

    static NodeIdentifierWithPredicates ipv4() {
        return entry(RIBNodeIdentifiers.TABLES_NID, Map.of("afi", "ipv4", "safi", "unicast"));
    }

    private static NodeIdentifierWithPredicates entry(final NodeIdentifier list, final Map<String, String> keys) {
        final var type = list.getNodeType();
        final var named = new HashMap<QName, Object>();
        keys.forEach((name, value) -> named.put(QName.create(type, name), value));
        return NodeIdentifierWithPredicates.of(type, named);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.redistribution;

import io.tenantbgp.evpn.IpPrefixRoutes;
import io.tenantbgp.fabric.FabricFamily;
import io.tenantbgp.policy.AddressFamily;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.protocol.bgp.rib.spi.RIBNodeIdentifiers;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.inet.rev180329.ipv4.routes.Ipv4Routes;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.inet.rev180329.ipv4.routes.ipv4.routes.Ipv4Route;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.inet.rev180329.ipv6.routes.Ipv6Routes;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.inet.rev180329.ipv6.routes.ipv6.routes.Ipv6Route;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.rib.Tables;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.Ipv4AddressFamily;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.Ipv6AddressFamily;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.UnicastSubsequentAddressFamily;
import org.opendaylight.yangtools.util.ImmutableOffsetMapTemplate;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.PathArgument;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidateNode;

/** The tables of a RIB that routes are carried between. */
enum RibTable {
    /** IPv4 unicast. */
    IPV4(FabricFamily.IPV4_UNICAST, entry(Ipv4AddressFamily.QNAME), NodeIdentifier.create(Ipv4Routes.QNAME),
        NodeIdentifier.create(Ipv4Route.QNAME)),
    /** IPv6 unicast. */
    IPV6(FabricFamily.IPV6_UNICAST, entry(Ipv6AddressFamily.QNAME), NodeIdentifier.create(Ipv6Routes.QNAME),
        NodeIdentifier.create(Ipv6Route.QNAME)),
    /** EVPN IP prefix routes. */
    EVPN(FabricFamily.L2VPN_EVPN,
        (NodeIdentifierWithPredicates) IpPrefixRoutes.table(YangInstanceIdentifier.of()).getLastPathArgument(),
        container(IpPrefixRoutes.routes(YangInstanceIdentifier.of())),
        (NodeIdentifier) IpPrefixRoutes.routes(YangInstanceIdentifier.of()).getLastPathArgument());

    private final FabricFamily family;
    private final NodeIdentifierWithPredicates entry;
    private final NodeIdentifier container;
    private final NodeIdentifier list;

    RibTable(final FabricFamily family, final NodeIdentifierWithPredicates entry, final NodeIdentifier container,
            final NodeIdentifier list) {
        this.family = family;
        this.entry = entry;
        this.container = container;
        this.list = list;
    }

    static RibTable of(final AddressFamily family) {
        return switch (family) {
            case IPV4 -> IPV4;
            case IPV6 -> IPV6;
        };
    }

    /** The table an entry of a RIB's list of tables is. */
    static Optional<RibTable> of(final PathArgument entry) {
        return List.of(values()).stream().filter(table -> table.entry.equals(entry)).findAny();
    }

    FabricFamily family() {
        return family;
    }

    /** The name of the list of routes, and of its entries. */
    NodeIdentifier list() {
        return list;
    }

    /** The table's routes below a Loc-RIB or an Adj-RIB-In. */
    YangInstanceIdentifier routes(final YangInstanceIdentifier rib) {
        return rib.node(RIBNodeIdentifiers.TABLES_NID).node(entry).node(RIBNodeIdentifiers.ROUTES_NID).node(container)
            .node(list);
    }

    /** The routes that changed in an entry of a RIB's list of tables. */
    Collection<DataTreeCandidateNode> changes(final DataTreeCandidateNode table) {
        return children(table, RIBNodeIdentifiers.ROUTES_NID, container, list);
    }

    /** The tables that changed in a peer's Adj-RIB-In. */
    static Collection<DataTreeCandidateNode> changedTables(final DataTreeCandidateNode peer) {
        return children(peer, RIBNodeIdentifiers.ADJRIBIN_NID, RIBNodeIdentifiers.TABLES_NID);
    }

    private static Collection<DataTreeCandidateNode> children(final DataTreeCandidateNode top,
            final NodeIdentifier... steps) {
        @Nullable DataTreeCandidateNode node = top;
        for (var step : steps) {
            node = node == null ? null : node.modifiedChild(step);
        }
        return node == null ? Set.of() : node.childNodes();
    }

    private static NodeIdentifier container(final YangInstanceIdentifier routes) {
        final var steps = routes.getPathArguments();
        return (NodeIdentifier) steps.get(steps.size() - 2);
    }

    private static NodeIdentifierWithPredicates entry(final QName family) {
        return NodeIdentifierWithPredicates.of(Tables.QNAME, ImmutableOffsetMapTemplate.ordered(
            List.of(QName.create(Tables.QNAME, "afi").intern(), QName.create(Tables.QNAME, "safi").intern()))
            .instantiateWithValues(family, UnicastSubsequentAddressFamily.QNAME));
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import java.util.List;
import java.util.Optional;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.EvpnSubsequentAddressFamily;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.L2vpnAddressFamily;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.evpn.prefix.routes.EvpnPrefixRoutes;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.evpn.prefix.routes.evpn.prefix.routes.EvpnPrefixRoute;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.rib.Tables;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.rib.TablesKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.rib.tables.Routes;
import org.opendaylight.yangtools.util.ImmutableOffsetMapTemplate;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;

/**
 * IP prefix routes in BGPCEP's RIBs: where they are in the operational datastore and what they look like there.
 *
 * <p>All of it is normalized data, which BGPCEP's RIBs are made of: bindings cost several times as much a route.
 */
public final class IpPrefixRoutes {
    /** The key of the EVPN table among the tables of a RIB. */
    public static final TablesKey TABLE = new TablesKey(L2vpnAddressFamily.VALUE, EvpnSubsequentAddressFamily.VALUE);

    private static final NodeIdentifier TABLES = NodeIdentifier.create(Tables.QNAME);
    private static final NodeIdentifier ROUTES = NodeIdentifier.create(Routes.QNAME);
    private static final NodeIdentifier FAMILY_ROUTES = NodeIdentifier.create(EvpnPrefixRoutes.QNAME);
    private static final NodeIdentifier ROUTE = NodeIdentifier.create(EvpnPrefixRoute.QNAME);
    private static final NodeIdentifierWithPredicates TABLE_ENTRY = NodeIdentifierWithPredicates.of(Tables.QNAME,
        ImmutableOffsetMapTemplate.ordered(List.of(QName.create(Tables.QNAME, "afi").intern(),
            QName.create(Tables.QNAME, "safi").intern()))
            .instantiateWithValues(L2vpnAddressFamily.QNAME, EvpnSubsequentAddressFamily.QNAME));

    private IpPrefixRoutes() {
        // Hidden on purpose
    }

    /**
     * The EVPN table of a RIB.
     *
     * @param rib the path of a Loc-RIB or of a peer's Adj-RIB-In
     * @return the path of its EVPN table
     */
    public static YangInstanceIdentifier table(final YangInstanceIdentifier rib) {
        return rib.node(TABLES).node(TABLE_ENTRY);
    }

    /**
     * The routes of a RIB.
     *
     * @param rib the path of a Loc-RIB or of a peer's Adj-RIB-In
     * @return the path of the list whose entries are the IP prefix routes
     */
    public static YangInstanceIdentifier routes(final YangInstanceIdentifier rib) {
        return table(rib).node(ROUTES).node(FAMILY_ROUTES).node(ROUTE);
    }

    /**
     * The key of a route in the list of {@link #routes(YangInstanceIdentifier)}; routes with equal arguments are one.
     *
     * @param rd the route distinguisher
     * @param ethernetTag the Ethernet Tag ID
     * @param prefix the prefix, as BGPCEP's datastores have it
     * @return the key, also of the entry {@link #write(IpPrefixRoute)} makes
     */
    public static NodeIdentifierWithPredicates key(final RouteDistinguisher rd, final long ethernetTag,
            final String prefix) {
        return RouteNodes.key(rd.toString(), ethernetTag, prefix);
    }

    /**
     * Writes a route.
     *
     * @param route the route
     * @return its entry in the list of {@link #routes(YangInstanceIdentifier)}
     */
    public static MapEntryNode write(final IpPrefixRoute route) {
        return write(route, attributes(route.attributes()));
    }

    /**
     * Writes a route whose attributes have been written before: most routes of a VPC have the same.
     *
     * @param route the route; its attributes are not looked at
     * @param attributes what {@link #attributes(OverlayAttributes)} made of them
     * @return its entry in the list of {@link #routes(YangInstanceIdentifier)}
     */
    public static MapEntryNode write(final IpPrefixRoute route, final ContainerNode attributes) {
        return RouteNodes.write(route, attributes);
    }

    /**
     * Writes path attributes: ORIGIN IGP, AS_PATH, next hop and extended communities.
     *
     * @param attributes the attributes
     * @return the node {@link #write(IpPrefixRoute, ContainerNode)} takes
     * @throws IllegalArgumentException when AS_PATH has more than 255 ASNs
     */
    public static ContainerNode attributes(final OverlayAttributes attributes) {
        return AttributeNodes.write(attributes);
    }

    /**
     * Reads a route of a RIB.
     *
     * @param entry an entry of the list of {@link #routes(YangInstanceIdentifier)}
     * @return the route; empty when it has no attributes or no next hop, so that it leads nowhere
     */
    public static Optional<IpPrefixRoute> read(final MapEntryNode entry) {
        return RouteNodes.read(entry);
    }
}

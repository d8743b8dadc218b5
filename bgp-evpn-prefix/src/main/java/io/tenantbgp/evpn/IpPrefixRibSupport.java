/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.bgp.concepts.RouteDistinguisherUtil;
import org.opendaylight.mdsal.binding.dom.codec.api.BindingNormalizedNodeSerializer;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataTreeWriteTransaction;
import org.opendaylight.protocol.bgp.rib.spi.AbstractRIBSupport;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv6AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.EvpnSubsequentAddressFamily;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.L2vpnAddressFamily;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.bgp.rib.rib.loc.rib.tables.routes.EvpnPrefixRoutesCase;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.evpn.prefix.routes.EvpnPrefixRoutes;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.evpn.prefix.routes.evpn.prefix.routes.EvpnPrefixRoute;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.ip.prefix.destinations.DestinationIpPrefix;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.ip.prefix.destinations.destination.ip.prefix.IpPrefixDestination;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.ip.prefix.destinations.destination.ip.prefix.IpPrefixDestinationBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.multiprotocol.rev180329.destination.DestinationType;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.UnkeyedListNode;

/** Moves IP prefix routes between UPDATE messages and the RIBs. Thread-safe. */
final class IpPrefixRibSupport extends AbstractRIBSupport<EvpnPrefixRoutesCase, EvpnPrefixRoutes, EvpnPrefixRoute> {
    private static final NodeIdentifier DESTINATIONS = NodeIdentifier.create(IpPrefixDestination.QNAME);

    private final SkippedRoutes skipped;

    IpPrefixRibSupport(final BindingNormalizedNodeSerializer mappingService, final SkippedRoutes skipped) {
        super(mappingService, EvpnPrefixRoutesCase.class, EvpnPrefixRoutesCase.QNAME, EvpnPrefixRoutes.class,
            EvpnPrefixRoutes.QNAME, EvpnPrefixRoute.class, EvpnPrefixRoute.QNAME, L2vpnAddressFamily.VALUE,
            L2vpnAddressFamily.QNAME, EvpnSubsequentAddressFamily.VALUE, EvpnSubsequentAddressFamily.QNAME,
            DestinationIpPrefix.QNAME);
        this.skipped = requireNonNull(skipped);
    }

    @Override
    protected DestinationType buildDestination(final Collection<MapEntryNode> routes) {
        return IpPrefixNlriHandler.advertised(destinations(routes));
    }

    @Override
    protected DestinationType buildWithdrawnDestination(final Collection<MapEntryNode> routes) {
        return IpPrefixNlriHandler.withdrawn(destinations(routes));
    }

    @Override
    protected Collection<NodeIdentifierWithPredicates> processDestination(final DOMDataTreeWriteTransaction tx,
            final YangInstanceIdentifier routesPath, final ContainerNode destination,
            final @Nullable ContainerNode attributes, final ApplyRoute function) {
        if (!(destination.childByArg(DESTINATIONS) instanceof UnkeyedListNode routes)) {
            return List.of();
        }
        final var base = routesYangInstanceIdentifier(routesPath);
        final var keys = new ArrayList<NodeIdentifierWithPredicates>(routes.size());
        for (var route : routes.body()) {
            final var key = RouteNodes.keyOf(route);
            final var fault = attributes == null ? Optional.<String>empty() : fault(route, attributes);
            fault.ifPresent(skipped::add);
            if (fault.isPresent()) {
                tx.delete(LogicalDatastoreType.OPERATIONAL, base.node(key));
            } else {
                function.apply(tx, base, key, route, attributes);
                keys.add(key);
            }
        }
        return keys;
    }

    /** Why a route is to be treated as withdrawn (RFC 9136, section 3.1). */
    private static Optional<String> fault(final DataContainerNode route, final ContainerNode attributes) {
        if (RouteNodes.hasTwoOverlayIndexes(route)) {
            return Optional.of("both an ESI and a gateway address");
        }
        // A Router's MAC without a label is an overlay index, too (section 3.2, table 1).
        return RouteNodes.hasLabel(route) || RouteNodes.hasOverlayIndex(route)
            || CommunityNodes.read(attributes).routerMac().isPresent() ? Optional.empty()
                : Optional.of("neither a label nor an overlay index");
    }

    private static List<IpPrefixDestination> destinations(final Collection<MapEntryNode> routes) {
        return routes.stream().map(IpPrefixRibSupport::destination).toList();
    }

    private static IpPrefixDestination destination(final DataContainerNode route) {
        return new IpPrefixDestinationBuilder()
            .setRouteDistinguisher(RouteDistinguisherUtil.parseRouteDistinguisher(
                RouteNodes.leaf(route, RouteNodes.ROUTE_DISTINGUISHER, String.class).orElseThrow()))
            .setEthernetTagId(RouteNodes.leaf(route, RouteNodes.ETHERNET_TAG, Uint32.class).orElseThrow())
            .setPrefix(IetfInetUtil.ipPrefixFor(
                RouteNodes.leaf(route, RouteNodes.PREFIX, String.class).orElseThrow()))
            .setEsi(RouteNodes.leaf(route, RouteNodes.ESI, byte[].class).orElse(null))
            .setGatewayIp(RouteNodes.leaf(route, RouteNodes.GATEWAY_IP, String.class)
                .map(IpPrefixRibSupport::address).orElse(null))
            .setLabel(RouteNodes.leaf(route, RouteNodes.LABEL, Uint32.class).orElseThrow())
            .build();
    }

    private static IpAddressNoZone address(final String text) {
        return text.indexOf(':') < 0 ? new IpAddressNoZone(new Ipv4AddressNoZone(text))
            : new IpAddressNoZone(new Ipv6AddressNoZone(text));
    }
}

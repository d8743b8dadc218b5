/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.evpn.prefix.routes.evpn.prefix.routes.EvpnPrefixRoute;
import org.opendaylight.yangtools.util.ImmutableOffsetMapTemplate;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.LeafNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;

/** The nodes of a route as BGPCEP's RIBs have them, and of its NLRI: both have the same leaves. */
final class RouteNodes {
    static final NodeIdentifier ROUTE_DISTINGUISHER = nid("route-distinguisher");
    static final NodeIdentifier ETHERNET_TAG = nid("ethernet-tag-id");
    static final NodeIdentifier PREFIX = nid("prefix");
    static final NodeIdentifier ESI = nid("esi");
    static final NodeIdentifier GATEWAY_IP = nid("gateway-ip");
    static final NodeIdentifier LABEL = nid("label");

    private static final NodeIdentifier ATTRIBUTES = nid("attributes");
    private static final ImmutableOffsetMapTemplate<QName> KEY =
        ImmutableOffsetMapTemplate.ordered(List.of(nid("path-id").getNodeType(), nid("route-key").getNodeType()));

    private RouteNodes() {
        // Hidden on purpose
    }

    /** The node of this name in the model; the nodes that come from BGPCEP's groupings are in its namespace, too. */
    static NodeIdentifier nid(final String name) {
        return NodeIdentifier.create(QName.create(EvpnPrefixRoute.QNAME, name).intern());
    }

    /**
     * The key of a route. What is in it is the key of RFC 9136, section 3.1, as text that sorts by VRF and then prefix.
     */
    static NodeIdentifierWithPredicates key(final String rd, final long ethernetTag, final String prefix) {
        return NodeIdentifierWithPredicates.of(EvpnPrefixRoute.QNAME,
            KEY.instantiateWithValues(Uint32.ZERO, rd + "/" + ethernetTag + "/" + prefix));
    }

    static NodeIdentifierWithPredicates keyOf(final DataContainerNode route) {
        return key(leaf(route, ROUTE_DISTINGUISHER, String.class).orElseThrow(),
            leaf(route, ETHERNET_TAG, Uint32.class).orElseThrow().toJava(),
            leaf(route, PREFIX, String.class).orElseThrow());
    }

    /** Whether the route says it resolves to an Ethernet segment and to a gateway, which no route may. */
    static boolean hasTwoOverlayIndexes(final DataContainerNode route) {
        return route.childByArg(ESI) != null && route.childByArg(GATEWAY_IP) != null;
    }

    /** Whether the route resolves to an Ethernet segment or to a gateway. */
    static boolean hasOverlayIndex(final DataContainerNode route) {
        return route.childByArg(ESI) != null || route.childByArg(GATEWAY_IP) != null;
    }

    /** Whether the route has a label: 0 stands for none. */
    static boolean hasLabel(final DataContainerNode route) {
        return leaf(route, LABEL, Uint32.class).filter(label -> !label.equals(Uint32.ZERO)).isPresent();
    }

    static <T> Optional<T> leaf(final DataContainerNode parent, final NodeIdentifier name, final Class<T> type) {
        return parent.childByArg(name) instanceof LeafNode<?> leaf ? Optional.of(type.cast(leaf.body()))
            : Optional.empty();
    }

    static MapEntryNode write(final IpPrefixRoute route, final ContainerNode attributes) {
        final var rd = route.rd().toString();
        final var entry = ImmutableNodes.newMapEntryBuilder()
            .withNodeIdentifier(key(rd, route.ethernetTag(), route.prefix()))
            .withChild(ImmutableNodes.leafNode(ROUTE_DISTINGUISHER, rd))
            .withChild(ImmutableNodes.leafNode(ETHERNET_TAG, Uint32.valueOf(route.ethernetTag())))
            .withChild(ImmutableNodes.leafNode(PREFIX, route.prefix()))
            .withChild(ImmutableNodes.leafNode(LABEL, Uint32.valueOf(route.label())))
            .withChild(attributes);
        route.esi().ifPresent(esi -> entry.withChild(ImmutableNodes.leafNode(ESI, HexFormat.of().parseHex(esi))));
        route.gatewayIp().ifPresent(gateway -> entry.withChild(ImmutableNodes.leafNode(GATEWAY_IP, gateway)));
        return entry.build();
    }

    static Optional<IpPrefixRoute> read(final MapEntryNode entry) {
        return entry.childByArg(ATTRIBUTES) instanceof ContainerNode attributes
            ? AttributeNodes.read(attributes).map(overlay -> read(entry, overlay)) : Optional.empty();
    }

    private static IpPrefixRoute read(final MapEntryNode entry, final OverlayAttributes attributes) {
        return new IpPrefixRoute(
            RouteDistinguisher.parse(leaf(entry, ROUTE_DISTINGUISHER, String.class).orElseThrow()),
            leaf(entry, ETHERNET_TAG, Uint32.class).orElseThrow().toJava(),
            leaf(entry, PREFIX, String.class).orElseThrow(),
            leaf(entry, ESI, byte[].class).map(HexFormat.of()::formatHex),
            leaf(entry, GATEWAY_IP, String.class),
            leaf(entry, LABEL, Uint32.class).orElseThrow().intValue(),
            attributes);
    }
}

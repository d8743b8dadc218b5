/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.redistribution;

import io.tenantbgp.evpn.IpPrefixRoute;
import io.tenantbgp.evpn.IpPrefixRoutes;
import io.tenantbgp.evpn.OverlayAttributes;
import io.tenantbgp.evpn.RouteTarget;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.Disposition;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.propagation.FabricRoute;
import io.tenantbgp.propagation.FabricRouteKey;
import io.tenantbgp.propagation.TenantPath;
import io.tenantbgp.propagation.TenantRoute;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opendaylight.yangtools.util.ImmutableOffsetMapTemplate;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.PathArgument;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;

/** Reads and writes the entries of BGPCEP's tables. Stateless. */
final class RouteCodec {
    /** BGPCEP demands a next hop; the export policy puts the one of each link in its place. */
    private static final Map<AddressFamily, String> ANY_NEXT_HOP = Map.of(AddressFamily.IPV4, "0.0.0.0",
        AddressFamily.IPV6, "::");
    private static final Uint32 NO_PATH_ID = Uint32.ZERO;

    private final Map<RibTable, PathAttributes> attributes = new EnumMap<>(RibTable.class);

    RouteCodec() {
        for (var table : RibTable.values()) {
            attributes.put(table, new PathAttributes(table));
        }
    }

    static RibTable table(final FabricRouteKey key) {
        return key.distinguisher().isPresent() ? RibTable.EVPN : RibTable.of(key.prefix().family());
    }

    /** The list entry of a route the DPU announces. */
    static NodeIdentifierWithPredicates entry(final FabricRouteKey key) {
        return key.distinguisher().map(rd -> IpPrefixRoutes.key(rd, 0, key.prefix().toString()))
            .orElseGet(() -> unicastEntry(RibTable.of(key.prefix().family()), key.prefix()));
    }

    MapEntryNode write(final FabricRoute route) {
        if (route instanceof FabricRoute.Overlay overlay) {
            return IpPrefixRoutes.write(IpPrefixRoute.of(overlay.distinguisher(), overlay.prefix().toString(),
                (int) overlay.vni(), new OverlayAttributes(overlay.nextHop().getHostAddress(),
                    Collections.nCopies(overlay.path().hops(), overlay.path().tenantAsn()), overlay.targets(),
                    overlay.routerMac(), Set.of(OverlayAttributes.VXLAN))));
        }
        return writeUnicast(route.key().prefix(), route.path());
    }

    /** A route of a VPC's Loc-RIB; empty when it is not one the guard has made. */
    Optional<TenantRoute> readTenantRoute(final RibTable table, final MapEntryNode route) {
        final var reader = of(table);
        return reader.of(route).map(found -> new TenantRoute(reader.tenantPath(found),
            Disposition.of(reader.leakRequest(found))));
    }

    /** The prefix of a unicast route, which is its key, too. */
    static Prefix prefix(final RibTable table, final PathArgument entry) {
        return parse((String) ((NodeIdentifierWithPredicates) entry)
            .getValue(QName.create(table.list().getNodeType(), "route-key")));
    }

    /** The key of a route the DPU announces; empty for one nobody can have written. */
    static Optional<FabricRouteKey> readKey(final RibTable table, final MapEntryNode route) {
        return table == RibTable.EVPN
            ? IpPrefixRoutes.read(route).map(each -> new FabricRouteKey(Optional.of(each.rd()), parse(each.prefix())))
            : Optional.of(new FabricRouteKey(Optional.empty(), prefix(table, route.name())));
    }

    /** The route targets of a route the DPU announces. */
    static Set<RouteTarget> readTargets(final RibTable table, final MapEntryNode route) {
        return table == RibTable.EVPN
            ? IpPrefixRoutes.read(route).map(each -> each.attributes().routeTargets()).orElse(Set.of()) : Set.of();
    }

    private MapEntryNode writeUnicast(final Prefix prefix, final TenantPath path) {
        final var table = RibTable.of(prefix.family());
        final var list = table.list().getNodeType();
        return ImmutableNodes.newMapEntryBuilder().withNodeIdentifier(unicastEntry(table, prefix))
            .withChild(ImmutableNodes.leafNode(QName.create(list, "path-id"), NO_PATH_ID))
            .withChild(ImmutableNodes.leafNode(QName.create(list, "route-key"), prefix.toString()))
            .withChild(ImmutableNodes.leafNode(QName.create(list, "prefix"), prefix.toString()))
            .withChild(of(table).write(path, ANY_NEXT_HOP.get(prefix.family())))
            .build();
    }

    /** BGPCEP keeps host bits that a neighbour sent. */
    static Prefix parse(final String text) {
        final int slash = text.indexOf('/');
        final var address = IpAddress.parse(text.substring(0, slash));
        return Prefix.network(address.family(), address.high(), address.low(),
            Integer.parseInt(text.substring(slash + 1)));
    }

    private static NodeIdentifierWithPredicates unicastEntry(final RibTable table, final Prefix prefix) {
        final var list = table.list().getNodeType();
        return NodeIdentifierWithPredicates.of(list, ImmutableOffsetMapTemplate.ordered(
            List.of(QName.create(list, "path-id").intern(), QName.create(list, "route-key").intern()))
            .instantiateWithValues(NO_PATH_ID, prefix.toString()));
    }

    /** Reads the path attributes of a table's routes. */
    PathAttributes of(final RibTable table) {
        return attributes.get(table);
    }
}

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
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.PrefixSet;
import io.tenantbgp.propagation.FabricRoute;
import io.tenantbgp.propagation.LearntRoute;
import io.tenantbgp.propagation.Routing;
import io.tenantbgp.propagation.TenantPath;
import io.tenantbgp.propagation.VpcRouting;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;

class LearntRouteReaderTest {
    private static final Routing ROUTING = new Routing(65000,
        Optional.of((Inet4Address) InetAddresses.forString("192.0.2.1")), Optional.empty(),
        Map.of("blue", new VpcRouting(RouteDistinguisher.parse("192.0.2.1:100"), 100, Set.of(),
            Set.of(RouteTarget.of(64512, 100)), false, PrefixSet.EMPTY, Set.of(), List.of())));

    private final RouteCodec codec = new RouteCodec();

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
        # ASN, hops, LOCAL_PREF, originator, LOCAL_PREF from another ASN, from the DPU's; - for not taken
        65101, 1,    7,          -,          100,                         7
        65101, 3,    7,          -,          100,                         7
        65101, 1,    -,          -,          100,                         100
        65101, 1,    0,          -,          100,                         0
        0,     0,    7,          -,          100,                         7
        65000, 1,    7,          -,          -,                           -
        65101, 1,    7,          192.0.2.1,  100,                         -
        65101, 1,    7,          192.0.2.2,  100,                         7
        """)
    void routeThatWasHereBeforeIsNotTaken(final long asn, final int hops, final @Nullable Long localPref,
            final @Nullable String originator, final @Nullable Long external, final @Nullable Long internal) {
        final var route = route(new TenantPath(asn, hops), localPref, originator);
        assertEquals(Optional.ofNullable(external), read(true, route).map(LearntRoute::localPref));
        assertEquals(Optional.ofNullable(internal), read(false, route).map(LearntRoute::localPref));
        read(true, route).ifPresent(found -> assertEquals(hops, found.pathLength()));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
        # ESI, gateway, label, tunnel types, route target, taken, what is said of it
        -,                    -,          100, 8,    64512:100, true,  -
        -,                    -,          100, -,    64512:100, true,  -
        -,                    -,          100, 10 8, 64512:100, true,  -
        -,                    -,          100, 10,   64512:100, false, OTHER_ENCAPSULATION
        -,                    -,          100, 2 99, 64512:100, false, OTHER_ENCAPSULATION
        -,                    -,          0,   8,    64512:100, false, OVERLAY_INDEX
        -,                    192.0.2.99, 100, 8,    64512:100, false, OVERLAY_INDEX
        00112233445566778899, -,          0,   8,    64512:100, false, OVERLAY_INDEX
        -,                    192.0.2.99, 100, 8,    64512:101, false, -
        -,                    -,          100, 10,   64512:101, false, -
        """)
    void evpnRouteThatLeadsNowhereIsNotTaken(final @Nullable String esi, final @Nullable String gateway,
            final int label, final @Nullable String tunnels, final String target, final boolean taken,
            final @Nullable Unusable reason) {
        final var types = tunnels == null ? Set.<Integer>of()
            : Stream.of(tunnels.split(" ")).map(Integer::valueOf).collect(Collectors.toSet());
        final var route = IpPrefixRoutes.write(new IpPrefixRoute(RouteDistinguisher.parse("192.0.2.2:100"), 0,
            "203.0.113.10/32", Optional.ofNullable(esi), Optional.ofNullable(gateway), label,
            new OverlayAttributes("192.0.2.2", List.of(65101L), Set.of(RouteTarget.parse(target)), Optional.empty(),
                types)));
        final var said = new ArrayList<Unusable>();

        final var read = new LearntRouteReader(codec, ROUTING, true).read(RibTable.EVPN, route, said::add);

        assertEquals(taken, read.isPresent());
        assertEquals(reason == null ? List.of() : List.of(reason), said);
    }

    @ParameterizedTest
    @CsvSource({ "192.0.2.2, true", "10.254.1.2, true", "0.0.0.0, false", "127.0.0.1, false", "224.0.0.5, false",
        "192.0.2.1, false", "2001:db8::1, true", "::, false", "::1, false", "ff02::1, false",
        "::ffff:192.0.2.1, false" })
    void routeToNoOtherRouterIsNotTaken(final String nextHop, final boolean taken) {
        final var route = IpPrefixRoutes.write(new IpPrefixRoute(RouteDistinguisher.parse("192.0.2.2:100"), 0,
            "203.0.113.10/32", Optional.empty(), Optional.empty(), 100, new OverlayAttributes(nextHop,
                List.of(65101L), Set.of(RouteTarget.of(64512, 100)), Optional.empty(), Set.of(8))));
        final var said = new ArrayList<Unusable>();
        final var read = new LearntRouteReader(codec, ROUTING, true).read(RibTable.EVPN, route, said::add);
        assertEquals(taken, read.isPresent());
        assertEquals(taken ? List.of() : List.of(Unusable.NEXT_HOP), said);
    }

    private Optional<LearntRoute> read(final boolean external, final MapEntryNode route) {
        return new LearntRouteReader(codec, ROUTING, external).read(RibTable.IPV4, route, reason -> {
            throw new AssertionError(reason);
        });
    }

    private MapEntryNode route(final TenantPath path, final @Nullable Long localPref,
            final @Nullable String originator) {
        final var plain = codec.write(new FabricRoute.Underlay(Prefix.parse("198.51.100.0/24"), path));
        final var attributes = ImmutableNodes.builderFactory().newContainerBuilder(
            codec.of(RibTable.IPV4).of(plain).orElseThrow());
        // The one that is written there is for the routing policy to fill in
        attributes.withChild(ImmutableNodes.newChoiceBuilder().withNodeIdentifier(name("c-next-hop"))
            .withChild(ImmutableNodes.newContainerBuilder().withNodeIdentifier(name("ipv4-next-hop"))
                .withChild(ImmutableNodes.leafNode(name("global"), "10.254.1.2")).build()).build());
        if (localPref != null) {
            attributes.withChild(ImmutableNodes.newContainerBuilder().withNodeIdentifier(name("local-pref"))
                .withChild(ImmutableNodes.leafNode(name("pref"), Uint32.valueOf(localPref))).build());
        }
        if (originator != null) {
            attributes.withChild(ImmutableNodes.newContainerBuilder().withNodeIdentifier(name("originator-id"))
                .withChild(ImmutableNodes.leafNode(name("originator"), originator)).build());
        }
        return ImmutableNodes.builderFactory().newMapEntryBuilder(plain).withChild(attributes.build()).build();
    }

    private static NodeIdentifier name(final String name) {
        return NodeIdentifier.create(QName.create(RibTable.IPV4.list().getNodeType(), name));
    }
}

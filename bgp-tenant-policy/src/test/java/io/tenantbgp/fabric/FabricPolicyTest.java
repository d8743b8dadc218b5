/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static io.tenantbgp.fabric.FabricFamily.IPV4_UNICAST;
import static io.tenantbgp.fabric.FabricFamily.IPV6_UNICAST;
import static io.tenantbgp.fabric.FabricFamily.L2VPN_EVPN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendaylight.protocol.bgp.rib.spi.policy.BGPRouteEntryExportParameters;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.AfiSafiType;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.IPV4LABELLEDUNICAST;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.IPV4UNICAST;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.IPV6UNICAST;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.AsNumber;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.Attributes;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.AttributesBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.AsPath;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.AsPathBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.LocalPrefBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.MultiExitDiscBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.as.path.Segments;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.as.path.SegmentsBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.PeerId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.PeerRole;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.Route;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.ClusterIdentifier;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.RouteTarget;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.next.hop.CNextHop;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.next.hop.c.next.hop.Ipv4NextHopCase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.next.hop.c.next.hop.Ipv4NextHopCaseBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.next.hop.c.next.hop.Ipv6NextHopCase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.next.hop.c.next.hop.ipv4.next.hop._case.Ipv4NextHopBuilder;
import org.opendaylight.yangtools.yang.common.Uint32;

/** DPU ASN 65000, router-id 192.0.2.1. */
class FabricPolicyTest {
    private static final AsNumber DPU = asn(65000);
    private static final NextHops LINK = new NextHops(Optional.of((Inet4Address) InetAddresses.forString("10.0.0.1")),
        Optional.of((Inet6Address) InetAddresses.forString("2001:db8::1")));
    private static final NextHops NO_IPV6 = new NextHops(LINK.ipv4(), Optional.empty());
    private static final String LEAF = "bgp://10.255.0.1";
    private static final String OTHER_LEAF = "bgp://10.255.0.2";

    private final FabricPeers peers = new FabricPeers();
    private final FabricRoutingPolicy policy = new FabricRoutingPolicy(65000, peers);

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
        # path before,   to another ASN
        -,               65000
        '',              65000
        65010,           65000 65010
        65010 65010,     65000 65010 65010
        {65020},         65000 {65020}
        65010 {65020},   65000 65010 {65020}
        """)
    void dpuAsnIsPrependedToAnotherAsnOnly(final @Nullable String path, final String external) {
        final var attributes = new AttributesBuilder().setAsPath(path == null ? null : path(path)).build();
        assertEquals(external, text(FabricExport.toExternal(DPU, LINK, IPV4_UNICAST, attributes).orElseThrow()));
        assertEquals(attributes.getAsPath(),
            FabricExport.toInternal(LINK, IPV4_UNICAST, attributes).orElseThrow().getAsPath());
    }

    @Test
    void fullSegmentIsLeftAsItIs() {
        final var full = String.join(" ", Collections.nCopies(255, "65010"));
        final var exported = FabricExport.toExternal(DPU, LINK, IPV4_UNICAST,
            new AttributesBuilder().setAsPath(path(full)).build()).orElseThrow().getAsPath().nonnullSegments();
        assertEquals(List.of(DPU), exported.get(0).getAsSequence());
        assertEquals(255, exported.get(1).getAsSequence().size());
    }

    @Test
    void localPrefAndMedDoNotLeaveTheAsn() {
        final var attributes = new AttributesBuilder().setAsPath(path("65010"))
            .setLocalPref(new LocalPrefBuilder().setPref(Uint32.valueOf(7)).build())
            .setMultiExitDisc(new MultiExitDiscBuilder().setMed(Uint32.ONE).build()).build();
        final var external = FabricExport.toExternal(DPU, LINK, IPV4_UNICAST, attributes).orElseThrow();
        assertEquals(null, external.getLocalPref());
        assertEquals(null, external.getMultiExitDisc());
        assertEquals(100, FabricExport.toInternal(LINK, IPV4_UNICAST, attributes).orElseThrow().getLocalPref()
            .getPref().intValue());
    }

    @Test
    void unicastHasTheAddressOfTheLinkAsItsNextHopAndEvpnItsOwn() {
        final var attributes = new AttributesBuilder().setCNextHop(new Ipv4NextHopCaseBuilder()
            .setIpv4NextHop(new Ipv4NextHopBuilder().setGlobal(new Ipv4AddressNoZone("192.0.2.1")).build())
                .build()).build();
        assertEquals("10.0.0.1", nextHop(FabricExport.toExternal(DPU, LINK, IPV4_UNICAST, attributes)));
        assertEquals("2001:db8::1", nextHop(FabricExport.toExternal(DPU, LINK, IPV6_UNICAST, attributes)));
        assertEquals("192.0.2.1", nextHop(FabricExport.toExternal(DPU, LINK, L2VPN_EVPN, attributes)));
        assertEquals("10.0.0.1", nextHop(FabricExport.toInternal(LINK, IPV4_UNICAST, attributes)));
        assertEquals("2001:db8::1", nextHop(FabricExport.toInternal(LINK, IPV6_UNICAST, attributes)));
        assertEquals("192.0.2.1", nextHop(FabricExport.toInternal(LINK, L2VPN_EVPN, attributes)));
        assertEquals("-", nextHop(FabricExport.toExternal(DPU, NO_IPV6, IPV6_UNICAST, attributes)));
        assertEquals("-", nextHop(FabricExport.toInternal(NO_IPV6, IPV6_UNICAST, attributes)));
    }

    /** BGPCEP loses others' changes when an import policy rejects; what is taken is decided where it is read. */
    @Test
    void everythingIsImportedAsItIs() {
        final var attributes = new AttributesBuilder().setAsPath(path("65101 65000")).build();
        for (var role : PeerRole.values()) {
            assertSame(attributes, policy.applyImportPolicies(parameters(LEAF, role, LEAF, role), attributes,
                IPV4UNICAST.VALUE).orElseThrow());
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # from,                  role,     to,               role, family,               verdict
        bgp://255.255.255.254,   Internal, bgp://10.255.0.1, Ebgp, ipv4-unicast,         accepted
        bgp://255.255.255.254,   Internal, bgp://10.255.0.1, Ibgp, ipv4-unicast,         accepted
        bgp://255.255.255.254,   Internal, bgp://10.255.0.1, Ebgp, ipv4-labelled,        rejected
        bgp://255.255.255.254,   Internal, bgp://10.255.0.1, Ebgp, ipv6-unicast,         rejected
        bgp://255.255.255.254,   Internal, bgp://10.255.0.9, Ebgp, ipv4-unicast,         rejected
        bgp://10.255.0.2,        Ebgp,     bgp://10.255.0.1, Ebgp, ipv4-unicast,         rejected
        bgp://10.255.0.2,        Ibgp,     bgp://10.255.0.1, Ebgp, ipv4-unicast,         rejected
        bgp://10.255.0.2,        Internal, bgp://10.255.0.1, Ebgp, ipv4-unicast,         rejected
        bgp://10.255.0.2,        Ebgp,     bgp://10.255.0.1, Ibgp, ipv4-unicast,         rejected
        """)
    void onlyWhatTheApplicationPeerHasIsAnnouncedToNeighboursWithASession(final String from, final PeerRole fromRole,
            final String to, final PeerRole toRole, final String family, final String verdict) {
        peers.enter(InetAddresses.forString("10.255.0.1"), NO_IPV6);
        final AfiSafiType type = switch (family) {
            case "ipv4-unicast" -> IPV4UNICAST.VALUE;
            case "ipv6-unicast" -> IPV6UNICAST.VALUE;
            default -> IPV4LABELLEDUNICAST.VALUE;
        };
        assertEquals(verdict, verdict(policy.applyExportPolicies(parameters(from, fromRole, to, toRole),
            new AttributesBuilder().setAsPath(path("65010")).build(), type)));
    }

    @Test
    void everyNeighbourHasAnIdentifierOfItsOwnAndKeepsIt() {
        final var ipv4 = InetAddresses.forString("10.255.0.1");
        final var ipv6 = InetAddresses.forString("2001:db8::1");
        assertEquals(new Ipv4AddressNoZone("10.255.0.1"), peers.enter(ipv4, LINK));
        assertEquals(new Ipv4AddressNoZone("240.0.0.1"), peers.enter(ipv6, NO_IPV6));
        assertEquals(new Ipv4AddressNoZone("240.0.0.2"),
            peers.enter(InetAddresses.forString("2001:db8::2"), NO_IPV6));
        assertEquals(Optional.of(LINK), peers.nextHops(new PeerId(LEAF)));
        assertEquals(Optional.empty(), peers.nextHops(new PeerId(OTHER_LEAF)));
        peers.leave(new Ipv4AddressNoZone("240.0.0.1"));
        assertEquals(new Ipv4AddressNoZone("240.0.0.1"), peers.enter(ipv6, LINK));
    }

    private static String verdict(final Optional<Attributes> attributes) {
        return attributes.isPresent() ? "accepted" : "rejected";
    }

    private static AsNumber asn(final long asn) {
        return new AsNumber(Uint32.valueOf(asn));
    }

    /** Such as {@code 65010 65010 {65020}}: each set and each run of others is a segment. */
    private static AsPath path(final String text) {
        return new AsPathBuilder().setSegments(text.isEmpty() ? null
            : Arrays.stream(text.split(" (?=\\{)|(?<=\\}) ")).map(FabricPolicyTest::segment).toList()).build();
    }

    private static Segments segment(final String text) {
        final var asns = Arrays.stream(text.replaceAll("[{}]", "").split(" ")).map(Long::valueOf)
            .map(FabricPolicyTest::asn).toList();
        return text.startsWith("{") ? new SegmentsBuilder().setAsSet(new LinkedHashSet<>(asns)).build()
            : new SegmentsBuilder().setAsSequence(asns).build();
    }

    private static String text(final Attributes attributes) {
        return attributes.getAsPath().nonnullSegments().stream().map(segment -> segment.getAsSet() != null
            ? "{" + text(segment.getAsSet()) + "}" : text(segment.getAsSequence())).collect(Collectors.joining(" "));
    }

    private static String text(final Iterable<AsNumber> asns) {
        final var text = new StringBuilder();
        asns.forEach(asn -> text.append(text.isEmpty() ? "" : " ").append(asn.getValue()));
        return text.toString();
    }

    private static String nextHop(final Optional<Attributes> attributes) {
        final CNextHop nextHop = attributes.map(Attributes::getCNextHop).orElse(null);
        if (nextHop instanceof Ipv4NextHopCase ipv4) {
            return ipv4.getIpv4NextHop().getGlobal().getValue();
        }
        return nextHop instanceof Ipv6NextHopCase ipv6 ? ipv6.getIpv6NextHop().getGlobal().getValue() : "-";
    }

    private static BGPRouteEntryExportParameters parameters(final String from, final PeerRole fromRole,
            final String to, final PeerRole toRole) {
        return new BGPRouteEntryExportParameters() {
            @Override
            public PeerRole getFromPeerRole() {
                return fromRole;
            }

            @Override
            public PeerId getFromPeerId() {
                return new PeerId(from);
            }

            @Override
            public @Nullable ClusterIdentifier getFromClusterId() {
                return null;
            }

            @Override
            public @Nullable AsNumber getFromPeerLocalAs() {
                return null;
            }

            @Override
            public PeerId getToPeerId() {
                return new PeerId(to);
            }

            @Override
            public PeerRole getToPeerRole() {
                return toRole;
            }

            @Override
            public @Nullable AsNumber getToPeerLocalAs() {
                return null;
            }

            @Override
            public String getRouteKey() {
                return "";
            }

            @Override
            public List<RouteTarget> getMemberships() {
                return List.of();
            }

            @Override
            public List<Route> getClientRouteTargetContrainCache() {
                return List.of();
            }
        };
    }
}

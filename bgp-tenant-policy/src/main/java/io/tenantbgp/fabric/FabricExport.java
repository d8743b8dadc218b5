/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.AsNumber;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.Attributes;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.AttributesBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.AsPath;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.AsPathBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.LocalPref;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.LocalPrefBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.as.path.Segments;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.as.path.SegmentsBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.next.hop.CNextHop;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.next.hop.c.next.hop.Ipv4NextHopCaseBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.next.hop.c.next.hop.Ipv6NextHopCaseBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.next.hop.c.next.hop.ipv4.next.hop._case.Ipv4NextHopBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.next.hop.c.next.hop.ipv6.next.hop._case.Ipv6NextHopBuilder;
import org.opendaylight.yangtools.yang.common.Uint32;

/** What a neighbour gets of a route the DPU announces. Pure functions. */
final class FabricExport {
    /** RFC 4271, section 4.3: the length of a segment is one octet. */
    private static final int LONGEST_SEGMENT = 255;

    /** The usual degree of preference, which a neighbour of the same ASN has to be told. */
    private static final LocalPref LOCAL_PREF = new LocalPrefBuilder().setPref(Uint32.valueOf(100)).build();

    private FabricExport() {
        // static methods only
    }

    /**
     * To a neighbour of another ASN (RFC 4271, section 5.1).
     *
     * @return the attributes, empty when the link has no next hop for the family
     */
    static Optional<Attributes> toExternal(final AsNumber dpuAsn, final NextHops nextHops, final FabricFamily family,
            final Attributes attributes) {
        return nextHop(nextHops, family, attributes).map(nextHop -> new AttributesBuilder(attributes)
            .setAsPath(prepend(dpuAsn, attributes.getAsPath()))
            .setLocalPref(null)
            .setMultiExitDisc(null)
            .setCNextHop(nextHop)
            .build());
    }

    /**
     * To a neighbour of the DPU's ASN.
     *
     * @return likewise
     */
    static Optional<Attributes> toInternal(final NextHops nextHops, final FabricFamily family,
            final Attributes attributes) {
        return nextHop(nextHops, family, attributes).map(nextHop -> new AttributesBuilder(attributes)
            .setLocalPref(LOCAL_PREF)
            .setCNextHop(nextHop)
            .build());
    }

    private static Optional<CNextHop> nextHop(final NextHops nextHops, final FabricFamily family,
            final Attributes attributes) {
        return switch (family) {
            case IPV4_UNICAST -> nextHops.ipv4().map(FabricExport::nextHop);
            case IPV6_UNICAST -> nextHops.ipv6().map(FabricExport::nextHop);
            case L2VPN_EVPN -> Optional.ofNullable(attributes.getCNextHop());
        };
    }

    private static CNextHop nextHop(final Inet4Address address) {
        return new Ipv4NextHopCaseBuilder().setIpv4NextHop(new Ipv4NextHopBuilder()
            .setGlobal(IetfInetUtil.ipAddressNoZoneFor(address).getIpv4AddressNoZone()).build()).build();
    }

    private static CNextHop nextHop(final Inet6Address address) {
        return new Ipv6NextHopCaseBuilder().setIpv6NextHop(new Ipv6NextHopBuilder()
            .setGlobal(IetfInetUtil.ipAddressNoZoneFor(address).getIpv6AddressNoZone()).build()).build();
    }

    /** RFC 4271, section 5.1.2: into the first segment where that is a sequence with room for it. */
    private static AsPath prepend(final AsNumber asn, final @Nullable AsPath path) {
        final List<Segments> before = path == null ? List.of() : path.nonnullSegments();
        final var first = before.isEmpty() ? null : before.get(0).getAsSequence();
        final boolean hasRoom = first != null && !first.isEmpty() && first.size() < LONGEST_SEGMENT;
        final var segments = new ArrayList<Segments>(before.size() + 1);
        segments.add(new SegmentsBuilder().setAsSequence(hasRoom
            ? Stream.concat(Stream.of(asn), first.stream()).toList() : List.of(asn)).build());
        segments.addAll(hasRoom ? before.subList(1, before.size()) : before);
        return new AsPathBuilder().setSegments(segments).build();
    }
}

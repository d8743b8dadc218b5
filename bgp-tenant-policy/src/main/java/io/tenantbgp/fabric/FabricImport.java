/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.AsNumber;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.Attributes;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.AttributesBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.AsPath;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.LocalPref;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.LocalPrefBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.as.path.Segments;
import org.opendaylight.yangtools.yang.common.Uint32;

/**
 * What the DPU takes of a route of a neighbour. Every route it takes has a LOCAL_PREF: BGPCEP prefers a route without
 * one (BasePathSelector), which the routes the DPU itself announces are, so that no neighbour can displace them. Pure
 * functions.
 */
final class FabricImport {
    /** The usual degree of preference. */
    static final LocalPref LOCAL_PREF = new LocalPrefBuilder().setPref(Uint32.valueOf(100)).build();

    private FabricImport() {
        // static methods only
    }

    /**
     * From a neighbour of another ASN, whose LOCAL_PREF means nothing here (RFC 4271, section 5.1.5).
     *
     * @return the attributes, empty when the route has been at this DPU before (section 9.1.2)
     */
    static Optional<Attributes> fromExternal(final AsNumber dpuAsn, final Attributes attributes) {
        return hasInPath(dpuAsn, attributes.getAsPath()) ? Optional.empty()
            : Optional.of(new AttributesBuilder(attributes).setLocalPref(LOCAL_PREF).build());
    }

    /**
     * From a neighbour of the DPU's ASN, which has a LOCAL_PREF (BGPPeer demands it).
     *
     * @return the same attributes, empty when the route has been at this DPU before, be it by way of a route reflector
     *     (RFC 4456, section 8)
     */
    static Optional<Attributes> fromInternal(final AsNumber dpuAsn, final Ipv4AddressNoZone routerId,
            final Attributes attributes) {
        final var originator = attributes.getOriginatorId();
        return hasInPath(dpuAsn, attributes.getAsPath())
            || originator != null && routerId.equals(originator.getOriginator()) ? Optional.empty()
            : Optional.of(attributes);
    }

    private static boolean hasInPath(final AsNumber asn, final @Nullable AsPath path) {
        return path != null && path.nonnullSegments().stream().flatMap(FabricImport::asns).anyMatch(asn::equals);
    }

    private static Stream<AsNumber> asns(final Segments segment) {
        final var sequence = segment.getAsSequence();
        final var set = segment.getAsSet();
        return Stream.concat(sequence == null ? Stream.empty() : sequence.stream(),
            set == null ? Stream.empty() : set.stream());
    }
}

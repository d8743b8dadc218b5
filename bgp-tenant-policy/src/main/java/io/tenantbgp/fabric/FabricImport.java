/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

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
 * What the DPU makes of a route of a neighbour. Every route has a LOCAL_PREF: BGPCEP prefers a route without one
 * (BasePathSelector), which the routes the DPU itself announces are, so that no neighbour can displace them.
 *
 * <p>A route that has been at this DPU before is not rejected, but marked by LOCAL_PREF 0, which no other has. BGPCEP
 * deletes what the import policy rejects from where it never was, and when that is in one batch with other changes its
 * LocRibWriter fails ("Unhandled route modification") and loses the whole batch. Nothing that comes from a neighbour is
 * announced, so it is enough that who uses the Loc-RIB leaves marked routes alone. Pure functions.
 */
public final class FabricImport {
    /** LOCAL_PREF of a route that is not to be used, as it has been at this DPU before. */
    public static final int LOOP_LOCAL_PREF = 0;
    /** The usual degree of preference. */
    static final LocalPref LOCAL_PREF = localPref(100);

    private static final LocalPref LOOP = localPref(LOOP_LOCAL_PREF);
    private static final LocalPref LEAST = localPref(1);

    private FabricImport() {
        // static methods only
    }

    /**
     * From a neighbour of another ASN, whose LOCAL_PREF means nothing here (RFC 4271, section 5.1.5).
     *
     * @return the attributes, marked when the route has been at this DPU before (section 9.1.2)
     */
    static Attributes fromExternal(final AsNumber dpuAsn, final Attributes attributes) {
        return with(attributes, hasInPath(dpuAsn, attributes.getAsPath()) ? LOOP : LOCAL_PREF);
    }

    /**
     * From a neighbour of the DPU's ASN, which has a LOCAL_PREF (BGPPeer demands it).
     *
     * @return the attributes, marked when the route has been at this DPU before, be it by way of a route reflector
     *     (RFC 4456, section 8)
     */
    static Attributes fromInternal(final AsNumber dpuAsn, final Ipv4AddressNoZone routerId,
            final Attributes attributes) {
        final var originator = attributes.getOriginatorId();
        if (hasInPath(dpuAsn, attributes.getAsPath())
                || originator != null && routerId.equals(originator.getOriginator())) {
            return with(attributes, LOOP);
        }
        return LOOP.equals(attributes.getLocalPref()) ? with(attributes, LEAST) : attributes;
    }

    /**
     * Whether a route in the fabric's Loc-RIB has been at this DPU before, so that it is not to be used.
     *
     * @param attributes its attributes there
     * @return true when it is marked
     */
    public static boolean isLoop(final Attributes attributes) {
        return LOOP.equals(attributes.getLocalPref());
    }

    private static Attributes with(final Attributes attributes, final LocalPref localPref) {
        return new AttributesBuilder(attributes).setLocalPref(localPref).build();
    }

    private static LocalPref localPref(final int preference) {
        return new LocalPrefBuilder().setPref(Uint32.valueOf(preference)).build();
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

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import io.netty.buffer.ByteBuf;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.As4Capability;
import java.util.EnumSet;
import java.util.Set;

/**
 * Collects the capabilities of an OPEN we know (RFC 5492). They may be in one optional parameter or in many, and the
 * same one may come twice.
 */
final class CapabilitiesReader {
    private static final int MULTIPROTOCOL_LENGTH = 4;

    private final Set<AddressFamily> families = EnumSet.noneOf(AddressFamily.class);
    private boolean multiprotocol;
    private boolean routeRefresh;
    private boolean enhancedRouteRefresh;
    private As4Capability as4 = new As4Capability.Absent();

    /** Reads one optional parameter's value. */
    void read(final ByteBuf in) throws SessionResetException {
        while (in.isReadable()) {
            OpenMessage.require(in, 2);
            final int code = in.readUnsignedByte();
            final int length = in.readUnsignedByte();
            OpenMessage.require(in, length);
            readCapability(code, in.readSlice(length));
        }
    }

    As4Capability as4() {
        return as4;
    }

    RouteRefreshSupport routeRefresh() {
        if (enhancedRouteRefresh) {
            return RouteRefreshSupport.ENHANCED;
        }
        return routeRefresh ? RouteRefreshSupport.PLAIN : RouteRefreshSupport.NONE;
    }

    Set<AddressFamily> families() {
        // Without the capability IPv4 unicast is what BGP-4 means (RFC 4760, section 8).
        return multiprotocol ? families : EnumSet.of(AddressFamily.IPV4);
    }

    private void readCapability(final int code, final ByteBuf value) throws SessionResetException {
        switch (code) {
            case OpenMessage.MULTIPROTOCOL -> readMultiprotocol(value);
            case OpenMessage.ROUTE_REFRESH -> routeRefresh = true;
            case OpenMessage.ENHANCED_ROUTE_REFRESH -> enhancedRouteRefresh = true;
            case OpenMessage.FOUR_OCTET_ASN -> readAs4(value);
            default -> {
                // RFC 5492, section 3: what we do not know is not used.
            }
        }
    }

    private void readMultiprotocol(final ByteBuf value) throws SessionResetException {
        if (value.readableBytes() != MULTIPROTOCOL_LENGTH) {
            throw OpenMessage.malformed("multiprotocol capability of " + value.readableBytes() + " bytes");
        }
        multiprotocol = true;
        final int afi = value.readUnsignedShort();
        final int safi = value.skipBytes(1).readUnsignedByte();
        if (safi == OpenMessage.UNICAST) {
            AddressFamily.ofAfi(afi).ifPresent(families::add);
        }
    }

    private void readAs4(final ByteBuf value) throws SessionResetException {
        if (value.readableBytes() != Integer.BYTES) {
            throw OpenMessage.malformed("4-octet AS number capability of " + value.readableBytes() + " bytes");
        }
        final var offered = new As4Capability.Offered(value.readUnsignedInt());
        if (as4 instanceof As4Capability.Offered before && !before.equals(offered)) {
            throw OpenMessage.malformed("two 4-octet AS number capabilities with different ASNs");
        }
        as4 = offered;
    }
}

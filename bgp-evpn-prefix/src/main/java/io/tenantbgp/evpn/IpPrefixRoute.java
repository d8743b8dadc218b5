/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * An IP prefix route, EVPN route type 5 (RFC 9136, section 3.1), with its attributes.
 *
 * @param rd the route distinguisher
 * @param ethernetTag the Ethernet Tag ID, 0..4294967295
 * @param prefix the IPv4 or IPv6 prefix without host bits, as BGPCEP's datastores have it: {@code 203.0.113.0/24}
 * @param esi the Ethernet Segment Identifier it resolves to, 20 hexadecimal digits
 * @param gatewayIp the gateway address it resolves to
 * @param label the 24 bits of the label field: with encapsulation VXLAN the VNI
 * @param attributes the path attributes
 */
public record IpPrefixRoute(RouteDistinguisher rd, long ethernetTag, String prefix, Optional<String> esi,
        Optional<String> gatewayIp, int label, OverlayAttributes attributes) {
    private static final long LAST_TAG = 0xffff_ffffL;
    private static final int LAST_LABEL = 0xff_ffff;

    /**
     * Validates the numbers.
     *
     * @throws IllegalArgumentException when ethernet tag or label are out of range, or the prefix has no length
     */
    public IpPrefixRoute {
        requireNonNull(rd);
        if (ethernetTag < 0 || ethernetTag > LAST_TAG) {
            throw new IllegalArgumentException("ethernet tag " + ethernetTag + " is not 0.." + LAST_TAG);
        }
        if (prefix.indexOf('/') < 1) {
            throw new IllegalArgumentException("'" + prefix + "' is no prefix");
        }
        requireNonNull(esi);
        requireNonNull(gatewayIp);
        if (label < 0 || label > LAST_LABEL) {
            throw new IllegalArgumentException("label " + label + " is not 0.." + LAST_LABEL);
        }
        requireNonNull(attributes);
    }

    /**
     * The route of a prefix behind a VTEP; its next hop needs no further resolution.
     *
     * @param rd the route distinguisher
     * @param prefix the prefix
     * @param vni the VNI of the VRF at the VTEP
     * @param attributes the path attributes
     * @return the route
     */
    public static IpPrefixRoute of(final RouteDistinguisher rd, final String prefix, final int vni,
            final OverlayAttributes attributes) {
        return new IpPrefixRoute(rd, 0, prefix, Optional.empty(), Optional.empty(), vni, attributes);
    }

    /**
     * Whether another EVPN route must be looked up to reach the prefix (RFC 9136, section 3.2): the next hop alone does
     * not lead there.
     *
     * @return true with an ESI or a gateway address, and without a label, so that the Router's MAC has to be looked up
     */
    public boolean needsResolution() {
        return esi.isPresent() || gatewayIp.isPresent() || label == 0;
    }
}

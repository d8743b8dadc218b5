/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.redistribution;

import io.tenantbgp.evpn.IpPrefixRoute;
import java.util.Optional;

/** Why an EVPN route that a VPC imports leads nowhere for a DPU. */
enum Unusable {
    /** It needs another route, and those are ignored (RFC 9136, section 3.2). */
    OVERLAY_INDEX("with an overlay index: a gateway, an Ethernet segment or a MAC address that a route of another type"
        + " resolves, and the DPU takes routes of type 5 only"),
    /** Its label is no VNI (RFC 8365, section 5.1.3). */
    OTHER_ENCAPSULATION("with other encapsulations than VXLAN, the only one the DPU has"),
    /** Nobody can be there (RFC 4271, section 6.3: it is logged and ignored, and the session stays). */
    NEXT_HOP("with a next hop that is no address of another router: the DPU's loopback, 0.0.0.0, ::, a loopback or a"
        + " multicast address");

    private final String text;

    Unusable(final String text) {
        this.text = text;
    }

    /** Empty for a route that leads somewhere. */
    static Optional<Unusable> of(final IpPrefixRoute route) {
        if (!route.attributes().isVxlan()) {
            return Optional.of(OTHER_ENCAPSULATION);
        }
        return route.needsResolution() ? Optional.of(OVERLAY_INDEX) : Optional.empty();
    }

    /** What is said of some routes. */
    String text() {
        return text;
    }
}

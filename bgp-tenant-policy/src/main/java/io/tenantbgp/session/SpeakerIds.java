/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

/**
 * The BGP identifiers a tenant session is set up with, as 32 bits.
 *
 * @param routerId the DPU's own, which our OPEN to the tenant carries
 * @param bgpIdentifier the one BGPCEP sees for this tenant in place of the one it claims; unique on the DPU, since
 *     BGPCEP keys the peers of a RIB by it, and never {@code routerId}
 */
public record SpeakerIds(int routerId, int bgpIdentifier) {
    /**
     * Validates the identifiers.
     *
     * @throws IllegalArgumentException when one is zero or both are the same
     */
    public SpeakerIds {
        if (routerId == 0 || bgpIdentifier == 0 || routerId == bgpIdentifier) {
            throw new IllegalArgumentException("BGP identifiers " + Integer.toUnsignedString(routerId) + " and "
                + Integer.toUnsignedString(bgpIdentifier) + " must be different and not zero");
        }
    }
}

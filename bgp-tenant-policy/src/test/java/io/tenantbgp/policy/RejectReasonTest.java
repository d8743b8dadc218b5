/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectReasonTest {
    @Test
    void namesAndOrderAreThoseOfTheModel() {
        assertEquals(List.of("malformed-attribute", "missing-mandatory-attribute", "first-as-not-peer-asn",
            "as-path-too-long", "as-set-or-confederation-in-path", "reserved-asn-in-path", "dpu-asn-in-path",
            "next-hop-not-tenant", "host-bits-set", "reserved-address", "allowed-prefixes-empty",
            "not-in-allowed-prefixes", "not-in-interface-prefixes", "maximum-prefixes"),
            Arrays.stream(RejectReason.values()).map(RejectReason::yangName).toList());
    }

    @Test
    void adviceIsOneLineThatEndsInWhatToChange() {
        for (var reason : RejectReason.values()) {
            final var parts = reason.advice().split(": ");
            assertEquals(2, parts.length, reason.advice());
            assertTrue(reason.advice().lines().count() == 1 && reason.advice().length() <= 180, reason.advice());
        }
    }
}

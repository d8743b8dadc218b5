/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTargetTest {
    @Test
    void asnThatFitsHasThe2OctetForm() {
        assertEquals(new RouteTarget(AdministratorForm.ASN_2, 65535, 4_294_967_295L),
            RouteTarget.of(65535, 4_294_967_295L));
        assertEquals(new RouteTarget(AdministratorForm.ASN_4, 65536, 65535), RouteTarget.of(65536, 65535));
    }

    @Test
    void numberAbove65535NeedsA2OctetAsn() {
        final var thrown = assertThrows(IllegalArgumentException.class, () -> RouteTarget.of(4_200_000_010L, 65536));
        assertEquals("number 65536 after 4200000010 is not 0..65535", thrown.getMessage());
    }

    @Test
    void formsAreDifferentTargets() {
        assertNotEquals(new RouteTarget(AdministratorForm.ASN_2, 65000, 1),
            new RouteTarget(AdministratorForm.ASN_4, 65000, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"65000:4001", "192.0.2.1:7", "4200000010:65535", "0:0", "65535:4294967295"})
    void textRoundTrips(final String text) {
        assertEquals(text, RouteTarget.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "65000", ":1", "65000:", "a:b", "4294967296:1", "-1:1", "1:-1", "192.0.2.256:1",
        "192.0.2.1:65536", "1:2:3", "2001:db8::1:1"})
    void otherTextIsRefused(final String text) {
        assertThrows(IllegalArgumentException.class, () -> RouteTarget.parse(text));
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.bgp.concepts.RouteDistinguisherUtil;

class RouteDistinguisherTest {
    @Test
    void loopbackAndNumberHaveTheAddressForm() {
        final var loopback = (Inet4Address) InetAddresses.forString("192.0.2.1");
        assertEquals("192.0.2.1:65535", RouteDistinguisher.of(loopback, 65535).toString());
        assertThrows(IllegalArgumentException.class, () -> RouteDistinguisher.of(loopback, 65536));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0:65000:100", "0:0:4294967295", "192.0.2.1:7", "255.255.255.255:0", "4200000000:65535",
        "7:7"})
    void textIsBgpcepsAndRoundTrips(final String text) {
        assertEquals(text, RouteDistinguisher.parse(text).toString());
        assertEquals(text, RouteDistinguisherUtil.parseRouteDistinguisher(text).stringValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1:2:3", "0:65536:1", "0:1:4294967296", "192.0.2.1:65536", "4294967296:1",
        "1:65536", "a:1", "2001:db8::1:1"})
    void otherTextIsRefused(final String text) {
        assertThrows(IllegalArgumentException.class, () -> RouteDistinguisher.parse(text));
    }
}

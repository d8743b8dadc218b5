/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.As4Capability;
import io.tenantbgp.policy.OpenFacts;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenMessageTest {
    // version 4, ASN 65010, hold time 9, BGP identifier 10.0.0.2
    private static final String FIXED = "04 fdf2 0009 0a000002";

    @Test
    void aTenantsOpenIsRead() throws SessionResetException {
        // as FRR sends it: one parameter per capability, extended messages and graceful restart among them
        final var open = read(FIXED + " 22 02 06 0104 0001 00 01 02 02 8000 02 02 0200 02 02 0600 02 06 4104 0000fdf2 "
            + "02 04 4002 0078");
        assertEquals(new OpenFacts(4, 65010, new As4Capability.Offered(65010), 9, 0x0a000002L,
            Set.of(AddressFamily.IPV4)), open.facts());
        assertEquals(RouteRefreshSupport.PLAIN, open.routeRefresh());
        assertTrue(open.knowsFourByteAsns());
    }

    @Test
    void capabilitiesMayShareAParameterAndRepeat() throws SessionResetException {
        final var open = read("04 5ba0 00b4 0a000002 22 02 20 0104 0001 00 01 0104 0002 00 01 0104 0019 00 46 "
            + "4104 fa56ea01 4104 fa56ea01 0200");
        assertEquals(new OpenFacts(4, 23456, new As4Capability.Offered(4200000001L), 180, 0x0a000002L,
            Set.of(AddressFamily.IPV4, AddressFamily.IPV6)), open.facts());
    }

    @Test
    void withoutCapabilitiesItIsIpv4AndTwoByteAsns() throws SessionResetException {
        final var open = read(FIXED + " 00");
        assertEquals(new As4Capability.Absent(), open.facts().as4());
        assertEquals(Set.of(AddressFamily.IPV4), open.facts().families());
        assertEquals(RouteRefreshSupport.NONE, open.routeRefresh());
        assertFalse(open.knowsFourByteAsns());
    }

    @Test
    void otherFamiliesAloneAreNone() throws SessionResetException {
        assertEquals(Set.of(), read(FIXED + " 08 02 06 0104 0019 00 46").facts().families());
        assertEquals(Set.of(), read(FIXED + " 08 02 06 0104 0001 00 02").facts().families(), "IPv4 multicast");
    }

    @Test
    void extendedOptionalParametersAreRead() throws SessionResetException {
        // RFC 9072: 255, 255, two bytes of length, then parameters with two bytes of length each
        final var open = read(FIXED + " ff ff 0009 02 0006 4104 0000fdf2");
        assertEquals(new As4Capability.Offered(65010), open.facts().as4());
    }

    @Test
    void anotherVersionIsReadNoFurther() throws SessionResetException {
        final var open = read("03 fdf2 0009 0a000002 ff 0102");
        assertEquals(3, open.facts().version());
        assertEquals(Set.of(), open.facts().families());
    }

    @Test
    void enhancedRouteRefreshIsRead() throws SessionResetException {
        assertEquals(RouteRefreshSupport.ENHANCED, read(FIXED + " 06 02 04 0200 4600").routeRefresh());
        assertEquals(RouteRefreshSupport.ENHANCED, read(FIXED + " 04 02 02 4600").routeRefresh());
    }

    @Test
    void oursOffersTwoFamiliesRouteRefreshAndFourByteAsnsAndNothingElse() {
        assertEquals(Bytes.messageHex(MessageType.OPEN,
            "04 fde8 0009 0a0000fe 18 02 16 0104 0001 00 01 0104 0002 00 01 0200 4600 4104 0000fde8"),
            Bytes.hex(OpenMessage.write(UnpooledByteBufAllocator.DEFAULT, 65000, 9, 0x0a0000fe,
                EnumSet.allOf(AddressFamily.class), RouteRefreshSupport.ENHANCED)));
    }

    @Test
    void aFourByteAsnIsAsTransInTheTwoByteField() {
        assertEquals(Bytes.messageHex(MessageType.OPEN, "04 5ba0 ffff e0000001 08 02 06 4104 fffffffe"),
            Bytes.hex(OpenMessage.write(UnpooledByteBufAllocator.DEFAULT, 4294967294L, 65535, 0xe0000001, Set.of(),
                RouteRefreshSupport.NONE)));
    }

    private static OpenMessage read(final String body) throws SessionResetException {
        return OpenMessage.read(Bytes.message(MessageType.OPEN, body));
    }
}

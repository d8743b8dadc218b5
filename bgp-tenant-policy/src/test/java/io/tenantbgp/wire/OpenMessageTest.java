/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.As4Capability;
import io.tenantbgp.policy.OpenFacts;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertTrue(open.routeRefresh());
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
        assertFalse(open.routeRefresh());
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

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "parameters shorter than said,  08 02 06 4104 0000fd,          0200",
        "parameters longer than said,   07 02 06 4104 0000fdf2,        0200",
        "a parameter's length cut off,  01 02,                         0200",
        "a parameter's value cut off,   03 02 02 02,                   0200",
        "a capability's length cut off, 03 02 01 02,                   0200",
        "a capability's value cut off,  04 02 02 4104,                 0200",
        "AS4 capability of 2 bytes,     06 02 04 4102 fdf2,            0200",
        "two different AS4,             0e 02 0c 4104 0000fdf2 4104 0000fdf3, 0200",
        "multiprotocol of 3 bytes,      07 02 05 0103 000100,          0200",
        "authentication parameter,      03 01 01 00,                   0204",
        "extended length cut off,       02 ff 00,                      0200",
        "extended parameter cut off,    ff ff 0002 02 00,              0200",
    })
    void aBrokenOpenIsAnsweredAsRfc4271Says(final String what, final String parameters, final String codes) {
        final var thrown = assertThrows(SessionResetException.class, () -> read(FIXED + parameters), what);
        assertEquals(Bytes.messageHex(MessageType.NOTIFICATION, codes),
            Bytes.hex(thrown.notification().write(UnpooledByteBufAllocator.DEFAULT)));
    }

    @Test
    void oursOffersTwoFamiliesRouteRefreshAndFourByteAsnsAndNothingElse() {
        assertEquals(Bytes.messageHex(MessageType.OPEN,
            "04 fde8 0009 0a0000fe 16 02 14 0104 0001 00 01 0104 0002 00 01 0200 4104 0000fde8"),
            Bytes.hex(OpenMessage.write(UnpooledByteBufAllocator.DEFAULT, 65000, 9, 0x0a0000fe,
                EnumSet.allOf(AddressFamily.class), true)));
    }

    @Test
    void aFourByteAsnIsAsTransInTheTwoByteField() {
        assertEquals(Bytes.messageHex(MessageType.OPEN, "04 5ba0 ffff e0000001 08 02 06 4104 fffffffe"),
            Bytes.hex(OpenMessage.write(UnpooledByteBufAllocator.DEFAULT, 4294967294L, 65535, 0xe0000001, Set.of(),
                false)));
    }

    private static OpenMessage read(final String body) throws SessionResetException {
        return OpenMessage.read(Bytes.message(MessageType.OPEN, body));
    }
}

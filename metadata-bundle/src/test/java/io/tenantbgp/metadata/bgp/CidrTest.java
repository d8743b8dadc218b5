/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24,        203.0.113.0/24",
        "203.0.113.10,          203.0.113.10/32",
        "0.0.0.0/0,             0.0.0.0/0",
        "2001:DB8:0::/48,       2001:db8::/48",
        "2001:db8::1,           2001:db8::1/128",
        "::/0,                  ::/0",
        "::ffff:203.0.113.1/128, ::ffff:cb00:7101/128",
        "::ffff:0:0/96,         ::ffff:0:0/96"
    })
    void textIsCanonical(final String text, final String canonical) {
        assertEquals(canonical, Cidr.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "/", "203.0.113.0/", "203.0.113.0/33", "203.0.113.0/-1", "203.0.113.0/+8", "203.0.113.0/2 4",
        "203.0.113/24", "203.0.113.1/24", "2001:db8::1/64", "2001:db8::/129", "fe80::1%eth0/128", "host.example/32",
        "203.0.113.0/1000", "203.0.113.0/٢٤"
    })
    void whatIsNoPrefixIsRefused(final String text) {
        assertThrows(IllegalArgumentException.class, () -> Cidr.parse(text));
    }

    @Test
    void hostBitsAreNamedWithWhatToWrite() {
        assertEquals("bits are set behind the length; write 203.0.113.0/24",
            assertThrows(IllegalArgumentException.class, () -> Cidr.parse("203.0.113.10/24")).getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, 203.0.113.0/24,   true",
        "203.0.113.0/24, 203.0.113.255/32, true",
        "203.0.113.0/24, 203.0.112.0/23,   false",
        "203.0.113.0/24, 203.0.114.0/32,   false",
        "0.0.0.0/0,      203.0.113.0/24,   true",
        "0.0.0.0/0,      ::/0,             false",
        "2001:db8::/33,  2001:db8:7fff::/48, true",
        "2001:db8::/33,  2001:db8:8000::/48, false"
    })
    void prefixContainsWhatIsInsideIt(final Cidr outer, final Cidr inner, final boolean contained) {
        assertEquals(contained, outer.contains(inner));
    }
}

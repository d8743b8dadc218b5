/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        203.0.113.0/24                | 203.0.113.0/25              | 203.0.113.0/25
        203.0.113.0/25                | 203.0.113.0/24              | 203.0.113.0/25
        203.0.113.0/24                | 203.0.113.0/24              | 203.0.113.0/24
        203.0.113.0/24                | 198.51.100.0/24             | ''
        203.0.113.0/24                | ''                          | ''
        203.0.0.0/16 203.0.113.0/24   | 203.0.113.7/32 203.0.5.0/24 | 203.0.5.0/24 203.0.113.7/32
        0.0.0.0/0 2001:db8::/32       | 2001:db8:1::/48             | 2001:db8:1::/48
        """)
    void whatTwoListsHaveInCommonIsInsideBoth(final String one, final String other, final String common) {
        assertEquals(list(common), Cidr.inBoth(list(one), list(other)));
    }

    @Test
    void whatTwoListsHaveInCommonAgreesWithAskingBothForEveryAddress() {
        final var random = new Random(6);
        for (int run = 0; run < 200; run++) {
            final var one = randomList(random);
            final var other = randomList(random);
            final var common = Cidr.inBoth(one, other);
            for (int octet = 0; octet < 256; octet++) {
                final var host = Cidr.parse("203.0.113." + octet);
                assertEquals(covers(one, host) && covers(other, host), covers(common, host),
                    () -> one + " and " + other + " at " + host);
            }
        }
    }

    private static List<Cidr> randomList(final Random random) {
        final var found = new ArrayList<Cidr>();
        for (int i = 0; i < random.nextInt(6); i++) {
            final int length = 24 + random.nextInt(9);
            found.add(Cidr.parse("203.0.113." + (random.nextInt(256) & 0xff << 32 - length) + "/" + length));
        }
        return found;
    }

    private static boolean covers(final List<Cidr> list, final Cidr prefix) {
        return list.stream().anyMatch(each -> each.contains(prefix));
    }

    private static List<Cidr> list(final String texts) {
        return texts.isEmpty() ? List.of() : Stream.of(texts.split(" ")).map(Cidr::parse).toList();
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedPrefixesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        203.0.113.0/24 2001:db8::/32  | 203.0.113.0/24     | true
        203.0.113.0/24 2001:db8::/32  | 203.0.113.128/25   | true
        203.0.113.0/24 2001:db8::/32  | 203.0.113.255/32   | true
        203.0.113.0/24 2001:db8::/32  | 203.0.112.0/23     | false
        203.0.113.0/24 2001:db8::/32  | 203.0.114.0/32     | false
        203.0.113.0/24 2001:db8::/32  | 2001:db8:5::1/128  | true
        203.0.113.0/24 2001:db8::/32  | 2001:db9::/32      | false
        203.0.0.0/16 203.0.5.0/24     | 203.0.6.0/24       | true
        203.0.0.0/16 203.0.0.0/24     | 203.0.255.0/24     | true
        0.0.0.0/0                     | 2001:db8::/32      | false
        ::/0                          | 203.0.113.0/24     | false
        ''                            | 203.0.113.0/24     | false
        """)
    void allowsWhatIsInsideAnEntry(final String entries, final String prefix, final boolean allowed) {
        assertEquals(allowed, prefixes(entries).allows(Cidr.parse(prefix)));
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
    void twoListsAllowWhatBothAllow(final String one, final String other, final String common) {
        assertEquals(list(common), prefixes(one).and(prefixes(other)).entries());
    }

    @Test
    void whatIsAllowedAgreesWithAskingEveryEntryForEveryAddress() {
        final var random = new Random(6);
        for (int run = 0; run < 200; run++) {
            final var one = randomList(random);
            final var other = randomList(random);
            final var common = AllowedPrefixes.of(one).and(AllowedPrefixes.of(other));
            for (int octet = 0; octet < 256; octet++) {
                final var host = Cidr.parse("203.0.113." + octet);
                assertEquals(covers(one, host), AllowedPrefixes.of(one).allows(host), () -> one + " at " + host);
                assertEquals(covers(one, host) && covers(other, host), common.allows(host),
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

    private static AllowedPrefixes prefixes(final String texts) {
        return AllowedPrefixes.of(list(texts));
    }

    private static List<Cidr> list(final String texts) {
        return texts.isEmpty() ? List.of() : Stream.of(texts.split(" ")).map(Cidr::parse).toList();
    }
}

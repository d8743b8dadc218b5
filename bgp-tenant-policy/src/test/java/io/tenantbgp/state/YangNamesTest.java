/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.Prefix;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpPrefix;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4Prefix;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv6Prefix;

class YangNamesTest {
    private static final long SEED = 4271;
    private static final int CASES = 20_000;

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "203.0.113.10/32", "255.255.255.255/32", "::/0", "::/128", "::1/128",
        "2001:db8::/32", "2001:db8:0:1:1:1:1:1/128", "2001:0:0:1::/64", "2001:db8::1:0:0:1/128",
        "::ffff:102:304/128", "64:ff9b::102:304/128"})
    void prefixHasItsCanonicalText(final String text) {
        assertText(text, Prefix.parse(text));
    }

    @Test
    void anyPrefixHasItsCanonicalText() {
        final var random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            final var family = i % 4 == 0 ? AddressFamily.IPV4 : AddressFamily.IPV6;
            // Many groups of IPv6 are zero, which its text leaves out.
            final long high = random.nextLong() & groups(random);
            final var address = family == AddressFamily.IPV4 ? new IpAddress(family, high & -1L << Integer.SIZE, 0)
                : new IpAddress(family, high, random.nextLong() & groups(random));
            final var prefix = Prefix.network(family, address.high(), address.low(),
                random.nextInt(family.bits() + 1));
            assertText(prefix.toString(), prefix);
        }
    }

    private static void assertText(final String text, final Prefix prefix) {
        assertEquals(prefix.family() == AddressFamily.IPV4 ? new IpPrefix(new Ipv4Prefix(text))
            : new IpPrefix(new Ipv6Prefix(text)), YangNames.prefix(prefix));
    }

    /** Some of the four groups of 64 bits. */
    private static long groups(final Random random) {
        long mask = 0;
        for (int group = 0; group < Long.SIZE; group += Short.SIZE) {
            mask |= random.nextBoolean() ? 0xffffL << group : 0;
        }
        return mask;
    }
}

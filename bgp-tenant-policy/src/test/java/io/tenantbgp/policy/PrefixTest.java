/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0, 0.0.0.0/0", "203.0.113.10/32, 203.0.113.10/32", "255.255.255.255/32, 255.255.255.255/32",
        "128.0.0.0/1, 128.0.0.0/1", "::/0, ::/0", "0:0:0:0:0:0:0:0/0, ::/0", "2001:DB8:0:0::/32, 2001:db8::/32",
        "2001:db8:0:0:1:0:0:1/128, 2001:db8::1:0:0:1/128", "8000::/1, 8000::/1", "2001:db8::/63, 2001:db8::/63",
        "2001:db8:0:1::/64, 2001:db8:0:1::/64", "2001:db8:0:0:8000::/65, 2001:db8:0:0:8000::/65",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/127, ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/127",
        "::ffff:10.0.0.1/128, ::ffff:a00:1/128"})
    void textIsCanonical(final String text, final String canonical) {
        final var prefix = Prefix.parse(text);
        assertEquals(canonical, prefix.toString());
        assertEquals(prefix, Prefix.parse(canonical));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "/", "203.0.113.0", "203.0.113.0/", "/24", "203.0.113.0/33", "::/129", "203.0.113.0/-1", "203.0.113.0/+1",
        "203.0.113.0/024", "203.0.113.0/24/24", "203.0.113.0/ 24", " 203.0.113.0/24", "203.0.113.0/2x", "203.0.113/24",
        "203.0.113.256/32", "203.0.0113.0/24", "localhost/32", "fe80::1%1/128", "fe80::1%eth0/128", "[::1]/128",
        "2001:db8::1::/128", "203.0.113.0/99999999999", "٢.0.0.0/8", "203.0.113.0/٢"})
    void whatIsNoPrefixIsRefused(final String text) {
        assertThrows(IllegalArgumentException.class, () -> Prefix.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.10/24, 203.0.113.0/24", "0.0.0.1/0, 0.0.0.0/0", "203.0.113.1/31, 203.0.113.0/31",
        "2001:db8::1/64, 2001:db8::/64", "2001:db8:0:1::/63, 2001:db8::/63", "2001:db8::1/127, 2001:db8::/127"})
    void hostBitsAreRefusedWithTheCorrectionNamed(final String text, final String correction) {
        final var thrown = assertThrows(IllegalArgumentException.class, () -> Prefix.parse(text));
        assertEquals("'" + text + "' has host bits set, write " + correction, thrown.getMessage());
    }

    @Test
    void bitsOutsideThePrefixAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Prefix(AddressFamily.IPV4, 1, 0, 32));
        assertThrows(IllegalArgumentException.class, () -> new Prefix(AddressFamily.IPV4, 0, 1, 32));
        assertThrows(IllegalArgumentException.class, () -> new Prefix(AddressFamily.IPV4, 0, 0, 33));
        assertThrows(IllegalArgumentException.class, () -> new Prefix(AddressFamily.IPV6, 0, 0, -1));
        assertThrows(IllegalArgumentException.class, () -> new IpAddress(AddressFamily.IPV4, 0, 1));
    }

    @Test
    void prefixContainsItselfAndWhatIsInside() {
        final var prefix = Prefix.parse("203.0.113.0/24");
        assertTrue(prefix.contains(prefix));
        assertTrue(prefix.contains(Prefix.parse("203.0.113.128/25")));
        assertFalse(prefix.contains(Prefix.parse("203.0.112.0/23")));
        assertFalse(Prefix.parse("0.0.0.0/0").contains(Prefix.parse("::/0")));
    }

    @Test
    void orderIsUnsignedAndPutsContainingPrefixFirst() {
        final var sorted = Stream.of("8000::/1", "::/0", "2001:db8::/33", "2001:db8::/32", "2001:db8:0:0:8000::/65",
            "2001:db8::/65", "203.0.113.0/24", "10.0.0.0/8").map(Prefix::parse).sorted().map(Prefix::toString).toList();
        assertEquals(List.of("10.0.0.0/8", "203.0.113.0/24", "::/0", "2001:db8::/32", "2001:db8::/33",
            "2001:db8::/65", "2001:db8:0:0:8000::/65", "8000::/1"), sorted);
    }

    @Test
    void addressComesFromJavaAddressAndBack() throws UnknownHostException {
        for (var text : List.of("10.0.0.1", "255.0.0.254", "2001:db8::ff", "fe80::1")) {
            assertEquals(IpAddress.parse(text), IpAddress.of(InetAddress.getByName(text)));
            assertEquals(text, IpAddress.parse(text).toString());
        }
    }

    @Test
    void mappedAddressIsIpv6UntilUnmapped() {
        final var mapped = IpAddress.parse("::ffff:10.0.0.1");
        assertEquals(AddressFamily.IPV6, mapped.family());
        assertEquals(IpAddress.parse("10.0.0.1"), mapped.unmapped());
        for (var other : List.of("10.0.0.1", "::fffe:a00:1", "::a00:1", "1::ffff:a00:1", "::1:ffff:a00:1")) {
            assertEquals(other, IpAddress.parse(other).unmapped().toString());
        }
    }

    @Test
    void familyIsFoundByItsNumber() {
        assertEquals(Optional.of(AddressFamily.IPV4), AddressFamily.ofAfi(1));
        assertEquals(Optional.of(AddressFamily.IPV6), AddressFamily.ofAfi(2));
        assertEquals(Optional.empty(), AddressFamily.ofAfi(25));
        assertEquals(2, AddressFamily.IPV6.afi());
    }
}

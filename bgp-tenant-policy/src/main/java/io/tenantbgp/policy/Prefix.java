/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static java.util.Objects.requireNonNull;

/**
 * An IPv4 or IPv6 prefix without host bits. Ordered by family, address and length, so a prefix stands before every
 * prefix inside it.
 *
 * @param family the family
 * @param high the first 64 bits of the address; an IPv4 address is in the upper 32 of them and the rest is zero
 * @param low the last 64 bits of an IPv6 address; zero for IPv4
 * @param length the prefix length in bits, 0..32 or 0..128
 */
public record Prefix(AddressFamily family, long high, long low, int length) implements Comparable<Prefix> {
    /**
     * Validates the prefix.
     *
     * @throws IllegalArgumentException when the length is not of the family or host bits are set
     */
    public Prefix {
        requireNonNull(family);
        if (length < 0 || length > family.bits()) {
            throw new IllegalArgumentException("prefix length " + length + " is not 0.." + family.bits());
        }
        if (hasHostBits(high, low, length)) {
            throw new IllegalArgumentException("host bits are set behind prefix length " + length);
        }
    }

    /**
     * Reads a prefix.
     *
     * @param text an address and a decimal length, such as {@code 203.0.113.0/24} or {@code 2001:db8::/32}
     * @return the prefix
     * @throws IllegalArgumentException when the text is no prefix or has host bits set; the message says what to write
     */
    public static Prefix parse(final String text) {
        final int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'" + text + "' has no prefix length");
        }
        final var address = IpAddress.parse(text.substring(0, slash));
        final int length = parseLength(text, slash + 1);
        final int bits = address.family().bits();
        if (length > bits) {
            throw new IllegalArgumentException("'" + text + "' has a prefix length above " + bits);
        }
        final var prefix = network(address.family(), address.high(), address.low(), length);
        if (hasHostBits(address.high(), address.low(), length)) {
            throw new IllegalArgumentException("'" + text + "' has host bits set, write " + prefix);
        }
        return prefix;
    }

    /**
     * The prefix that is left when host bits are cleared, to name one that was announced with host bits set.
     *
     * @param family the family
     * @param high the first 64 bits of an address
     * @param low the last 64 bits of it
     * @param length the prefix length in bits
     * @return the prefix the address is in
     * @throws IllegalArgumentException when the length is not of the family
     */
    public static Prefix network(final AddressFamily family, final long high, final long low, final int length) {
        return new Prefix(family, high & Mask.high(length), low & Mask.low(length), length);
    }

    /**
     * The prefix of one address.
     *
     * @param address the address
     * @return its /32 or /128
     */
    public static Prefix host(final IpAddress address) {
        return new Prefix(address.family(), address.high(), address.low(), address.family().bits());
    }

    /**
     * Whether all addresses of another prefix are inside this one. Equal prefixes contain each other.
     *
     * @param other a prefix of any family
     * @return true when it is fully contained
     */
    public boolean contains(final Prefix other) {
        return family == other.family && length <= other.length
            && Mask.sameNetwork(high, low, other.high, other.low, length);
    }

    @Override
    public int compareTo(final Prefix other) {
        int order = family.compareTo(other.family);
        if (order == 0) {
            order = Mask.compare(high, low, other.high, other.low);
        }
        return order != 0 ? order : Integer.compare(length, other.length);
    }

    /**
     * The canonical text, of RFC 5952 for IPv6.
     *
     * @return such as {@code 203.0.113.10/32}
     */
    @Override
    public String toString() {
        return new IpAddress(family, high, low) + "/" + length;
    }

    static boolean hasHostBits(final long high, final long low, final int length) {
        return (high & ~Mask.high(length)) != 0 || (low & ~Mask.low(length)) != 0;
    }

    private static int parseLength(final String text, final int from) {
        final var digits = text.substring(from);
        // No sign, no leading zero, no digits of other scripts.
        if (!digits.matches("0|[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("'" + text + "' has no decimal prefix length");
        }
        return Integer.parseInt(digits);
    }
}

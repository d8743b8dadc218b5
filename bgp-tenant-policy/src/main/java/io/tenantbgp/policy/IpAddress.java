/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static java.util.Objects.requireNonNull;

import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An IPv4 or IPv6 address without a zone.
 *
 * @param family the family
 * @param high the first 64 bits; an IPv4 address is in the upper 32 of them and the rest is zero
 * @param low the last 64 bits of an IPv6 address; zero for IPv4
 */
public record IpAddress(AddressFamily family, long high, long low) implements Comparable<IpAddress> {
    private static final long IPV4_MAPPED = 0xffffL;

    /**
     * Validates the bits.
     *
     * @throws IllegalArgumentException when an IPv4 address has more than 32 bits set
     */
    public IpAddress {
        requireNonNull(family);
        if (family == AddressFamily.IPV4 && ((int) high != 0 || low != 0)) {
            throw new IllegalArgumentException("an IPv4 address has 32 bits, in the upper half of high");
        }
    }

    /**
     * Converts an address; the zone of an IPv6 address is dropped.
     *
     * @param address an IPv4 or IPv6 address
     * @return the same address
     */
    public static IpAddress of(final InetAddress address) {
        final byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? new IpAddress(AddressFamily.IPV4, bits(bytes, 0, 4) << Integer.SIZE, 0)
            : new IpAddress(AddressFamily.IPV6, bits(bytes, 0, 8), bits(bytes, 8, 8));
    }

    /**
     * Reads an address literal; never asks DNS.
     *
     * @param text such as {@code 10.0.0.1} or {@code 2001:db8::1}
     * @return the address
     * @throws IllegalArgumentException when the text is not an address literal, or has a zone
     */
    public static IpAddress parse(final String text) {
        // The parser also takes zones and digits of other scripts, which no BGP configuration means.
        if (!text.chars().allMatch(ch -> ch == ':' || ch == '.' || ch < 0x80 && Character.digit(ch, 16) >= 0)
                || !InetAddresses.isInetAddress(text)) {
            throw new IllegalArgumentException("'" + text + "' is not an IPv4 or IPv6 address");
        }
        final var address = of(InetAddresses.forString(text));
        // Java turns ::ffff:10.0.0.1 into 10.0.0.1; on the wire they are different things.
        return address.family == AddressFamily.IPV4 && text.indexOf(':') >= 0
            ? new IpAddress(AddressFamily.IPV6, 0, IPV4_MAPPED << Integer.SIZE | address.high >>> Integer.SIZE)
            : address;
    }

    /**
     * Whether a text is this address, in whatever of its forms it is written.
     *
     * @param text any text
     * @return false for another address and for what is none
     */
    public boolean isWrittenAs(final String text) {
        try {
            return equals(parse(text));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Undoes the IPv4-mapped IPv6 form of RFC 4291, section 2.5.5.2.
     *
     * @return 10.0.0.1 for {@code ::ffff:10.0.0.1}, any other address unchanged
     */
    public IpAddress unmapped() {
        return family == AddressFamily.IPV6 && high == 0 && low >>> Integer.SIZE == IPV4_MAPPED
            ? new IpAddress(AddressFamily.IPV4, low << Integer.SIZE, 0) : this;
    }

    /**
     * The prefix that holds this address only.
     *
     * @return a /32 or /128
     */
    public Prefix toHostPrefix() {
        return new Prefix(family, high, low, family.bits());
    }

    /**
     * The address in network order.
     *
     * @return 4 or 16 bytes
     */
    public byte[] toByteArray() {
        final byte[] bytes = new byte[family.bits() / Byte.SIZE];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ((i < Long.BYTES ? high : low) >>> Long.SIZE - Byte.SIZE * (1 + i % Long.BYTES));
        }
        return bytes;
    }

    @Override
    public int compareTo(final IpAddress other) {
        final int order = family.compareTo(other.family);
        return order != 0 ? order : Mask.compare(high, low, other.high, other.low);
    }

    /**
     * The canonical text, of RFC 5952 for IPv6.
     *
     * @return such as {@code 10.0.0.1} or {@code 2001:db8::1}
     */
    @Override
    public String toString() {
        final byte[] bytes = toByteArray();
        try {
            // Inet6Address keeps an IPv4-mapped address what it is, InetAddress would not.
            return InetAddresses.toAddrString(family == AddressFamily.IPV4 ? InetAddress.getByAddress(bytes)
                : Inet6Address.getByAddress(null, bytes, -1));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are always an address", e);
        }
    }

    private static long bits(final byte[] bytes, final int from, final int count) {
        long bits = 0;
        for (int i = from; i < from + count; i++) {
            bits = bits << Byte.SIZE | Byte.toUnsignedLong(bytes[i]);
        }
        return bits;
    }
}

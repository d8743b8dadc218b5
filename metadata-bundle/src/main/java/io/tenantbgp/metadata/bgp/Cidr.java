/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import static java.util.Objects.requireNonNull;

import com.google.common.net.InetAddresses;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * An IPv4 or IPv6 prefix. Ordered by family, address and length, so that a prefix stands before those inside it.
 *
 * @param network its address, without bits behind the length
 * @param length in bits, 0..32 or 0..128
 */
@NonNullByDefault
public record Cidr(InetAddress network, int length) implements Comparable<Cidr> {
    private static final int MAX_LENGTH_DIGITS = 3;
    private static final int IPV6_OCTETS = 16;

    /**
     * Takes a prefix.
     *
     * @throws IllegalArgumentException when the length is not of the family or bits are set behind it
     */
    public Cidr {
        requireNonNull(network);
        if (length < 0 || length > bits(network)) {
            throw new IllegalArgumentException("the length of " + InetAddresses.toAddrString(network) + " is 0.."
                + bits(network));
        }
        if (!network.equals(masked(network, length))) {
            throw new IllegalArgumentException("bits are set behind the length; write "
                + InetAddresses.toAddrString(masked(network, length)) + "/" + length);
        }
    }

    /**
     * Reads a prefix.
     *
     * @param text an address and a decimal length such as {@code 203.0.113.0/24}, or an address alone, which is that of
     *        one host
     * @return the prefix
     * @throws IllegalArgumentException when it is none; the message says what to write
     */
    public static Cidr parse(final String text) {
        final var slash = text.indexOf('/');
        final var address = slash < 0 ? text : text.substring(0, slash);
        // A zone would be that of a device
        if (!InetAddresses.isInetAddress(address) || address.indexOf('%') >= 0) {
            throw new IllegalArgumentException("write an address and a length, as in 203.0.113.10/32");
        }
        final var network = ofFamilyOf(address);
        return new Cidr(network, slash < 0 ? bits(network) : length(text.substring(slash + 1)));
    }

    /**
     * Returns the prefix of a length that an address is in.
     *
     * @throws IllegalArgumentException when the length is not of the family
     */
    public static Cidr around(final InetAddress address, final int length) {
        return new Cidr(masked(address, length), length);
    }

    /** Whether all addresses of another prefix are inside this one; equal prefixes contain each other. */
    public boolean contains(final Cidr other) {
        return isIpv4() == other.isIpv4() && length <= other.length && network.equals(masked(other.network, length));
    }

    public boolean isIpv4() {
        return bits(network) == Integer.SIZE;
    }

    @Override
    public int compareTo(final Cidr other) {
        final var ours = network.getAddress();
        final var theirs = other.network.getAddress();
        final int family = Integer.compare(ours.length, theirs.length);
        final int order = family != 0 ? family : Arrays.compareUnsigned(ours, theirs);
        return order != 0 ? order : Integer.compare(length, other.length);
    }

    /** The canonical text, of RFC 5952 for IPv6. */
    @Override
    public String toString() {
        return InetAddresses.toAddrString(network) + "/" + length;
    }

    /** Java makes an IPv4 address of an IPv4-mapped IPv6 one (RFC 4291 section 2.5.5.2). */
    private static InetAddress ofFamilyOf(final String text) {
        final var octets = InetAddresses.forString(text).getAddress();
        if (text.indexOf(':') < 0 || octets.length == IPV6_OCTETS) {
            return address(octets);
        }
        final var mapped = new byte[IPV6_OCTETS];
        Arrays.fill(mapped, IPV6_OCTETS - octets.length - 2, IPV6_OCTETS - octets.length, (byte) 0xff);
        System.arraycopy(octets, 0, mapped, IPV6_OCTETS - octets.length, octets.length);
        return address(mapped);
    }

    private static int length(final String digits) {
        if (digits.isEmpty() || digits.length() > MAX_LENGTH_DIGITS
                || !digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw new IllegalArgumentException("the length is a decimal number, as in 203.0.113.10/32");
        }
        return Integer.parseInt(digits);
    }

    /** The number of bits of an address: 32 or 128. */
    public static int bits(final InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    private static InetAddress masked(final InetAddress address, final int length) {
        final var octets = address.getAddress();
        for (int i = 0; i < octets.length; i++) {
            final int kept = Math.min(Math.max(length - i * Byte.SIZE, 0), Byte.SIZE);
            octets[i] &= (byte) (0xff << Byte.SIZE - kept);
        }
        return address(octets);
    }

    private static InetAddress address(final byte[] octets) {
        try {
            return octets.length == IPV6_OCTETS ? Inet6Address.getByAddress(null, octets, -1)
                : InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 octets are always an address", e);
        }
    }
}

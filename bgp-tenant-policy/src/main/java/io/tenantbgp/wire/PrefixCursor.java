/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import io.netty.buffer.ByteBuf;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.Prefix;

/**
 * Walks over encoded prefixes (RFC 4271, section 4.3) without an object for each: a tenant may send a million. Not
 * thread-safe.
 */
public final class PrefixCursor {
    private final AddressFamily family;
    private final NlriField field;
    private final ByteBuf in;
    private final int end;
    private int at;
    private long high;
    private long low;
    private int length;
    private long networkHigh;
    private long networkLow;

    PrefixCursor(final NlriField field) {
        this.field = field;
        family = field.family();
        in = field.bytes();
        at = in.readerIndex();
        end = in.writerIndex();
    }

    /**
     * Moves to the next prefix.
     *
     * @return false when there is none
     * @throws SessionResetException when it cannot be read: what follows cannot be either (RFC 7606, section 5.3)
     */
    public boolean next() throws SessionResetException {
        if (at == end) {
            return false;
        }
        length = in.getUnsignedByte(at);
        at++;
        final int bytes = length + Byte.SIZE - 1 >> 3;
        if (length > family.bits() || bytes > end - at) {
            throw field.malformed(family + " prefix of length " + length + " in " + (end - at) + " bytes");
        }
        high = readBits(Math.min(bytes, Long.BYTES));
        low = readBits(Math.max(bytes - Long.BYTES, 0));
        networkHigh = high & mask(length);
        networkLow = low & mask(length - Long.SIZE);
        return true;
    }

    /**
     * The family of all of them.
     *
     * @return the family
     */
    public AddressFamily family() {
        return family;
    }

    /**
     * The first 64 bits as received, host bits included; an IPv4 address is in the upper 32 of them.
     *
     * @return the bits
     */
    public long high() {
        return high;
    }

    /**
     * The last 64 bits as received, host bits included; zero for IPv4.
     *
     * @return the bits
     */
    public long low() {
        return low;
    }

    /**
     * The prefix length.
     *
     * @return bits, at most the family's
     */
    public int length() {
        return length;
    }

    /**
     * Whether bits behind the prefix length were received set.
     *
     * @return true when the prefix is not a network address
     */
    public boolean hasHostBits() {
        return high != networkHigh || low != networkLow;
    }

    /**
     * The first 64 bits without host bits.
     *
     * @return the bits
     */
    public long networkHigh() {
        return networkHigh;
    }

    /**
     * The last 64 bits without host bits; zero for IPv4.
     *
     * @return the bits
     */
    public long networkLow() {
        return networkLow;
    }

    /**
     * The prefix as an object, without its host bits.
     *
     * @return the prefix
     */
    public Prefix prefix() {
        return new Prefix(family, networkHigh, networkLow, length);
    }

    private long readBits(final int bytes) {
        final int from = at;
        at += bytes;
        if (bytes == Integer.BYTES) {
            // An IPv4 host, what most tenants announce.
            return in.getUnsignedInt(from) << Integer.SIZE;
        }
        long bits = 0;
        for (int i = 0; i < bytes; i++) {
            bits |= (long) in.getUnsignedByte(from + i) << Long.SIZE - Byte.SIZE * (i + 1);
        }
        return bits;
    }

    private static long mask(final int bits) {
        if (bits <= 0) {
            return 0;
        }
        // A shift by 64 would be a shift by 0 in Java.
        return bits >= Long.SIZE ? -1L : -1L << Long.SIZE - bits;
    }
}

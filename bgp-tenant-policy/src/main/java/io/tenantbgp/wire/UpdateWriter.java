/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.Disposition;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.LeakRequest;
import io.tenantbgp.policy.Prefix;
import java.util.Collection;
import java.util.Iterator;

/**
 * Writes UPDATE messages of the least content: each one withdraws or announces prefixes of one family, because BGPCEP
 * overlooks the multiprotocol attributes beside the other fields, and has no attribute but the mandatory ones and the
 * mark of its disposition. As many messages as the prefixes need, none of them empty: an empty one would be
 * End-of-RIB.
 */
public final class UpdateWriter {
    /** The longest AS_SEQUENCE written, in ASNs: enough for a tenant's prepending to keep its meaning. */
    public static final int MOST_HOPS = 8;

    private static final int WELL_KNOWN = 0x40;
    private static final int OPTIONAL_EXTENDED = 0x90;
    private static final int OPTIONAL_TRANSITIVE = 0xc0;
    private static final int AS_SEQUENCE = 2;
    private static final int IGP = 0;
    private static final int IPV6_BYTES = 16;
    private static final long IPV4_MAPPED = 0xffffL << Integer.SIZE;

    private UpdateWriter() {
        // static methods only
    }

    /**
     * The attributes of announced routes. ORIGIN is always IGP: hosts that announce one address with different speakers
     * stay equal for multipath.
     *
     * @param asn the only ASN of AS_PATH
     * @param hops how often it is in AS_PATH, 1..8
     * @param nextHop the next hop; an IPv4 address is written as IPv4-mapped for IPv6 prefixes
     * @param disposition where the routes are to be reachable from; it travels as the one standard community a route
     *     has, 65100:1 or 65100:2, which whoever exports the route can trust: the tenant's own are gone
     */
    public record Route(long asn, int hops, IpAddress nextHop, Disposition disposition) {
        /**
         * Validates the path's length.
         *
         * @throws IllegalArgumentException when it is not 1..8
         */
        public Route {
            requireNonNull(nextHop);
            requireNonNull(disposition);
            if (hops < 1 || hops > MOST_HOPS) {
                throw new IllegalArgumentException("AS_PATH of " + hops + " hops");
            }
        }
    }

    /**
     * Writes withdrawals.
     *
     * @param out the buffer written to
     * @param family the prefixes' family
     * @param prefixes what to withdraw; nothing is written when empty
     */
    public static void withdraw(final ByteBuf out, final AddressFamily family, final Collection<Prefix> prefixes) {
        final var remaining = prefixes.iterator();
        while (remaining.hasNext()) {
            final int start = MessageHeader.start(out, MessageType.UPDATE);
            switch (family) {
                case IPV4 -> {
                    final int length = startLength(out);
                    writePrefixes(out, start, remaining);
                    finishLength(out, length);
                    out.writeShort(0);
                }
                case IPV6 -> {
                    out.writeShort(0);
                    final int attributes = startLength(out);
                    final int unreach = startAttribute(out, AttributeType.MP_UNREACH_NLRI);
                    writeFamily(out, family);
                    writePrefixes(out, start, remaining);
                    finishLength(out, unreach);
                    finishLength(out, attributes);
                }
                default -> throw unknown(family);
            }
            MessageHeader.finish(out, start);
        }
    }

    /**
     * Writes announcements.
     *
     * @param out the buffer written to
     * @param family the prefixes' family
     * @param prefixes what to announce; nothing is written when empty
     * @param route their attributes; the next hop of IPv4 prefixes is an IPv4 address
     */
    public static void announce(final ByteBuf out, final AddressFamily family, final Collection<Prefix> prefixes,
            final Route route) {
        final var remaining = prefixes.iterator();
        while (remaining.hasNext()) {
            final int start = MessageHeader.start(out, MessageType.UPDATE);
            out.writeShort(0);
            final int attributes = startLength(out);
            writePath(out, route);
            switch (family) {
                case IPV4 -> {
                    writeHeader(out, AttributeType.NEXT_HOP, Integer.BYTES);
                    out.writeInt((int) (route.nextHop().high() >>> Integer.SIZE));
                    writeCommunity(out, route.disposition());
                    finishLength(out, attributes);
                    writePrefixes(out, start, remaining);
                }
                case IPV6 -> {
                    writeCommunity(out, route.disposition());
                    final int reach = startAttribute(out, AttributeType.MP_REACH_NLRI);
                    writeFamily(out, family);
                    out.writeByte(IPV6_BYTES);
                    writeIpv6(out, route.nextHop());
                    out.writeByte(0);
                    writePrefixes(out, start, remaining);
                    finishLength(out, reach);
                    finishLength(out, attributes);
                }
                default -> throw unknown(family);
            }
            MessageHeader.finish(out, start);
        }
    }

    /**
     * Writes the End-of-RIB marker of a family (RFC 4724, section 2).
     *
     * @param out the buffer written to
     * @param family the family
     */
    public static void endOfRib(final ByteBuf out, final AddressFamily family) {
        final int start = MessageHeader.start(out, MessageType.UPDATE);
        out.writeShort(0);
        final int attributes = startLength(out);
        if (family != AddressFamily.IPV4) {
            final int unreach = startAttribute(out, AttributeType.MP_UNREACH_NLRI);
            writeFamily(out, family);
            finishLength(out, unreach);
        }
        finishLength(out, attributes);
        MessageHeader.finish(out, start);
    }

    private static void writePath(final ByteBuf out, final Route route) {
        writeHeader(out, AttributeType.ORIGIN, 1);
        out.writeByte(IGP);
        writeHeader(out, AttributeType.AS_PATH, 2 + route.hops() * Integer.BYTES);
        out.writeByte(AS_SEQUENCE).writeByte(route.hops());
        for (int i = 0; i < route.hops(); i++) {
            out.writeInt((int) route.asn());
        }
    }

    private static void writeCommunity(final ByteBuf out, final Disposition disposition) {
        final var request = disposition.request();
        if (request != LeakRequest.NONE) {
            out.writeByte(OPTIONAL_TRANSITIVE).writeByte(AttributeType.COMMUNITIES.code()).writeByte(Integer.BYTES)
                .writeInt(request.community());
        }
    }

    /** Writes prefixes until the message is full. */
    private static void writePrefixes(final ByteBuf out, final int start, final Iterator<Prefix> remaining) {
        while (remaining.hasNext() && out.writerIndex() - start + 1 + IPV6_BYTES + Short.BYTES
                <= MessageHeader.MAX_MESSAGE) {
            final var prefix = remaining.next();
            out.writeByte(prefix.length());
            for (int i = 0; i < prefix.length() + Byte.SIZE - 1 >> 3; i++) {
                final long bits = i < Long.BYTES ? prefix.high() : prefix.low();
                out.writeByte((int) (bits >>> Long.SIZE - Byte.SIZE * (1 + i % Long.BYTES)));
            }
        }
    }

    private static void writeIpv6(final ByteBuf out, final IpAddress address) {
        switch (address.family()) {
            case IPV4 -> out.writeLong(0).writeLong(IPV4_MAPPED | address.high() >>> Integer.SIZE);
            case IPV6 -> out.writeLong(address.high()).writeLong(address.low());
            default -> throw unknown(address.family());
        }
    }

    private static IllegalArgumentException unknown(final AddressFamily family) {
        return new IllegalArgumentException("no encoding for " + family);
    }

    private static void writeFamily(final ByteBuf out, final AddressFamily family) {
        out.writeShort(family.afi()).writeByte(OpenMessage.UNICAST);
    }

    private static void writeHeader(final ByteBuf out, final AttributeType type, final int length) {
        out.writeByte(WELL_KNOWN).writeByte(type.code()).writeByte(length);
    }

    private static int startAttribute(final ByteBuf out, final AttributeType type) {
        out.writeByte(OPTIONAL_EXTENDED).writeByte(type.code());
        return startLength(out);
    }

    private static int startLength(final ByteBuf out) {
        final int at = out.writerIndex();
        out.writeShort(0);
        return at;
    }

    private static void finishLength(final ByteBuf out, final int at) {
        out.setShort(at, out.writerIndex() - at - Short.BYTES);
    }
}

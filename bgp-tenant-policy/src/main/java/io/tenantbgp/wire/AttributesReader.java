/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import io.netty.buffer.ByteBuf;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.LeakRequest;
import io.tenantbgp.policy.PathFacts;
import java.util.Optional;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Reads the path attributes of one UPDATE with the error handling of RFC 7606. What is not needed is stepped over by
 * its length and never stored: nothing a tenant attaches gets further than this. Of its communities only whether it
 * asks for a leak is kept.
 */
final class AttributesReader {
    private static final int MIN_REACH = 5;
    private static final int MIN_UNREACH = 3;

    private final boolean fourByteAsns;
    private final AttributeCursor cursor;
    private final PathReader path;
    private LeakRequest leakRequest = LeakRequest.NONE;
    private boolean reachSeen;
    private boolean reachHasPrefixes;
    private boolean onlyUnreach;
    private @Nullable IpAddress nextHop;
    private @Nullable IpAddress multiprotocolNextHop;
    private @Nullable NlriField reachable;
    private @Nullable NlriField unreachable;

    AttributesReader(final ByteBuf attributes, final boolean fourByteAsns) {
        this.fourByteAsns = fourByteAsns;
        cursor = new AttributeCursor(attributes);
        path = new PathReader(fourByteAsns);
    }

    void read() throws SessionResetException {
        while (cursor.next()) {
            final var type = cursor.type();
            if (!type.isOfInternalPeers() && !(fourByteAsns && type.isOfTwoByteSpeakers())) {
                cursor.check();
                readValue(type, cursor.value());
            }
        }
        onlyUnreach = cursor.count() == 1 && unreachable != null;
    }

    void requireReachableIfMalformed(final boolean hasNlri) throws SessionResetException {
        cursor.requireReachableIfMalformed(hasNlri || reachHasPrefixes);
    }

    Optional<AddressFamily> endOfRib() {
        return onlyUnreach ? unreachable().filter(field -> !field.bytes().isReadable()).map(NlriField::family)
            : Optional.empty();
    }

    /** Whether an attribute holds prefixes, of whatever family. */
    boolean hasPrefixes() {
        return reachSeen || cursor.hasSeen(AttributeType.MP_UNREACH_NLRI);
    }

    Optional<NlriField> reachable() {
        return Optional.ofNullable(reachable);
    }

    Optional<NlriField> unreachable() {
        return Optional.ofNullable(unreachable);
    }

    @Nullable IpAddress nextHop() {
        return nextHop;
    }

    @Nullable IpAddress multiprotocolNextHop() {
        return multiprotocolNextHop;
    }

    /** What the attributes say about the prefixes with this next hop. */
    PathFacts facts(final @Nullable IpAddress hop) {
        if (cursor.error().isPresent()) {
            return new PathFacts.Malformed();
        }
        if (hop == null || !cursor.hasSeen(AttributeType.ORIGIN) || !cursor.hasSeen(AttributeType.AS_PATH)) {
            return new PathFacts.MandatoryMissing();
        }
        return new PathFacts.Complete(path.merged(), hop, leakRequest);
    }

    private void readValue(final AttributeType type, final ByteBuf value) throws SessionResetException {
        switch (type) {
            case AS_PATH -> {
                if (!path.readAsPath(value)) {
                    cursor.fail(NotificationCode.MALFORMED_AS_PATH, null);
                }
            }
            case NEXT_HOP -> {
                if (value.readableBytes() == Integer.BYTES) {
                    nextHop = readAddress(AddressFamily.IPV4, value);
                }
            }
            case AGGREGATOR -> path.readAggregator(value);
            case COMMUNITIES -> readCommunities(value);
            case AS4_PATH -> path.readAs4Path(value);
            case AS4_AGGREGATOR -> path.readAs4Aggregator(value);
            case MP_REACH_NLRI -> readReach(value);
            case MP_UNREACH_NLRI -> readUnreach(value);
            default -> {
                // Not needed.
            }
        }
    }

    private void readCommunities(final ByteBuf value) {
        while (value.readableBytes() >= Integer.BYTES) {
            leakRequest = leakRequest.and(LeakRequest.ofCommunity(value.readInt()));
        }
    }

    private void readReach(final ByteBuf value) throws SessionResetException {
        reachSeen = true;
        if (value.readableBytes() < MIN_REACH) {
            throw cursor.optionalAttributeError("MP_REACH_NLRI is cut off");
        }
        final var family = readFamily(value);
        final int hopLength = value.readUnsignedByte();
        // One reserved byte (RFC 4760, section 3) stands between the next hop and the prefixes.
        reachHasPrefixes = value.readableBytes() > hopLength + 1;
        if (family.isEmpty()) {
            return;
        }
        // RFC 2545, section 3: a global IPv6 address, or that and a link-local one. Where the prefixes begin is not
        // sure with any other length (RFC 7606, section 7.11).
        final int bytes = family.orElseThrow().bits() / Byte.SIZE;
        if (hopLength != bytes && (family.orElseThrow() != AddressFamily.IPV6 || hopLength != 2 * bytes)
                || value.readableBytes() <= hopLength) {
            throw cursor.optionalAttributeError("MP_REACH_NLRI with a next hop of " + hopLength + " bytes");
        }
        multiprotocolNextHop = readAddress(family.orElseThrow(), value.readSlice(hopLength));
        value.skipBytes(1);
        reachable = new NlriField(family.orElseThrow(), value.slice(), cursor.attribute());
    }

    private void readUnreach(final ByteBuf value) throws SessionResetException {
        if (value.readableBytes() < MIN_UNREACH) {
            throw cursor.optionalAttributeError("MP_UNREACH_NLRI is cut off");
        }
        readFamily(value).ifPresent(family -> unreachable = new NlriField(family, value.slice(), cursor.attribute()));
    }

    private static Optional<AddressFamily> readFamily(final ByteBuf value) {
        final int afi = value.readUnsignedShort();
        final int safi = value.readUnsignedByte();
        return safi == OpenMessage.UNICAST ? AddressFamily.ofAfi(afi) : Optional.empty();
    }

    private static IpAddress readAddress(final AddressFamily family, final ByteBuf value) {
        final int at = value.readerIndex();
        return switch (family) {
            case IPV4 -> new IpAddress(family, value.getUnsignedInt(at) << Integer.SIZE, 0);
            case IPV6 -> new IpAddress(family, value.getLong(at), value.getLong(at + Long.BYTES));
        };
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.LeakRequest;
import io.tenantbgp.policy.PathFacts;
import java.util.BitSet;
import java.util.Optional;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Reads the path attributes of one UPDATE with the error handling of RFC 7606. What is not needed is stepped over by
 * its length and never stored: nothing a tenant attaches gets further than this. Of its communities only whether it
 * asks for a leak is kept.
 */
final class AttributesReader {
    private static final int EXTENDED_LENGTH = 0x10;
    private static final int MIN_REACH = 5;
    private static final int MIN_UNREACH = 3;
    private static final int MOST_ORIGIN = 2;

    private final BitSet seen = new BitSet();
    private ByteBuf list = Unpooled.EMPTY_BUFFER;
    /** Where in the list the attribute begins that is being read. */
    private int start;
    private final boolean fourByteAsns;
    private final PathReader path;
    private LeakRequest leakRequest = LeakRequest.NONE;
    /** The first error that makes the UPDATE a withdrawal, and the attribute that has it. */
    private @Nullable NotificationCode error;
    private @Nullable ByteBuf erroneous;
    private boolean reachSeen;
    private boolean reachHasPrefixes;
    private boolean onlyUnreach;
    private @Nullable IpAddress nextHop;
    private @Nullable IpAddress multiprotocolNextHop;
    private @Nullable NlriField reachable;
    private @Nullable NlriField unreachable;

    AttributesReader(final boolean fourByteAsns) {
        this.fourByteAsns = fourByteAsns;
        path = new PathReader(fourByteAsns);
    }

    void read(final ByteBuf in) throws SessionResetException {
        list = in.slice();
        int count = 0;
        while (list.isReadable()) {
            if (!readAttribute()) {
                // RFC 7606, section 4: the length of the whole list still tells where the NLRI is.
                fail(NotificationCode.MALFORMED_ATTRIBUTE_LIST, null);
                return;
            }
            count++;
        }
        onlyUnreach = count == 1 && unreachable != null;
    }

    /**
     * RFC 7606, section 5.2: without reachable NLRI we cannot be sure that the errors did not hide it. The NOTIFICATION
     * is RFC 4271's for the error.
     */
    void requireReachableIfMalformed(final boolean hasNlri) throws SessionResetException {
        final var code = error;
        if (code != null && !hasNlri && !reachHasPrefixes) {
            throw reset(code, erroneous, "malformed path attributes in an UPDATE that announces nothing");
        }
    }

    Optional<AddressFamily> endOfRib() {
        return onlyUnreach ? unreachable().filter(field -> !field.bytes().isReadable()).map(NlriField::family)
            : Optional.empty();
    }

    /** Whether an attribute holds prefixes, of whatever family. */
    boolean hasPrefixes() {
        return reachSeen || seen.get(AttributeType.MP_UNREACH_NLRI.code());
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
        if (error != null) {
            return new PathFacts.Malformed();
        }
        if (hop == null || !seen.get(AttributeType.ORIGIN.code()) || !seen.get(AttributeType.AS_PATH.code())) {
            return new PathFacts.MandatoryMissing();
        }
        return new PathFacts.Complete(path.merged(), hop, leakRequest);
    }

    /** Reads one attribute; false when the list is cut off in it. */
    private boolean readAttribute() throws SessionResetException {
        start = list.readerIndex();
        if (list.readableBytes() < 3) {
            return false;
        }
        final int flags = list.readUnsignedByte();
        final int code = list.readUnsignedByte();
        final boolean extended = (flags & EXTENDED_LENGTH) != 0;
        if (extended && list.readableBytes() < Short.BYTES) {
            return false;
        }
        final int length = extended ? list.readUnsignedShort() : list.readUnsignedByte();
        final var type = AttributeType.ofCode(code);
        if (length > list.readableBytes()) {
            if (type.holdsPrefixes()) {
                throw reset(NotificationCode.MALFORMED_ATTRIBUTE_LIST, null, type + " exceeds the path attributes");
            }
            return false;
        }
        final var value = list.readSlice(length);
        if (seen.get(code)) {
            if (type.holdsPrefixes()) {
                throw reset(NotificationCode.MALFORMED_ATTRIBUTE_LIST, null, type + " is there twice");
            }
            // RFC 7606, section 3 (g): of any other attribute the first one counts.
            return true;
        }
        seen.set(code);
        if (!(fourByteAsns && type.isOfTwoByteSpeakers())) {
            check(type, flags, length);
            readValue(type, value);
        }
        return true;
    }

    /** The attribute whose value was taken from the list last: most UPDATEs never need it. */
    private ByteBuf attribute() {
        return list.slice(start, list.readerIndex() - start);
    }

    private void check(final AttributeType type, final int flags, final int length) throws SessionResetException {
        if (type.isUnrecognizedWellKnown(flags)) {
            throw reset(NotificationCode.UNRECOGNIZED_WELL_KNOWN_ATTRIBUTE, attribute(),
                "well-known path attribute of an unknown type");
        }
        if (!type.admitsFlags(flags)) {
            if (type.holdsPrefixes()) {
                // RFC 7606, section 5.3: then its prefixes are not to be relied on.
                throw reset(NotificationCode.ATTRIBUTE_FLAGS_ERROR, attribute(), type + " with wrong flags");
            }
            fail(NotificationCode.ATTRIBUTE_FLAGS_ERROR, attribute());
        }
        if (!type.admitsLength(length)) {
            fail(NotificationCode.ATTRIBUTE_LENGTH_ERROR, attribute());
        }
    }

    private void readValue(final AttributeType type, final ByteBuf value) throws SessionResetException {
        switch (type) {
            case ORIGIN -> {
                if (value.isReadable() && value.getUnsignedByte(value.readerIndex()) > MOST_ORIGIN) {
                    fail(NotificationCode.INVALID_ORIGIN, attribute());
                }
            }
            case AS_PATH -> {
                if (!path.readAsPath(value)) {
                    fail(NotificationCode.MALFORMED_AS_PATH, null);
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
            throw optionalAttributeError("MP_REACH_NLRI is cut off");
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
            throw optionalAttributeError("MP_REACH_NLRI with a next hop of " + hopLength + " bytes");
        }
        multiprotocolNextHop = readAddress(family.orElseThrow(), value.readSlice(hopLength));
        value.skipBytes(1);
        reachable = new NlriField(family.orElseThrow(), value.slice(), attribute());
    }

    private void readUnreach(final ByteBuf value) throws SessionResetException {
        if (value.readableBytes() < MIN_UNREACH) {
            throw optionalAttributeError("MP_UNREACH_NLRI is cut off");
        }
        readFamily(value).ifPresent(family -> unreachable = new NlriField(family, value.slice(), attribute()));
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

    private SessionResetException optionalAttributeError(final String message) {
        return reset(NotificationCode.OPTIONAL_ATTRIBUTE_ERROR, attribute(), message);
    }

    private void fail(final NotificationCode code, final @Nullable ByteBuf attribute) {
        if (error == null) {
            error = code;
            erroneous = attribute;
        }
    }

    /** RFC 4271, section 6.3: the data is the attribute, where one is to blame. */
    private static SessionResetException reset(final NotificationCode code, final @Nullable ByteBuf attribute,
            final String message) {
        return new SessionResetException(attribute == null ? Notification.of(code)
            : Notification.of(code, ByteBufUtil.getBytes(attribute)), message);
    }
}

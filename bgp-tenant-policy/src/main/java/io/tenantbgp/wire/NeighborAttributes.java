/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import io.netty.buffer.ByteBuf;
import io.tenantbgp.policy.AddressFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Sorts the path attributes of an UPDATE of a neighbour with 4-byte ASNs: those a route of the fabric is chosen and
 * read by, those with prefixes, and all others, of which only the form is looked at. Not thread-safe.
 */
final class NeighborAttributes {
    private static final int MIN_REACH = 5;
    private static final int MIN_UNREACH = 3;
    private static final int EVPN_AFI = 25;
    private static final int EVPN_SAFI = 70;
    private static final Set<Integer> EVPN_NEXT_HOPS = Set.of(4, 16, 32);

    private final AttributeCursor cursor;
    private final boolean internal;
    private final IntPredicate families;
    private final PathReader path = new PathReader(true);
    private final List<ByteBuf> kept = new ArrayList<>();
    private @Nullable ByteBuf nextHop;
    private @Nullable Reachable reachable;
    private @Nullable ByteBuf unreachable;

    NeighborAttributes(final ByteBuf attributes, final boolean internal, final IntPredicate families) {
        cursor = new AttributeCursor(attributes);
        this.internal = internal;
        this.families = families;
    }

    void read() throws SessionResetException {
        while (cursor.next()) {
            final var type = cursor.type();
            if (!type.isOfTwoByteSpeakers() && (internal || !type.isOfInternalPeers())) {
                cursor.check();
                readValue(type, cursor.value());
            }
        }
    }

    /** What routes have in common; with the next hop of RFC 4271 for the NLRI of it. */
    List<ByteBuf> ofRoutes(final boolean classic) {
        final var attributes = new ArrayList<>(kept);
        if (classic && nextHop != null) {
            attributes.add(nextHop);
        }
        return attributes;
    }

    /**
     * Why the routes are not to be used.
     *
     * @param classic whether they are those of the NLRI of RFC 4271
     * @return the error, empty when nothing is wrong
     */
    Optional<NotificationCode> error(final boolean classic) {
        final boolean complete = cursor.hasSeen(AttributeType.ORIGIN) && cursor.hasSeen(AttributeType.AS_PATH)
            && (!classic || cursor.hasSeen(AttributeType.NEXT_HOP))
            && (!internal || cursor.hasSeen(AttributeType.LOCAL_PREF));
        return complete ? cursor.error()
            : cursor.error().or(() -> Optional.of(NotificationCode.MISSING_WELL_KNOWN_ATTRIBUTE));
    }

    Optional<Reachable> reachable() {
        return Optional.ofNullable(reachable);
    }

    Optional<ByteBuf> unreachable() {
        return Optional.ofNullable(unreachable);
    }

    void requireReachableIfMalformed(final boolean hasNlri) throws SessionResetException {
        cursor.requireReachableIfMalformed(hasNlri || reachable != null);
    }

    private void readValue(final AttributeType type, final ByteBuf value) throws SessionResetException {
        switch (type) {
            case AS_PATH -> {
                // A path of sets alone BGPCEP refuses, and ends the session for it
                if (!path.readAsPath(value) || path.isInadmissible() || path.isWithoutSequence()) {
                    cursor.fail(NotificationCode.MALFORMED_AS_PATH, null);
                }
                kept.add(cursor.attribute());
            }
            case ORIGIN, MULTI_EXIT_DISC, LOCAL_PREF, COMMUNITIES, ORIGINATOR_ID, CLUSTER_LIST, EXTENDED_COMMUNITIES ->
                kept.add(cursor.attribute());
            case NEXT_HOP -> nextHop = cursor.attribute();
            case MP_REACH_NLRI -> readReach(value);
            case MP_UNREACH_NLRI -> readUnreach(value);
            default -> {
                // Nothing reads it, and BGPCEP does not read all of them well.
            }
        }
    }

    private void readReach(final ByteBuf value) throws SessionResetException {
        if (value.readableBytes() < MIN_REACH) {
            throw cursor.optionalAttributeError("MP_REACH_NLRI is cut off");
        }
        final int family = value.readMedium();
        final int hopLength = value.readUnsignedByte();
        if (!isKnown(family)) {
            return;
        }
        if (!isNextHop(family, hopLength) || value.readableBytes() <= hopLength) {
            throw cursor.optionalAttributeError("MP_REACH_NLRI with a next hop of " + hopLength + " bytes");
        }
        final var routes = value.skipBytes(hopLength + 1);
        requireReadable(family, routes);
        if (routes.isReadable()) {
            reachable = new Reachable(family, routes.slice(), cursor.attribute());
        }
    }

    private void readUnreach(final ByteBuf value) throws SessionResetException {
        if (value.readableBytes() < MIN_UNREACH) {
            throw cursor.optionalAttributeError("MP_UNREACH_NLRI is cut off");
        }
        final int family = value.readMedium();
        if (isKnown(family)) {
            requireReadable(family, value);
            unreachable = cursor.attribute();
        }
    }

    /** Routes of EVPN that cannot be read are stepped over where they are. */
    private void requireReadable(final int family, final ByteBuf routes) throws SessionResetException {
        final var unicast = unicast(family);
        if (unicast.isPresent()) {
            final var prefixes = new NlriField(unicast.orElseThrow(), routes.slice(), cursor.attribute()).prefixes();
            while (prefixes.next()) {
                // To its end.
            }
        }
    }

    private static boolean isNextHop(final int family, final int length) {
        return unicast(family).map(each -> switch (each) {
            case IPV4 -> length == Integer.BYTES;
            // RFC 2545, section 3: a global address, or that and a link-local one.
            case IPV6 -> length == 2 * Long.BYTES || length == 4 * Long.BYTES;
        }).orElseGet(() -> EVPN_NEXT_HOPS.contains(length));
    }

    /** AFI and SAFI in 24 bits, as they are on the wire. */
    private boolean isKnown(final int family) {
        return families.test(family)
            && (family == (EVPN_AFI << Byte.SIZE | EVPN_SAFI) || unicast(family).isPresent());
    }

    private static Optional<AddressFamily> unicast(final int family) {
        return (family & 0xff) == OpenMessage.UNICAST ? AddressFamily.ofAfi(family >>> Byte.SIZE) : Optional.empty();
    }

    /**
     * The routes of a multiprotocol attribute.
     *
     * @param family AFI and SAFI in 24 bits
     * @param routes the encoded routes, at least one byte
     * @param attribute the whole attribute
     */
    record Reachable(int family, ByteBuf routes, ByteBuf attribute) {
    }
}

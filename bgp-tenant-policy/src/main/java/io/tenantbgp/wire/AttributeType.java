/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The path attributes whose errors matter, and what errors in flags and length mean (RFC 7606, section 7, unless said
 * otherwise): the UPDATE is a withdrawal, but of the multiprotocol attributes they reset the session, and what has
 * {@link #ANY_FLAGS} is discarded, malformed or not.
 */
enum AttributeType {
    ORIGIN(1, AttributeType.WELL_KNOWN, length -> length == 1),
    AS_PATH(2, AttributeType.WELL_KNOWN, length -> true),
    NEXT_HOP(3, AttributeType.WELL_KNOWN, length -> length == 4),
    MULTI_EXIT_DISC(4, AttributeType.OPTIONAL, length -> length == 4),
    LOCAL_PREF(5, AttributeType.WELL_KNOWN, length -> length == 4),
    /** Of another length: discarded (RFC 7606, section 7.6). */
    ATOMIC_AGGREGATE(6, AttributeType.WELL_KNOWN, length -> true),
    /** Of another length: discarded (RFC 7606, section 7.7). */
    AGGREGATOR(7, AttributeType.OPTIONAL_TRANSITIVE, length -> true),
    COMMUNITIES(8, AttributeType.OPTIONAL_TRANSITIVE, AttributeType.multipleOf(4)),
    ORIGINATOR_ID(9, AttributeType.OPTIONAL, length -> length == 4),
    CLUSTER_LIST(10, AttributeType.OPTIONAL, AttributeType.multipleOf(4)),
    MP_REACH_NLRI(14, AttributeType.OPTIONAL, length -> true),
    MP_UNREACH_NLRI(15, AttributeType.OPTIONAL, length -> true),
    EXTENDED_COMMUNITIES(16, AttributeType.OPTIONAL_TRANSITIVE, AttributeType.multipleOf(8)),
    AS4_PATH(17, AttributeType.OPTIONAL_TRANSITIVE, length -> true),
    AS4_AGGREGATOR(18, AttributeType.OPTIONAL_TRANSITIVE, length -> true),
    /** RFC 6514, section 5: an error matters to multicast VPN routes only. */
    PMSI_TUNNEL(22, AttributeType.ANY_FLAGS, length -> true),
    IPV6_EXTENDED_COMMUNITIES(25, AttributeType.OPTIONAL_TRANSITIVE, AttributeType.multipleOf(20)),
    /** RFC 7311, section 3.1: ignored of a peer it is not enabled for, and discarded when malformed. */
    AIGP(26, AttributeType.ANY_FLAGS, length -> true),
    /** RFC 8092, section 5. */
    LARGE_COMMUNITIES(32, AttributeType.OPTIONAL_TRANSITIVE, AttributeType.multipleOf(12)),
    /** Only to customer: RFC 9234, section 5. */
    ONLY_TO_CUSTOMER(35, AttributeType.OPTIONAL_TRANSITIVE, length -> length == 4),
    /** Anything else: ignored, when it is optional. */
    UNKNOWN(-1, AttributeType.ANY_FLAGS, length -> true);

    private static final int FLAG_OPTIONAL = 0x80;
    private static final int FLAG_TRANSITIVE = 0x40;
    private static final int WELL_KNOWN = FLAG_TRANSITIVE;
    private static final int OPTIONAL = FLAG_OPTIONAL;
    private static final int OPTIONAL_TRANSITIVE = FLAG_OPTIONAL | FLAG_TRANSITIVE;
    private static final int ANY_FLAGS = -1;
    private static final AttributeType[] BY_CODE = byCode();

    private final int code;
    private final int flags;
    private final IntPredicate lengths;

    AttributeType(final int code, final int flags, final IntPredicate lengths) {
        this.code = code;
        this.flags = flags;
        this.lengths = lengths;
    }

    static AttributeType ofCode(final int code) {
        return BY_CODE[code];
    }

    int code() {
        return code;
    }

    /** RFC 7606, section 3 (c): the optional and the transitive bit must be as defined. */
    boolean admitsFlags(final int received) {
        return flags == ANY_FLAGS || (received & OPTIONAL_TRANSITIVE) == flags;
    }

    /** RFC 4271, section 6.3, which RFC 7606 leaves as it is: what is not optional is to be recognized. */
    boolean isUnrecognizedWellKnown(final int received) {
        return this == UNKNOWN && (received & FLAG_OPTIONAL) == 0;
    }

    /** Whether it holds prefixes, which must be found whatever else is wrong (RFC 7606, section 3 (j)). */
    boolean holdsPrefixes() {
        return this == MP_REACH_NLRI || this == MP_UNREACH_NLRI;
    }

    /** Whether only who has no 4-byte ASNs may send it: of any other it is discarded (RFC 6793, section 4.1). */
    boolean isOfTwoByteSpeakers() {
        return this == AS4_PATH || this == AS4_AGGREGATOR;
    }

    /** Whether only internal peers may send it: of any other it is discarded (RFC 7606, sections 7.5, 7.9 and 7.10). */
    boolean isOfInternalPeers() {
        return this == LOCAL_PREF || this == ORIGINATOR_ID || this == CLUSTER_LIST;
    }

    boolean admitsLength(final int length) {
        return lengths.test(length);
    }

    private static IntPredicate multipleOf(final int size) {
        return length -> length != 0 && length % size == 0;
    }

    private static AttributeType[] byCode() {
        final var table = new AttributeType[1 << Byte.SIZE];
        Arrays.fill(table, UNKNOWN);
        for (var type : values()) {
            if (type != UNKNOWN) {
                table[type.code] = type;
            }
        }
        return table;
    }
}

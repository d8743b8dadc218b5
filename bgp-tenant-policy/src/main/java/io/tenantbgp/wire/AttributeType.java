/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The path attributes whose errors matter (RFC 7606, section 7; RFC 8092, section 5 for large communities). An error in
 * their flags or length makes the UPDATE a withdrawal; the ones with {@link #ANY_FLAGS} are discarded instead.
 */
enum AttributeType {
    ORIGIN(1, AttributeType.WELL_KNOWN, length -> length == 1),
    AS_PATH(2, AttributeType.WELL_KNOWN, length -> true),
    NEXT_HOP(3, AttributeType.WELL_KNOWN, length -> length == 4),
    MULTI_EXIT_DISC(4, AttributeType.OPTIONAL, length -> length == 4),
    /** Not to be sent over eBGP: discarded. */
    LOCAL_PREF(5, AttributeType.ANY_FLAGS, length -> true),
    ATOMIC_AGGREGATE(6, AttributeType.ANY_FLAGS, length -> true),
    AGGREGATOR(7, AttributeType.ANY_FLAGS, length -> true),
    COMMUNITIES(8, AttributeType.OPTIONAL_TRANSITIVE, AttributeType.multipleOf(4)),
    MP_REACH_NLRI(14, AttributeType.OPTIONAL, length -> true),
    MP_UNREACH_NLRI(15, AttributeType.OPTIONAL, length -> true),
    EXTENDED_COMMUNITIES(16, AttributeType.OPTIONAL_TRANSITIVE, AttributeType.multipleOf(8)),
    AS4_PATH(17, AttributeType.ANY_FLAGS, length -> true),
    AS4_AGGREGATOR(18, AttributeType.ANY_FLAGS, length -> true),
    LARGE_COMMUNITIES(32, AttributeType.OPTIONAL_TRANSITIVE, AttributeType.multipleOf(12)),
    /** Anything else. One that claims to be well-known is an error: nobody can know it. */
    UNKNOWN(-1, AttributeType.OPTIONAL, length -> true);

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
        if (flags == ANY_FLAGS) {
            return true;
        }
        return this == UNKNOWN ? (received & FLAG_OPTIONAL) != 0 : (received & OPTIONAL_TRANSITIVE) == flags;
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

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import java.util.Optional;

/**
 * The types of an AS_PATH segment (RFC 4271, section 4.3; RFC 5065, section 3).
 */
public enum AsPathSegment {
    /** Unordered ASNs of an aggregate. */
    AS_SET(1),
    /** Ordered ASNs. */
    AS_SEQUENCE(2),
    /** Ordered members of the local confederation. */
    AS_CONFED_SEQUENCE(3),
    /** Unordered members of the local confederation. */
    AS_CONFED_SET(4);

    private final int code;

    AsPathSegment(final int code) {
        this.code = code;
    }

    /**
     * Finds a type by its code on the wire.
     *
     * @param code the path segment type, 0..255
     * @return the type, empty when there is none: the AS_PATH is malformed then
     */
    public static Optional<AsPathSegment> ofCode(final int code) {
        for (var type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /**
     * The code on the wire.
     *
     * @return the path segment type
     */
    public int code() {
        return code;
    }

    int hops(final int members) {
        return switch (this) {
            case AS_SEQUENCE -> members;
            case AS_SET -> 1;
            case AS_CONFED_SEQUENCE, AS_CONFED_SET -> 0;
        };
    }
}

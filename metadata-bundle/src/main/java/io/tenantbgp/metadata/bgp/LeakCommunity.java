/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * The communities by which a tenant has a prefix leave the overlay; feature page, section Allowed Tenant Leak
 * Communities.
 */
@NonNullByDefault
public enum LeakCommunity {
    /** Reachable from the underlay as well. */
    LEAK_TO_UNDERLAY(1, "leak-to-underlay"),
    /** Reachable from the underlay instead of the overlay. */
    DROP_FROM_OVERLAY(2, "drop-from-overlay");

    /** The first half of both. */
    public static final int ASN = 65100;

    private final int value;
    private final String meaning;

    LeakCommunity(final int value, final String meaning) {
        this.value = value;
        this.meaning = meaning;
    }

    /** Finds it by its text, {@code 65100:1} or, as the feature page has it, {@code 65100:01}. */
    static Optional<LeakCommunity> parse(final String text) {
        return Arrays.stream(values())
            .filter(each -> text.equals(each.toString()) || text.equals(ASN + ":0" + each.value)).findFirst();
    }

    /** The second half. */
    public int value() {
        return value;
    }

    /** A name for it. */
    public String meaning() {
        return meaning;
    }

    @Override
    public String toString() {
        return ASN + ":" + value;
    }
}

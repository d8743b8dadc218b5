/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

/** How foreign text stands in messages: short, and without control characters. */
final class Words {
    private static final int MOST_CHARACTERS = 80;

    private Words() {
        // static methods only
    }

    static String quoted(final String text) {
        return "'" + shown(text, MOST_CHARACTERS) + "'";
    }

    /** At most so many characters of it; what is no printable character becomes a question mark. */
    static String shown(final String text, final int most) {
        final var cut = text.length() > most ? text.substring(0, most) + "..." : text;
        return cut.replaceAll("[^\\x20-\\x7E]", "?");
    }
}

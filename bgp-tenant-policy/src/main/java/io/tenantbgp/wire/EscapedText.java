/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import java.util.Locale;

/** What a tenant wrote, made safe for a log line and for the operational datastore. */
final class EscapedText {
    private static final char QUOTE = '"';
    private static final char BACKSLASH = '\\';

    private EscapedText() {
        // static methods only
    }

    /**
     * Keeps printable ASCII as it is and writes everything else as {@code \\uXXXX}: no line breaks, terminal escapes or
     * characters that change the direction of the text.
     */
    static String of(final CharSequence text, final int maxCharacters) {
        final var out = new StringBuilder();
        for (int i = 0; i < text.length() && i < maxCharacters; i++) {
            final char ch = text.charAt(i);
            if (ch >= ' ' && ch <= '~' && ch != QUOTE && ch != BACKSLASH) {
                out.append(ch);
            } else {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) ch));
            }
        }
        return text.length() > maxCharacters ? out + "..." : out.toString();
    }
}

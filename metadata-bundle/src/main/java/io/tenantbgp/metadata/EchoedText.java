/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import org.eclipse.jdt.annotation.NonNullByDefault;

/** What comes from a client and is sent back: bounded, and visible ASCII only. */
@NonNullByDefault
final class EchoedText {
    private EchoedText() {
        // Hidden on purpose
    }

    /** Returns the first characters of a text, with U+XXXX in angle brackets for those that are not visible ASCII. */
    static String of(final String text, final int most) {
        final var echoed = new StringBuilder();
        text.chars().limit(most).forEach(character -> {
            if (character >= ' ' && character <= '~') {
                echoed.append((char) character);
            } else {
                echoed.append(String.format("<U+%04X>", character));
            }
        });
        return text.length() > most ? echoed.append("...").toString() : echoed.toString();
    }
}

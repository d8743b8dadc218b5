/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * A remark about an import.
 *
 * @param kind what it is about
 * @param path the key in the TOML text; empty: about none
 * @param line the line of the key; 0: about none
 * @param text what to know or to do
 */
public record Note(Kind kind, String path, int line, String text) {
    /** Validates the remark. */
    public Note {
        requireNonNull(kind);
        requireNonNull(path);
        requireNonNull(text);
    }

    /** As in the model. */
    public enum Kind {
        /** Nobody knows the key. */
        UNKNOWN_KEY,
        /** Nothing of BGP peering. */
        IGNORED,
        /** To be configured elsewhere, or not at all. */
        NOT_CARRIED_OVER,
        /** Carried over with another meaning, or from another place. */
        DIFFERENT,
        /** Not in the text, and stays. */
        KEPT;

        /**
         * The name in the model.
         *
         * @return such as {@code unknown-key}
         */
        public String yangName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Note at(final Kind kind, final TomlItem item, final String text) {
        return new Note(kind, item.pathText(), item.line(), text);
    }

    static Note of(final Kind kind, final String text) {
        return new Note(kind, "", 0, text);
    }
}

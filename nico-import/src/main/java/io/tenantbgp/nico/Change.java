/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;

/**
 * One value that changes; both values can be absent when a routing profile comes or goes, which has none itself.
 *
 * @param kind what becomes of it
 * @param path a path as RESTCONF has it below /rests/data
 * @param before the running value
 * @param after the value there will be
 */
public record Change(Kind kind, String path, Optional<String> before, Optional<String> after) {
    /** What becomes of a value. */
    public enum Kind {
        /** It is new. */
        ADDED,
        /** It becomes another one. */
        CHANGED,
        /** It goes. */
        REMOVED;

        /**
         * The name in the model and in the shell.
         *
         * @return such as {@code added}
         */
        public String yangName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Validates the change. */
    public Change {
        requireNonNull(kind);
        requireNonNull(path);
        requireNonNull(before);
        requireNonNull(after);
    }
}

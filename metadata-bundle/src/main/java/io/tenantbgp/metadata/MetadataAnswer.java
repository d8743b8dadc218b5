/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jdt.annotation.NonNullByDefault;

/** What the metadata tree says to one path: an HTTP status and a text. */
@NonNullByDefault
sealed interface MetadataAnswer {
    /** Returns the HTTP status code. */
    int status();

    /** Returns the exact response body in UTF-8, read-only; nothing is added to it, no newline either. */
    ByteBuffer body();

    /** Returns the text as a body. */
    static ByteBuffer utf8(final String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
    }

    /**
     * The value of a key, or the index of a directory.
     *
     * @param body encoded once and shared by every response, so that a client asking for a large value over and over
     *        without reading the answers does not multiply it in memory
     */
    record Found(ByteBuffer body) implements MetadataAnswer {
        public Found {
            body = body.asReadOnlyBuffer();
        }

        /** Encodes into direct memory: of a heap buffer Netty makes a direct copy for every response that waits. */
        static Found of(final String text) {
            final var octets = text.getBytes(StandardCharsets.UTF_8);
            return new Found(ByteBuffer.allocateDirect(octets.length).put(octets).flip());
        }

        @Override
        public ByteBuffer body() {
            return body.asReadOnlyBuffer();
        }

        @Override
        public int status() {
            return 200;
        }
    }

    /**
     * Nothing has this name.
     *
     * @param key the name asked for, as the client spelt it: any characters, any length
     */
    record NotFound(String key) implements MetadataAnswer {
        private static final int MAX_ECHOED_CHARACTERS = 128;

        public NotFound {
            requireNonNull(key);
        }

        @Override
        public int status() {
            return 404;
        }

        @Override
        public ByteBuffer body() {
            return utf8("metadata category not found: " + printable(key));
        }

        /** The key comes from the tenant: what is echoed is bounded, and visible ASCII only. */
        private static String printable(final String key) {
            final var echoed = new StringBuilder();
            key.chars().limit(MAX_ECHOED_CHARACTERS).forEach(character -> {
                if (character >= ' ' && character <= '~') {
                    echoed.append((char) character);
                } else {
                    echoed.append(String.format("<U+%04X>", character));
                }
            });
            return key.length() > MAX_ECHOED_CHARACTERS ? echoed.append("...").toString() : echoed.toString();
        }
    }

    /** The DPU has no configuration yet, so that no key has a value. */
    record Unavailable() implements MetadataAnswer {
        @Override
        public int status() {
            return 503;
        }

        @Override
        public ByteBuffer body() {
            return utf8("metadata currently unavailable");
        }
    }
}

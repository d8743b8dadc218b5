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
    /** The media type of what is not said otherwise. */
    String TEXT = "text/plain; charset=utf-8";

    /** Returns the HTTP status code. */
    int status();

    /** Returns the exact response body in UTF-8, read-only; nothing is added to it, no newline either. */
    ByteBuffer body();

    /** Returns the media type of the body. */
    default String contentType() {
        return TEXT;
    }

    /** Returns the text as a body. */
    static ByteBuffer utf8(final String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
    }

    /**
     * The value of a key, or the index of a directory.
     *
     * @param body encoded once and shared by every response, so that a client asking for a large value over and over
     *        without reading the answers does not multiply it in memory
     * @param contentType media type
     */
    record Found(ByteBuffer body, String contentType) implements MetadataAnswer {
        public Found {
            body = body.asReadOnlyBuffer();
            requireNonNull(contentType);
        }

        static Found of(final String text) {
            return new Found(direct(text), TEXT);
        }

        static Found json(final String text) {
            return new Found(direct(text), "application/json");
        }

        /** Encodes into direct memory: of a heap buffer Netty makes a direct copy for every response that waits. */
        private static ByteBuffer direct(final String text) {
            final var octets = text.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocateDirect(octets.length).put(octets).flip();
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
     * A text made for this request, of a few kilobytes at most.
     *
     * @param text the body
     */
    record Computed(String text) implements MetadataAnswer {
        public Computed {
            requireNonNull(text);
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public ByteBuffer body() {
            return utf8(text);
        }
    }

    /**
     * A parameter of the query makes no sense.
     *
     * @param message what to write instead; may have what the client wrote, any characters, any length
     */
    record BadQuery(String message) implements MetadataAnswer {
        private static final int MAX_CHARACTERS = 512;

        public BadQuery {
            requireNonNull(message);
        }

        @Override
        public int status() {
            return 400;
        }

        @Override
        public ByteBuffer body() {
            return utf8(EchoedText.of(message, MAX_CHARACTERS));
        }
    }

    /**
     * Nothing has this name.
     *
     * @param key the name asked for, as the client spelt it: any characters, any length
     * @param why more to say, empty for nothing
     */
    record NotFound(String key, String why) implements MetadataAnswer {
        private static final int MAX_ECHOED_CHARACTERS = 128;

        public NotFound {
            requireNonNull(key);
            requireNonNull(why);
        }

        @Override
        public int status() {
            return 404;
        }

        @Override
        public ByteBuffer body() {
            return utf8("metadata category not found: " + EchoedText.of(key, MAX_ECHOED_CHARACTERS) + why);
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

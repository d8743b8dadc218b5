/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.AsciiString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jdt.annotation.NonNullByDefault;

/** What the metadata tree says to one path: an HTTP status and a text. */
@NonNullByDefault
sealed interface MetadataAnswer {
    /** The media type of what is not said otherwise. */
    AsciiString TEXT = AsciiString.cached("text/plain; charset=utf-8");
    AsciiString JSON = AsciiString.cached("application/json");

    /** Returns the HTTP status code. */
    int status();

    /** Returns the exact response body in UTF-8, for one reader; nothing is added to it, no newline either. */
    ByteBuf body();

    /** Returns the media type of the body. */
    default AsciiString contentType() {
        return TEXT;
    }

    /** Returns the text as a body. */
    static ByteBuf utf8(final String text) {
        return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The value of a key, or the index of a directory.
     *
     * @param body encoded once and shared by every response, so that a client asking for a large value over and over
     *        without reading the answers does not multiply it in memory
     * @param contentType media type
     */
    record Found(ByteBuf body, AsciiString contentType) implements MetadataAnswer {
        public Found {
            body = Unpooled.unreleasableBuffer(body.asReadOnly());
            requireNonNull(contentType);
        }

        static Found of(final String text) {
            return new Found(direct(text), TEXT);
        }

        static Found json(final String text) {
            return new Found(direct(text), JSON);
        }

        /** Encodes into direct memory: of a heap buffer Netty makes a direct copy for every response that waits. */
        private static ByteBuf direct(final String text) {
            final var octets = text.getBytes(StandardCharsets.UTF_8);
            return Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(octets.length).put(octets).flip());
        }

        @Override
        public ByteBuf body() {
            return body.duplicate();
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
        public ByteBuf body() {
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
        public ByteBuf body() {
            return utf8(EchoedText.of(message, MAX_CHARACTERS));
        }
    }

    /**
     * Nothing has this name.
     *
     * @param key the name asked for, as the client spelt it: any characters, any length
     */
    record NotFound(String key) implements MetadataAnswer {
        /** No less than the server takes in a URI. */
        private static final int MAX_ECHOED_CHARACTERS = ServerLimits.REQUEST_LINE_OCTETS;

        public NotFound {
            requireNonNull(key);
        }

        @Override
        public int status() {
            return 404;
        }

        @Override
        public ByteBuf body() {
            return utf8("metadata category not found: " + EchoedText.of(key, MAX_ECHOED_CHARACTERS));
        }
    }

    /** The DPU has no configuration yet, so that no key has a value. */
    record Unavailable() implements MetadataAnswer {
        @Override
        public int status() {
            return 503;
        }

        @Override
        public ByteBuf body() {
            return utf8("metadata currently unavailable");
        }
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Optional;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Cuts a TCP stream into BGP messages. Keeps at most one incomplete message, so 4096 bytes; whole messages are slices
 * of what was received, not copies. Not thread-safe.
 */
public final class MessageFramer implements AutoCloseable {
    private final ByteBufAllocator allocator;
    private @Nullable ByteBuf partial;

    /**
     * Makes a framer for one connection.
     *
     * @param allocator where the buffer of an incomplete message comes from
     */
    public MessageFramer(final ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /**
     * Takes the next whole message.
     *
     * @param in bytes received; what belongs to the message, or to an incomplete one, is read from it
     * @return the message, the caller's to release; empty when {@code in} is used up
     * @throws SessionResetException when the stream is broken: nothing more can be read from it
     */
    public Optional<ByteBuf> next(final ByteBuf in) throws SessionResetException {
        if (partial != null) {
            return resume(partial, in);
        }
        final int available = in.readableBytes();
        if (available >= MessageHeader.LENGTH) {
            final int length = MessageHeader.check(in, in.readerIndex());
            if (available >= length) {
                return Optional.of(in.readRetainedSlice(length));
            }
        }
        if (available > 0) {
            partial = allocator.buffer(MessageHeader.LENGTH, MessageHeader.MAX_MESSAGE).writeBytes(in);
        }
        return Optional.empty();
    }

    private Optional<ByteBuf> resume(final ByteBuf message, final ByteBuf in) throws SessionResetException {
        fill(message, in, MessageHeader.LENGTH);
        if (message.readableBytes() >= MessageHeader.LENGTH) {
            final int length = MessageHeader.check(message, message.readerIndex());
            fill(message, in, length);
            if (message.readableBytes() == length) {
                partial = null;
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    private static void fill(final ByteBuf message, final ByteBuf in, final int length) {
        final int missing = length - message.readableBytes();
        if (missing > 0) {
            message.writeBytes(in, Math.min(missing, in.readableBytes()));
        }
    }

    /** Drops an incomplete message. */
    @Override
    public void close() {
        if (partial != null) {
            partial.release();
            partial = null;
        }
    }
}

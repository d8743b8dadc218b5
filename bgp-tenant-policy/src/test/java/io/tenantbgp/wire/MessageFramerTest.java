/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageFramerTest {
    private static final String KEEPALIVE = "ffffffffffffffffffffffffffffffff001304";
    private static final String CEASE = "ffffffffffffffffffffffffffffffff0015030602";

    private final MessageFramer framer = new MessageFramer(UnpooledByteBufAllocator.DEFAULT);

    @AfterEach
    void close() {
        framer.close();
    }

    @Test
    void messagesInOnePieceAreCutApart() throws SessionResetException {
        assertEquals(List.of(KEEPALIVE, CEASE, KEEPALIVE), feed(Bytes.of(KEEPALIVE + CEASE + KEEPALIVE)));
    }

    @Test
    void messagesInPiecesOfOneByteAreJoined() throws SessionResetException {
        final var stream = Bytes.of(KEEPALIVE + CEASE + KEEPALIVE);
        final var messages = new ArrayList<String>();
        while (stream.isReadable()) {
            messages.addAll(feed(stream.readRetainedSlice(1)));
        }
        assertEquals(List.of(KEEPALIVE, CEASE, KEEPALIVE), messages);
    }

    @Test
    void anIncompleteMessageIsKeptUntilTheRestComes() throws SessionResetException {
        assertEquals(List.of(KEEPALIVE), feed(Bytes.of(KEEPALIVE + CEASE.substring(0, 38))));
        assertEquals(List.of(CEASE, KEEPALIVE), feed(Bytes.of(CEASE.substring(38) + KEEPALIVE)));
    }

    @Test
    void wholeMessagesAreNotCopied() throws SessionResetException {
        final var in = Bytes.of(KEEPALIVE);
        final var message = framer.next(in).orElseThrow();
        in.setByte(18, 1);
        assertEquals(1, message.getByte(18), "a slice of what came in");
        message.release();
    }

    @Test
    void theLongestMessagePasses() throws SessionResetException {
        final var longest = Bytes.message(MessageType.UPDATE, "00".repeat(4096 - 19));
        assertEquals(1, feed(longest).size());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // what, the 19 bytes, the NOTIFICATION's code, subcode and data
        "marker,                    fffffffffffffffffffffffffffffffe001304, 0101",
        "length below the header,   ffffffffffffffffffffffffffffffff001204, 01020012",
        "length above 4096,         ffffffffffffffffffffffffffffffff100102, 01021001",
        "OPEN too short,            ffffffffffffffffffffffffffffffff001c01, 0102001c",
        "UPDATE too short,          ffffffffffffffffffffffffffffffff001602, 01020016",
        "NOTIFICATION too short,    ffffffffffffffffffffffffffffffff001403, 01020014",
        "KEEPALIVE with a body,     ffffffffffffffffffffffffffffffff001404, 01020014",
        "type 0,                    ffffffffffffffffffffffffffffffff001300, 010300",
        "type 6,                    ffffffffffffffffffffffffffffffff001306, 010306",
        "type 255,                  ffffffffffffffffffffffffffffffff0013ff, 0103ff",
    })
    void aBrokenHeaderIsAnsweredAsRfc4271Says(final String what, final String header, final String notification) {
        final var whole = assertThrows(SessionResetException.class, () -> feed(Bytes.of(header)), what);
        final var expected = Bytes.messageHex(MessageType.NOTIFICATION, notification);
        assertEquals(expected, Bytes.hex(whole.notification().write(UnpooledByteBufAllocator.DEFAULT)));
    }

    @Test
    void aBrokenHeaderIsFoundInPiecesToo() throws SessionResetException {
        feed(Bytes.of("ffffffffffffffffffffffff"));
        assertThrows(SessionResetException.class, () -> feed(Bytes.of("fffffffeffff001304")));
    }

    @Test
    void nothingIsMadeOfNothing() throws SessionResetException {
        assertFalse(framer.next(Unpooled.EMPTY_BUFFER).isPresent());
    }

    private List<String> feed(final ByteBuf in) throws SessionResetException {
        final var messages = new ArrayList<String>();
        try {
            for (var next = framer.next(in); next.isPresent(); next = framer.next(in)) {
                messages.add(Bytes.hex(next.orElseThrow()));
            }
            assertFalse(in.isReadable(), "all bytes are taken");
        } finally {
            in.release();
        }
        return messages;
    }
}

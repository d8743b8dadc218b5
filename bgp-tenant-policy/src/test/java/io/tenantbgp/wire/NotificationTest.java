/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NotificationTest {
    @Test
    void isWrittenWithItsData() {
        assertEquals("ffffffffffffffffffffffffffffffff0018030207010400",
            Bytes.hex(Notification.of(2, 7, (byte) 1, (byte) 4, (byte) 0).write(UnpooledByteBufAllocator.DEFAULT)));
    }

    @Test
    void isReadAsItWasWritten() {
        final var sent = Notification.of(NotificationCode.BAD_MESSAGE_LENGTH, (byte) 0x10, (byte) 1);
        final var bytes = sent.write(UnpooledByteBufAllocator.DEFAULT);
        assertEquals(sent, Notification.read(bytes));
        bytes.release();
    }

    @Test
    void aShutdownsTextIsShown() {
        assertEquals("Cease, Administrative Shutdown (6/2) \"back at 5\"", describe("0602 09 6261636b2061742035"));
    }

    @Test
    void whatATenantWroteCannotBreakALine() {
        // LF, ESC, a quote, a backslash, RIGHT-TO-LEFT OVERRIDE, and a byte that is no UTF-8
        final var escaped = "#000a#001b#0022#005c#202e#fffd".replace("#", "\\u");
        assertEquals("Cease, Administrative Shutdown (6/2) \"" + escaped + "\"",
            describe("0602 08 0a1b225c e280ae ff"));
    }

    @Test
    void aShutdownsTextIsBounded() {
        final var text = "x".repeat(255).getBytes(StandardCharsets.US_ASCII);
        assertEquals("Cease, Administrative Reset (6/4) \"" + "x".repeat(255) + "\"",
            describe("0604 ff" + ByteBufUtil.hexDump(text)), "as long as RFC 9003 lets it be");
    }

    @Test
    void ourShutdownSaysWhy() {
        final var shutdown = Notification.withText(NotificationCode.ADMINISTRATIVE_SHUTDOWN, "adiós");
        assertEquals(Bytes.messageHex(MessageType.NOTIFICATION, "0602 06 616469c3b373"),
            Bytes.hex(shutdown.write(UnpooledByteBufAllocator.DEFAULT)));
        assertEquals("Cease, Administrative Reset (6/4) \"why\"",
            Notification.withText(NotificationCode.ADMINISTRATIVE_RESET, "why").describe());
    }

    @Test
    void noOtherNotificationHasATextAndNoneALongerOne() {
        assertThrows(IllegalArgumentException.class, () -> Notification.withText(NotificationCode.CEASE, "why"));
        assertThrows(IllegalArgumentException.class,
            () -> Notification.withText(NotificationCode.ADMINISTRATIVE_SHUTDOWN, "x".repeat(256)));
    }

    @Test
    void aTextLongerThanTheMessageIsNotRead() {
        assertEquals("Cease, Administrative Shutdown (6/2)", describe("0602 0a 6261"));
    }

    @Test
    void onlyShutdownsHaveAText() {
        assertEquals("Cease, Connection Rejected (6/5)", describe("0605 02 6869"));
    }

    @Test
    void anUnknownCodeIsShownByItsNumbers() {
        assertEquals("NOTIFICATION (200/201)", describe("c8c9"));
    }

    @Test
    void codesAndDataMustFitAMessage() {
        assertThrows(IllegalArgumentException.class, () -> Notification.of(256, 0));
        assertThrows(IllegalArgumentException.class, () -> Notification.of(6, 0, new byte[4076]));
    }

    private static String describe(final String body) {
        return Notification.read(Bytes.message(MessageType.NOTIFICATION, body)).describe();
    }
}

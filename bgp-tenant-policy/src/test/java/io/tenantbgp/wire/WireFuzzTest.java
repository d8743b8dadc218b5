/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Whatever bytes come, reading them ends with a message or with a {@link SessionResetException}. */
class WireFuzzTest {
    private static final int MUTATIONS = 2000;
    private static final String ATTRIBUTES = "400101 00 400206 0201 0000fdf2 400304 0a000002 c00804 fe4c0001 "
        + "c0110a 0202 fa56ea01 00000007 800e1c 0002 01 10 20010db8000000000000000000000002 00 30 20010db80113";
    private static final String OPEN = "04 fdf2 0009 0a000002 14 02 06 0104 0001 00 01 02 02 0200 02 06 4104 0000fdf2";

    @RepeatedTest(4)
    void mutatedMessagesAreReadOrRefused(final RepetitionInfo seed) {
        final var random = new Random(seed.getCurrentRepetition());
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            read += read(mutate(Bytes.update("18cb0071", ATTRIBUTES, "20cb00710a"), random)) ? 1 : 0;
            read(mutate(Bytes.message(MessageType.OPEN, OPEN), random));
        }
        assertTrue(read > 0 && read < MUTATIONS, "some are read and some refused, not " + read);
    }

    @RepeatedTest(4)
    void noiseIsReadOrRefused(final RepetitionInfo seed) {
        final var random = new Random(seed.getCurrentRepetition());
        for (int i = 0; i < MUTATIONS; i++) {
            final var body = new byte[random.nextInt(300)];
            random.nextBytes(body);
            for (var type : MessageType.values()) {
                final var message = Unpooled.buffer();
                final int start = MessageHeader.start(message, type);
                message.writeBytes(body);
                MessageHeader.finish(message, start);
                read(message);
            }
        }
    }

    private static ByteBuf mutate(final ByteBuf message, final Random random) {
        final int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            message.setByte(MessageHeader.LENGTH + random.nextInt(message.readableBytes() - MessageHeader.LENGTH),
                random.nextInt());
        }
        return message;
    }

    /** Reads everything there is to read; false when the session would be reset. */
    private static boolean read(final ByteBuf in) {
        try (var framer = new MessageFramer(UnpooledByteBufAllocator.DEFAULT)) {
            // A slice: released with what it was cut from.
            final var message = framer.next(in).orElseThrow();
            message.release();
            switch (MessageType.ofCode(MessageHeader.typeCode(message)).orElseThrow()) {
                case OPEN -> OpenMessage.read(message);
                case UPDATE -> {
                    readPrefixes(new UpdateReader(true).read(message));
                    readPrefixes(new UpdateReader(false).read(message));
                }
                case NOTIFICATION -> Notification.read(message).describe();
                case ROUTE_REFRESH -> {
                    RouteRefreshMessage.read(message, false);
                    RouteRefreshMessage.read(message, true);
                }
                default -> {
                    // KEEPALIVE: no body.
                }
            }
            return true;
        } catch (SessionResetException e) {
            return false;
        } finally {
            in.release();
        }
    }

    private static void readPrefixes(final UpdateMessage update) throws SessionResetException {
        for (var field : update.withdrawn()) {
            readPrefixes(field);
        }
        for (var announcement : update.announced()) {
            readPrefixes(announcement.prefixes());
        }
    }

    private static void readPrefixes(final NlriField field) throws SessionResetException {
        final var cursor = field.prefixes();
        while (cursor.next()) {
            cursor.prefix();
        }
    }
}

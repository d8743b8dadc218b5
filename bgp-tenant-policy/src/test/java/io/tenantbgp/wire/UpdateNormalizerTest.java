/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.tenantbgp.policy.CaseTable;
import io.tenantbgp.policy.CaseTable.Row;
import io.tenantbgp.session.WireWords;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class UpdateNormalizerTest {
    private static final int MUTATIONS = 5_000;
    private static final String EVPN = "0522 0001c00002670001 00000000000000000000 00000000 18c6339600 00000000 002711";
    private static final Map<String, String> WORDS = words();

    static Stream<Row> cases() {
        return CaseTable.readFrom("/wire/neighbor-update-cases.csv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void anUpdateBecomesWhatItsRowSays(final Row row) throws Exception {
        final var normalizer = new UpdateNormalizer(row.get("peer").equals("internal"), family -> true);
        final var update = Bytes.update(hex(row.get("withdrawn")), hex(row.get("attributes")), hex(row.get("nlri")));
        if (row.get("session").equals("stays")) {
            final var normalized = normalizer.normalize(update, UnpooledByteBufAllocator.DEFAULT);
            assertEquals(row.isAbsent("messages") ? List.of()
                    : Arrays.stream(row.get("messages").split("\\|")).map(UpdateNormalizerTest::message).toList(),
                normalized.messages().stream().map(Bytes::hex).toList());
            assertEquals(row.get("error"),
                normalized.error().map(error -> error.code() + "/" + error.subcode()).orElse("-"));
        } else {
            assertEquals(notification(row.get("session"), row.get("data")), reset(update, normalizer));
        }
    }

    /** BGPCEP has a table for IPv4 of every neighbour. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # withdrawn | path attributes                   | NLRI | messages
        -           | path                              | a    | -
        a           | -                                 | -    | -
        -           | -                                 | -    | -
        -           | origin as-path reach6             | -    | -
        -           | unreach6                          | -    | -
        -           | 400101 03 as-path next-hop        | a    | -
        -           | origin as-path rt reach-evpn      | -    | -;origin as-path rt reach-evpn;-
        b           | path rt reach-evpn unreach6       | a    | -;origin as-path rt reach-evpn;-
        -           | 800f03 0019 46                    | -    | -;800f03 0019 46;-
        """)
    void familyTheSessionDoesNotHaveIsLeftOut(final String withdrawn, final String attributes, final String nlri,
            final String messages) throws Exception {
        final int evpn = 25 << Byte.SIZE | 70;
        final var normalized = new UpdateNormalizer(false, family -> family == evpn)
            .normalize(Bytes.update(hex(withdrawn), hex(attributes), hex(nlri)), UnpooledByteBufAllocator.DEFAULT);
        assertEquals(messages.equals("-") ? List.of() : List.of(message(messages)),
            normalized.messages().stream().map(Bytes::hex).toList());
        assertTrue(normalized.error().isEmpty());
    }

    @Test
    void lengthsBeyondTheMessageReset() {
        final var normalizer = new UpdateNormalizer(false, family -> true);
        for (var body : List.of("0001 0000", "0000 0001", "ffff 0000", "0000 ffff 40", "0003 18c612")) {
            assertEquals(notification("3/1", "-"), reset(Bytes.message(MessageType.UPDATE, body), normalizer), body);
        }
        assertEquals(notification("1/2", "0015"), reset(Bytes.message(MessageType.UPDATE, "0000"), normalizer));
    }

    @RepeatedTest(4)
    void whatComesOutIsAsItShouldBe(final RepetitionInfo seed) throws Exception {
        final var random = new Random(seed.getCurrentRepetition());
        final var normalizer = new UpdateNormalizer(seed.getCurrentRepetition() % 2 == 0, family -> true);
        int normal = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            final var update = Bytes.update(hex("b"),
                hex("unreach6 path 400504 00000064 c00804 fdf20001 rt reach-evpn"), hex("a"));
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                update.setByte(MessageHeader.LENGTH + random.nextInt(update.readableBytes() - MessageHeader.LENGTH),
                    random.nextInt());
            }
            final UpdateNormalizer.Normalized normalized;
            try {
                normalized = normalizer.normalize(update, UnpooledByteBufAllocator.DEFAULT);
            } catch (SessionResetException e) {
                continue;
            }
            normal++;
            for (var message : normalized.messages()) {
                assertTrue(message.readableBytes() <= MessageHeader.MAX_MESSAGE);
                final var again = normalizer.normalize(message, UnpooledByteBufAllocator.DEFAULT);
                assertEquals(List.of(ByteBufUtil.hexDump(message)),
                    again.messages().stream().map(Bytes::hex).toList(), "it stays as it is");
                assertTrue(again.error().isEmpty());
                message.release();
            }
        }
        assertTrue(normal > 0 && normal < MUTATIONS, "some are read and some refused, not " + normal);
    }

    private static String reset(final ByteBuf update, final UpdateNormalizer normalizer) {
        return Bytes.hex(assertThrows(SessionResetException.class,
            () -> normalizer.normalize(update, UnpooledByteBufAllocator.DEFAULT))
            .notification().write(UnpooledByteBufAllocator.DEFAULT));
    }

    private static String notification(final String codes, final String data) {
        return Bytes.messageHex(MessageType.NOTIFICATION, Arrays.stream(codes.split("/"))
            .map(code -> String.format("%02x", Integer.parseInt(code))).collect(Collectors.joining()) + hex(data));
    }

    private static String message(final String fields) {
        final var parts = Arrays.stream(fields.split(";")).map(String::trim).map(UpdateNormalizerTest::hex).toList();
        return Bytes.hex(Bytes.update(parts.get(0), parts.get(1), parts.get(2)));
    }

    private static String hex(final String cell) {
        return WireWords.hex(cell, WORDS);
    }

    private static Map<String, String> words() {
        final var words = new HashMap<String, String>(Map.of("origin", "40010100", "as-path", "40020602010000fc5b",
            "next-hop", "4003040afe0104", "rt", "c010080002fc0000002711", "evpn", EVPN,
            "reach6", "800e1c 0002 01 10 20010db8025400050000000000000000 00 3020010db80001",
            "unreach6", "800f0a 0002 01 3020010db80001", "a", "18c61201", "b", "18c61202"));
        words.put("path", Stream.of("origin", "as-path", "next-hop").map(words::get).collect(Collectors.joining()));
        words.put("reach-evpn", "800e2d 0019 46 04 c0000267 00 " + EVPN);
        words.put("unreach-evpn", "800f27 0019 46 " + EVPN);
        return words;
    }
}

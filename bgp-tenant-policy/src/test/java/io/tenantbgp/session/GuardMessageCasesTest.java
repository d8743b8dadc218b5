/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.policy.CaseTable;
import io.tenantbgp.policy.CaseTable.Row;
import io.tenantbgp.wire.Bytes;
import io.tenantbgp.wire.MessageType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of message-cases.csv, and the lengths and truncations that are too many for a table. */
class GuardMessageCasesTest {
    private static final String MARKER = "ff".repeat(16);
    private static final String ENHANCED_OPEN =
        "04 fdf2 005a 0a000002 18 02 16 0104 0001 00 01 0104 0002 00 01 0200 4600 4104 0000fdf2";
    /** What each word of the column {@code answer} is on the wire. */
    private static final Map<String, List<String>> ANSWERS = Map.of("nothing", List.of(),
        "end-of-rib4", List.of(Bytes.messageHex(MessageType.UPDATE, "0000 0000")),
        "end-of-rib6", List.of(Bytes.messageHex(MessageType.UPDATE, "0000 0007 900f0003 0002 01")),
        "begin-end4", List.of(Bytes.messageHex(MessageType.ROUTE_REFRESH, "0001 01 01"),
            Bytes.messageHex(MessageType.ROUTE_REFRESH, "0001 02 01")),
        "begin-end6", List.of(Bytes.messageHex(MessageType.ROUTE_REFRESH, "0002 01 01"),
            Bytes.messageHex(MessageType.ROUTE_REFRESH, "0002 02 01")));

    /** Of the latest connection. */
    private SpeakerProbe probe = new SpeakerProbe();

    static Stream<Row> cases() {
        return CaseTable.readFrom("/session/message-cases.csv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aMessageIsAnsweredAsItsRowSays(final Row row) throws Exception {
        final var header = row.get("header");
        final var message = (header.length() < 38 ? MARKER : "") + header + WireWords.hex(row.get("body"), Map.of());
        try (var harness = new GuardHarness(Tenants.peer())) {
            final var channel = in(row.get("state"), harness);
            channel.receive(Bytes.of(message));
            final var data = "whole".equals(row.get("data")) ? message : WireWords.hex(row.get("data"), Map.of());
            final var answer = row.get("answer");
            assertEquals(ANSWERS.getOrDefault(answer, List.of()).isEmpty() && answer.contains("/")
                ? List.of(WireWords.notification(answer, data)) : ANSWERS.get(answer), channel.sent());
            assertEquals(answer.contains("/"), harness.view().state() instanceof SessionState.Active);
        }
    }

    @ParameterizedTest
    @EnumSource(MessageType.class)
    void everyLengthBelowTheHeadersIsBad(final MessageType type) throws Exception {
        for (int length = 0; length < 19; length++) {
            answers(String.format("%s%04x%02x", MARKER, length, type.code()), String.format("0102%04x", length));
        }
    }

    @ParameterizedTest
    @EnumSource(value = MessageType.class, names = "ROUTE_REFRESH", mode = EnumSource.Mode.EXCLUDE)
    void everyLengthBelowTheTypesIsBad(final MessageType type) throws Exception {
        final int least = Map.of(MessageType.OPEN, 29, MessageType.UPDATE, 23, MessageType.NOTIFICATION, 21,
            MessageType.KEEPALIVE, 19).get(type);
        for (int length = 19; length < least; length++) {
            answers(Bytes.messageHex(type, "00".repeat(length - 19)), String.format("0102%04x", length));
        }
    }

    @ParameterizedTest
    @EnumSource(MessageType.class)
    void everyLengthAbove4096IsBad(final MessageType type) throws Exception {
        for (int length : new int[] {4097, 4098, 8192, 32768, 65535}) {
            answers(String.format("%s%04x%02x", MARKER, length, type.code()), String.format("0102%04x", length));
        }
    }

    /** A message that ends in the middle is waited for; when the connection ends there, nothing is said to anybody. */
    @ParameterizedTest
    @EnumSource(MessageType.class)
    void aMessageCutAtAnyByteIsWaitedFor(final MessageType type) throws Exception {
        final var state = switch (type) {
            case OPEN -> "open-sent";
            case KEEPALIVE -> "open-confirm";
            default -> "established";
        };
        final var whole = whole(type);
        for (int cut = 0; cut < whole.length() / 2; cut++) {
            final var harness = new GuardHarness(Tenants.peer());
            final var channel = in(state, harness);
            final var before = harness.view().state();
            channel.receive(Bytes.of(whole.substring(0, 2 * cut)));
            assertEquals(List.of(), channel.sent(), "cut at " + cut);
            assertEquals(before, harness.view().state(), "cut at " + cut);
            assertEquals(List.of(), harness.accepted());
            channel.hangUp();
            final var error = harness.view().lastError().orElseThrow();
            assertEquals("the connection was closed without a NOTIFICATION", error.message(), "cut at " + cut);
            assertEquals("established".equals(state) ? List.of("inactive") : List.of(), probe.events());
            harness.close();
        }
    }

    /** The body ends in the middle and the header says so. */
    @ParameterizedTest
    @EnumSource(value = MessageType.class, names = {"OPEN", "UPDATE"})
    void aBodyCutAtAnyByteIsAnsweredWithTheNotificationOfItsField(final MessageType type) throws Exception {
        final var body = whole(type).substring(38);
        for (int cut = 0; cut < body.length() / 2; cut++) {
            final var message = Bytes.messageHex(type, body.substring(0, 2 * cut));
            final var tooShort = String.format("0102%04x", message.length() / 2);
            final var expected = type == MessageType.OPEN ? cut < 10 ? tooShort : "0200"
                : cut < 4 ? tooShort : cut < body.length() / 2 - 5 ? "0301" : "030a";
            if (type == MessageType.UPDATE && cut == body.length() / 2 - 5) {
                // Without its NLRI it is whole.
                continue;
            }
            answers(message, expected);
        }
    }

    /** The path attributes end in the middle, the lengths say so, and the NLRI follows (RFC 7606, section 4). */
    @ParameterizedTest
    @MethodSource("cutsOfThePath")
    void pathAttributesCutAtAnyByteRejectThePrefixes(final int cut) throws Exception {
        final var path = WireWords.hex("path", WireWords.attributes("4"));
        try (var harness = new GuardHarness(Tenants.peer())) {
            final var channel = in("established", harness);
            channel.receive(Bytes.update("", path.substring(0, 2 * cut), "20cb00710a"));
            assertEquals(List.of(), channel.sent());
            final boolean betweenAttributes = cut == 0 || cut == 4 || cut == 13;
            assertEquals(List.of("203.0.113.10/32 "
                + (betweenAttributes ? "missing-mandatory-attribute" : "malformed-attribute")), harness.rejected());
            channel.receive(Bytes.update("", path, "20cb00710a"));
            assertEquals(List.of("203.0.113.10/32"), harness.accepted(), "the session lives on");
        }
    }

    static IntStream cutsOfThePath() {
        return IntStream.range(0, WireWords.hex("path", WireWords.attributes("4")).length() / 2);
    }

    private void answers(final String message, final String notification) throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            final boolean open = message.startsWith("01", 36) && message.length() > 38;
            final var channel = in(open ? "open-sent" : "established", harness);
            channel.receive(Bytes.of(message));
            assertEquals(List.of(Tenants.notification(notification)), channel.sent(), message);
        }
    }

    private static String whole(final MessageType type) {
        return Bytes.messageHex(type, switch (type) {
            case OPEN -> Tenants.OPEN_BODY;
            case UPDATE -> Bytes.hex(Bytes.update("18cb0072", WireWords.hex("path", WireWords.attributes("4"))
                + "c00804fdf20001", "20cb00710a")).substring(38);
            case NOTIFICATION -> "0602 04 62796521";
            case KEEPALIVE -> "";
            case ROUTE_REFRESH -> "0001 00 01";
        });
    }

    private TenantChannel in(final String state, final GuardHarness harness) throws Exception {
        probe = new SpeakerProbe();
        final var channel = harness.connect(probe);
        if (!"open-sent".equals(state)) {
            channel.receive(Bytes.message(MessageType.OPEN,
                "enhanced".equals(state) ? ENHANCED_OPEN : Tenants.OPEN_BODY));
        }
        if (state.startsWith("e")) {
            channel.receive(Tenants.keepalive());
            assertTrue(harness.view().state() instanceof SessionState.Established, state);
        }
        channel.sent();
        probe.events();
        return channel;
    }
}

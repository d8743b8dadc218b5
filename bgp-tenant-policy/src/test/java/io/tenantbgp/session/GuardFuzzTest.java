/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.tenantbgp.policy.PathFacts;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.testing.Mutator;
import io.tenantbgp.wire.Bytes;
import io.tenantbgp.wire.MessageHeader;
import io.tenantbgp.wire.MessageType;
import io.tenantbgp.wire.NlriField;
import io.tenantbgp.wire.SessionResetException;
import io.tenantbgp.wire.UpdateReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Whatever bytes a tenant sends: no exception leaves the guard, none happens inside, no buffer is lost, and BGPCEP is
 * told only what policy allows. For five seconds each; {@code -Dfuzz.seed=N} repeats a run.
 */
class GuardFuzzTest {
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final int CONNECTIONS_PER_HARNESS = 10;
    private static final int MESSAGES_PER_CONNECTION = 200;
    private static final Prefix ALLOWED4 = Prefix.parse("203.0.113.0/24");
    private static final Prefix ALLOWED6 = Prefix.parse("2001:db8:113::/48");
    private static final Set<MessageType> FOR_A_TENANT = EnumSet.of(MessageType.KEEPALIVE, MessageType.NOTIFICATION,
        MessageType.UPDATE, MessageType.ROUTE_REFRESH);
    private static final byte[][] OPENS = corpus(Bytes.messageHex(MessageType.OPEN, Tenants.OPEN_BODY),
        Bytes.messageHex(MessageType.OPEN, "04 fdf2 005a 0a000002 00"),
        Bytes.messageHex(MessageType.OPEN, "04 5ba0 005a 0a000002 1c 0206 0104 0001 00 01 0206 0104 0002 00 01 "
            + "0202 4600 0206 4104 fa56ea01"),
        Bytes.messageHex(MessageType.OPEN, "04 fdf2 005a 0a000002 ff ff 0009 02 0006 4104 0000fdf2"));
    private static final byte[][] SESSION = corpus(
        Bytes.hex(Tenants.announce("20cb00710a 1ccb007110")),
        Bytes.hex(Bytes.update("18cb0071", Tenants.PATH + Tenants.NEXT_HOP + "c00804 fe4c0001 "
            + "800e1c 0002 01 10 00000000000000000000ffff0a000002 00 30 20010db80113", "20cb00710a 1ccb007110")),
        Bytes.hex(Bytes.update("", Tenants.PATH + "800404 00000001 400600 c00708 0000fdf2 0a000002 c01008 "
            + "0002fdf200000001 c0200c 0000fdf20000000100000002 c02304 0000fdf2" + Tenants.NEXT_HOP, "20cb00710a")),
        Bytes.hex(Bytes.update("20cb00710a", "800f0a 0002 01 30 20010db80113", "")),
        Bytes.hex(Bytes.update("", "", "")),
        Bytes.messageHex(MessageType.ROUTE_REFRESH, "0001 00 01"),
        Bytes.messageHex(MessageType.ROUTE_REFRESH, "0002 01 01"),
        Bytes.messageHex(MessageType.ROUTE_REFRESH, "0001 02 01"), Tenants.KEEPALIVE);

    private static final byte[][] ATTRIBUTES = corpus("40010100", "40020602010000fdf2", "4003040a000002",
        "80040400000001", "40050400000064", "400600", "c007080000fdf20a000002", "c00804fe4c0001", "8009040a000002",
        "800e1c0002011000000000000000000000ffff0a000002003020010db80113", "800f0a0002013020010db80114",
        "c010080002fdf200000001", "c0110602010000fdf2", "c012080000fdf20a000002", "801a0b01000b0000000000000001",
        "c0200c0000fdf20000000100000002", "c023040000fdf2", "c0c80401020304");

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Mutator mutator = new Mutator(seed);
    private String last = "";

    @Test
    void mutatedOpensAreReadOrRefused(final TestReporter reporter) throws Exception {
        int connections = 0;
        int confirmed = 0;
        for (final long end = deadline(); System.nanoTime() - end < 0; connections += CONNECTIONS_PER_HARNESS) {
            try (var harness = new GuardHarness(Tenants.peer())) {
                for (int i = 0; i < CONNECTIONS_PER_HARNESS; i++) {
                    final var channel = connect(harness, new SpeakerProbe());
                    send(channel, mutator.next(OPENS));
                    confirmed += harness.view().state() instanceof SessionState.OpenConfirm ? 1 : 0;
                    requireNoFault(harness, channel);
                    channel.hangUp();
                }
            }
        }
        report(reporter, connections + " OPENs, " + confirmed + " accepted");
        assertTrue(confirmed > 0 && confirmed < connections, confirmed + " of " + connections + " are accepted");
    }

    @Test
    void mutatedMessagesOfASessionNeverBecomeWhatIsNotAllowed(final TestReporter reporter) throws Exception {
        int messages = 0;
        int sessions = 0;
        for (final long end = deadline(); System.nanoTime() - end < 0; ) {
            try (var harness = new GuardHarness(Tenants.peer())) {
                for (int i = 0; i < CONNECTIONS_PER_HARNESS; i++) {
                    messages += session(harness);
                    sessions++;
                }
            }
        }
        report(reporter, messages + " messages in " + sessions + " sessions");
        assertTrue(messages > 2 * sessions, "some end the session and some do not: " + messages + " in " + sessions);
    }

    /** One session until a message ends it; returns how many it took. */
    private int session(final GuardHarness harness) throws Exception {
        final var probe = new SpeakerProbe();
        final var channel = connect(harness, probe);
        channel.receive(Unpooled.wrappedBuffer(OPENS[mutator.below(OPENS.length)].clone()));
        channel.receive(Tenants.keepalive());
        assertInstanceOf(SessionState.Established.class, harness.view().state());
        requireAllowed(probe.events().stream().skip(2).toList());
        int messages = 0;
        while (messages < MESSAGES_PER_CONNECTION && channel.isOpen() && !channel.isOutputShutdown()) {
            send(channel, mutator.below(4) == 0 ? mutator.next(SESSION) : update());
            messages++;
            requireAllowed(probe.events());
        }
        requireNoFault(harness, channel);
        channel.hangUp();
        return messages;
    }

    private byte[] update() {
        return ByteBufUtil.getBytes(Bytes.update("", ByteBufUtil.hexDump(mutator.attributes(ATTRIBUTES)),
            mutator.below(8) == 0 ? "" : "20cb00710a 1ccb007110"));
    }

    private static TenantChannel connect(final GuardHarness harness, final SpeakerProbe probe) throws Exception {
        // As long as a host whose connections fail is held off at most.
        harness.nanoTime.addAndGet(Duration.ofMinutes(1).toNanos());
        return harness.connect(probe);
    }

    private void send(final TenantChannel channel, final byte[] message) {
        last = ByteBufUtil.hexDump(message);
        final int cut = mutator.below(message.length + 1);
        channel.receive(Unpooled.copiedBuffer(message, 0, cut));
        channel.receive(Unpooled.copiedBuffer(message, cut, message.length - cut));
    }

    private void requireNoFault(final GuardHarness harness, final TenantChannel channel) throws SessionResetException {
        harness.view().lastError().ifPresent(
            error -> assertFalse(error.message().contains("internal error"), () -> repeat(error.message())));
        for (var message : channel.sent()) {
            final var type = MessageType.ofCode(Integer.parseInt(message.substring(36, 38), 16)).orElseThrow();
            assertTrue(FOR_A_TENANT.contains(type), () -> repeat(message));
        }
    }

    private void requireAllowed(final List<String> events) throws SessionResetException {
        for (var event : events) {
            if (event.startsWith("ff") && !event.equals(Tenants.KEEPALIVE) && !event.startsWith("01", 36)) {
                requireAllowed(event);
            }
        }
    }

    private void requireAllowed(final String event) throws SessionResetException {
        final var message = Bytes.of(event);
        assertEquals(MessageType.UPDATE.code(), MessageHeader.typeCode(message), () -> repeat(event));
        final var update = new UpdateReader(true).read(message);
        final var announced = new ArrayList<NlriField>();
        for (var announcement : update.announced()) {
            assertInstanceOf(PathFacts.Complete.class, announcement.facts(), () -> repeat(event));
            announced.add(announcement.prefixes());
        }
        for (var field : announced) {
            for (var cursor = field.prefixes(); cursor.next(); ) {
                assertTrue(ALLOWED4.contains(cursor.prefix()) || ALLOWED6.contains(cursor.prefix()),
                    () -> repeat(event));
            }
        }
        for (var field : update.withdrawn()) {
            for (var cursor = field.prefixes(); cursor.next(); ) {
                cursor.prefix();
            }
        }
    }

    private void report(final TestReporter reporter, final String what) {
        reporter.publishEntry("fuzz", what + ", seed " + seed);
    }

    private String repeat(final String what) {
        return what + "; last message " + last + "; repeat with -Dfuzz.seed=" + seed;
    }

    private static long deadline() {
        return System.nanoTime() + TIME.toNanos();
    }

    private static byte[][] corpus(final String... messages) {
        return Stream.of(messages).map(hex -> ByteBufUtil.decodeHexDump(hex)).toArray(byte[][]::new);
    }
}

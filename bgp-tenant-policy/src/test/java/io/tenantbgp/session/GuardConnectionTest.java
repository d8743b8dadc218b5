/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.net.InetAddresses;
import io.tenantbgp.wire.Bytes;
import io.tenantbgp.wire.MessageType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who may connect, and how connections end. */
class GuardConnectionTest {
    private final SpeakerProbe probe = new SpeakerProbe();

    @Test
    void aStrangerIsClosedWithoutAByte() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            final var stranger = harness.connect(Tenants.GATEWAY, InetAddresses.forString("10.0.0.3"), probe);
            assertFalse(stranger.isOpen());
            assertEquals(List.of(), stranger.ourOpen());
            assertEquals(List.of(), stranger.sent());
            assertEquals(List.of(), probe.events());
        }
    }

    @Test
    void aHostIsAStrangerOnAnotherGatewayAddress() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            assertFalse(harness.connect(InetAddresses.forString("10.0.1.1"), Tenants.HOST, probe).isOpen());
        }
    }

    @Test
    void aSecondConnectionIsRefusedWhileTheFirstLives() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            final var first = harness.establish(probe);
            final var ignored = new SpeakerProbe();
            final var second = harness.connect(ignored);
            assertEquals(List.of(Tenants.notification("0607")), second.sent());
            second.receive(Tenants.open());
            assertEquals(List.of(), second.sent());
            assertEquals(List.of(), ignored.events());

            first.receive(Tenants.announce("20cb00710a"));
            assertEquals(List.of(Tenants.announced("20cb00710a")), probe.events(), "the first one lives on");
            assertEquals(2, harness.view().counters().connections());
            assertEquals(1, harness.view().counters().connectionsRefused());
        }
    }

    @Test
    void theNextConnectionIsAcceptedWhenTheFirstIsGone() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            harness.establish(probe).close();
            assertEquals(List.of("expect 65010", "release true"), harness.registryCalls);
            assertEquals(List.of("inactive"), probe.events());
            harness.establish(new SpeakerProbe());
            assertEquals(2, harness.view().counters().establishedTransitions(), "counters outlive connections");
        }
    }

    @Test
    void theNextConnectionNeedNotWaitUntilTheLastNotificationIsRead() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            final var first = harness.establish(probe);
            first.receive(Tenants.open());
            assertTrue(first.isOpen(), "still lingering");
            harness.establish(new SpeakerProbe());
        }
    }

    @Test
    void aHostThatConnectsTooOftenIsClosedWithoutAByte() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            for (int i = 0; i < 30; i++) {
                final var channel = harness.establish(new SpeakerProbe());
                assertTrue(channel.isOpen(), "connection " + i);
                channel.close();
            }
            final var refused = harness.connect(new SpeakerProbe());
            assertFalse(refused.isOpen());
            assertEquals(List.of(), refused.sent());
            harness.nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
            assertTrue(harness.connect(new SpeakerProbe()).isOpen());
        }
    }

    @Test
    void aHostThatClosesBeforeItConfirmsLeavesNothingBehind() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            final var channel = harness.connect(probe);
            channel.receive(Tenants.open());
            channel.close();
            assertEquals(List.of(), probe.events());
            assertEquals(List.of(), harness.registryCalls);
            harness.establish(new SpeakerProbe());
        }
    }

    @Test
    void aHostThatClosesInTheMiddleOfAMessageLeavesNothingBehind() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            final var channel = harness.establish(probe);
            final var half = Tenants.announce("20cb00710a");
            channel.receive(half.readRetainedSlice(30));
            half.release();
            channel.close();
            assertEquals(List.of("inactive"), probe.events());
            assertEquals(SessionError.Direction.LOCAL, harness.view().lastError().orElseThrow().direction());
        }
    }

    @Test
    void aMessageMayComeInPiecesOfOneByte() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            final var channel = harness.connect(probe);
            final var stream = Bytes.of(Bytes.hex(Tenants.open()) + Tenants.KEEPALIVE
                + Bytes.hex(Tenants.announce("20cb00710a")));
            while (stream.isReadable()) {
                channel.receive(stream.readRetainedSlice(1));
            }
            stream.release();
            assertEquals(List.of("active", Tenants.OPEN_FOR_SPEAKER, Tenants.KEEPALIVE,
                Tenants.announced("20cb00710a")), probe.events());
        }
    }

    @Test
    void aTenantsNotificationEndsTheSession() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            final var channel = harness.establish(probe);
            channel.receive(Bytes.message(MessageType.NOTIFICATION, "0602 04 62796521"));
            assertFalse(channel.isOpen());
            assertEquals(List.of(), channel.sent(), "a NOTIFICATION is not answered");
            assertEquals(List.of("inactive"), probe.events());
            final var error = harness.view().lastError().orElseThrow();
            assertEquals(SessionError.Direction.RECEIVED, error.direction());
            assertEquals("Cease, Administrative Shutdown (6/2) \"bye!\"", error.message());
        }
    }

    @Test
    void afterANotificationTheInputIsDiscardedForTwoSecondsAtMost() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            final var channel = harness.connect(probe);
            channel.receive(Bytes.of("00".repeat(19)));
            assertEquals(List.of(Tenants.notification("0101")), channel.sent());
            assertTrue(channel.isOutputShutdown(), "the tenant sees the end");
            channel.receive(Bytes.of("00".repeat(3000)));
            channel.pass(1);
            assertTrue(channel.isOpen(), "unread input would turn the close into a reset");
            channel.pass(1);
            assertFalse(channel.isOpen());
        }
    }

    @Test
    void aLostConnectionIsNoFaultOfTheGuard() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            final var channel = harness.establish(probe);
            channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
            assertFalse(channel.isOpen());
            assertEquals(List.of(), channel.sent());
            assertEquals("the connection was lost", harness.view().lastError().orElseThrow().message());
        }
    }

    @Test
    void aFaultOfTheGuardEndsThatSessionOnly() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            final var channel = harness.establish(probe);
            channel.pipeline().fireExceptionCaught(new IllegalStateException("a fault"));
            assertEquals(List.of(Tenants.notification("0600")), channel.sent());
            assertEquals(List.of("inactive"), probe.events());
            assertEquals(List.of("expect 65010", "release true"), harness.registryCalls);
            harness.establish(new SpeakerProbe());
        }
    }

    @Test
    void keepalivesComeOftenerThanBgpcepsWhereConfigured() throws Exception {
        try (var harness = new GuardHarness(Tenants.with(new SessionTimers(30, 3, 480)))) {
            final var channel = harness.connect(probe);
            channel.receive(Tenants.open());
            channel.receive(Tenants.keepalive());
            channel.sent();
            channel.pass(9);
            assertEquals(List.of(Tenants.KEEPALIVE, Tenants.KEEPALIVE, Tenants.KEEPALIVE), channel.sent());
        }
    }

    @Test
    void keepalivesAreLeftToBgpcepWhereItSendsThemOftenEnough() throws Exception {
        try (var harness = new GuardHarness(Tenants.with(new SessionTimers(9, 3, 480)))) {
            final var channel = harness.establish(probe);
            channel.pass(9);
            assertEquals(List.of(), channel.sent());
        }
    }

    @Test
    void aTenantThatFlapsAnAcceptedPrefixIsReadMoreSlowly() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            final var channel = harness.establish(probe);
            flap(channel, 450);
            assertTrue(channel.config().isAutoRead(), "900 UPDATEs are read at once");
            flap(channel, 50);
            assertFalse(channel.config().isAutoRead(), "1000 are not");
            harness.nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
            channel.pass(1);
            assertTrue(channel.config().isAutoRead());
        }
    }

    @Test
    void aTenantThatReconnectsToFlapOnIsReadMoreSlowlyFromTheSixthTimeOn() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            for (int i = 0; i < 5; i++) {
                final var channel = harness.establish(new SpeakerProbe());
                flap(channel, 450);
                assertTrue(channel.config().isAutoRead(), "connection " + i);
                channel.close();
            }
            final var channel = harness.establish(new SpeakerProbe());
            flap(channel, 450);
            assertFalse(channel.config().isAutoRead());
        }
    }

    @Test
    void prefixesThatShareAnUpdateCountLess() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            final var channel = harness.establish(probe);
            final var twenty = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                twenty.append(String.format("20cb0071%02x", i));
            }
            for (int i = 0; i < 200; i++) {
                channel.receive(Tenants.announce(twenty.toString()));
                channel.receive(Bytes.update(twenty.toString(), "", ""));
            }
            probe.events();
            assertTrue(channel.config().isAutoRead(), "8000 prefixes are changed at once");
        }
    }

    private void flap(final TenantChannel channel, final int times) {
        for (int i = 0; i < times; i++) {
            channel.receive(Tenants.announce("20cb00710a"));
            channel.receive(Bytes.update("20cb00710a", "", ""));
        }
        probe.events();
    }

    @Test
    void deniedPrefixesAreReadAtFullSpeed() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            final var channel = harness.establish(probe);
            for (int i = 0; i < 2 * ReadBudget.BURST; i++) {
                channel.receive(Tenants.announce("20c6336407"));
            }
            assertTrue(channel.config().isAutoRead());
        }
    }

    @Test
    void timersOfAClosedConnectionDoNothing() throws Exception {
        try (var harness = new GuardHarness(Tenants.with(new SessionTimers(30, 3, 480)))) {
            final var channel = harness.connect(probe);
            channel.receive(Tenants.open());
            channel.close();
            channel.sent();
            channel.advanceTimeBy(1, TimeUnit.HOURS);
            channel.runPendingTasks();
            assertEquals(List.of(), channel.sent());
        }
    }
}

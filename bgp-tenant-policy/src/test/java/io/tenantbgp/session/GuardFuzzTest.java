/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.wire.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Whatever bytes a tenant sends: no exception leaves the guard, and BGPCEP is told only what policy allows. */
class GuardFuzzTest {
    private static final int MESSAGES = 500;
    private static final int MUTATIONS_FROM = 19;
    private static final Prefix ALLOWED4 = Prefix.parse("203.0.113.0/24");
    private static final Prefix ALLOWED6 = Prefix.parse("2001:db8:113::/48");

    @RepeatedTest(5)
    void noiseEndsTheConnectionAndNothingElse(final RepetitionInfo seed) throws Exception {
        final var random = new Random(seed.getCurrentRepetition());
        try (var harness = new GuardHarness(Tenants.peer())) {
            for (int i = 0; i < MESSAGES; i++) {
                final var probe = new SpeakerProbe();
                final var channel = harness.connect(probe);
                final var noise = new byte[1 + random.nextInt(200)];
                random.nextBytes(noise);
                channel.receive(Unpooled.wrappedBuffer(noise));
                assertEquals(List.of(), probe.events());
                channel.close();
                channel.sent();
                // As long as a host is held off at most.
                harness.nanoTime.addAndGet(Duration.ofMinutes(1).toNanos());
            }
            harness.establish(new SpeakerProbe());
        }
    }

    @RepeatedTest(5)
    void mutatedUpdatesNeverBecomeWhatIsNotAllowed(final RepetitionInfo seed) throws Exception {
        final var random = new Random(seed.getCurrentRepetition());
        try (var harness = new GuardHarness(Tenants.peer())) {
            var channel = harness.establish(new SpeakerProbe());
            int sessions = 1;
            for (int i = 0; i < MESSAGES; i++) {
                channel.receive(mutate(update(), random));
                for (var accepted : harness.view().accepted()) {
                    assertTrue(ALLOWED4.contains(accepted.prefix()) || ALLOWED6.contains(accepted.prefix()),
                        accepted.toString());
                }
                if (harness.view().state().establishedSince().isEmpty()) {
                    channel.close();
                    channel.sent();
                    harness.nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
                    channel = harness.establish(new SpeakerProbe());
                    sessions++;
                }
            }
            assertTrue(sessions > 1 && sessions < MESSAGES, "some end the session and some do not");
        }
    }

    private static ByteBuf update() {
        return Bytes.update("18cb0071", Tenants.PATH + Tenants.NEXT_HOP + "c00804 fe4c0001 "
            + "800e1c 0002 01 10 00000000000000000000ffff0a000002 00 30 20010db80113", "20cb00710a 1ccb007110");
    }

    private static ByteBuf mutate(final ByteBuf message, final Random random) {
        for (int i = random.nextInt(3); i >= 0; i--) {
            message.setByte(MUTATIONS_FROM + random.nextInt(message.readableBytes() - MUTATIONS_FROM),
                random.nextInt());
        }
        return message;
    }
}

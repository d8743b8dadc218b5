/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.WriteBufferWaterMark;
import io.tenantbgp.wire.Bytes;
import io.tenantbgp.wire.MessageType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant that takes nothing of what it is sent, on a connection with hold time 9 s. */
class GuardSendHoldTest {
    private static final int SEND_HOLD_TIME = 20;

    private final SpeakerProbe probe = new SpeakerProbe();
    private GuardHarness harness;
    private TenantChannel channel;

    @BeforeEach
    void establish() throws Exception {
        harness = new GuardHarness(Tenants.with(new SessionTimers(9, 3, SEND_HOLD_TIME)));
        channel = harness.establish(probe);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void theSessionEndsWhenNothingIsTakenForTheSendHoldTime() throws Exception {
        channel.takeNothing();
        keepAlive();
        channel.pass(SEND_HOLD_TIME - 1);
        keepAlive();
        assertTrue(channel.isOpen());

        channel.pass(1);

        assertFalse(channel.isOpen());
        final var error = harness.view().lastError().orElseThrow();
        assertEquals(SessionError.Direction.LOCAL, error.direction());
        assertEquals(8, error.code());
        assertEquals(0, error.subcode());
        assertEquals("Send Hold Timer Expired (8/0): the tenant has taken nothing for 20 s", error.message());
        assertEquals(List.of("inactive"), probe.events());
        assertEquals(List.of("expect 65010", "release true"), harness.registryCalls);
        harness.establish(new SpeakerProbe());
    }

    @Test
    void whatIsTakenStartsTheTimeAnew() throws Exception {
        for (int i = 0; i < 3; i++) {
            channel.takeNothing();
            keepAlive();
            channel.pass(SEND_HOLD_TIME - 1);
            channel.takeEverything();
            assertEquals(List.of(Tenants.KEEPALIVE), channel.sent());
        }
        channel.pass(2 * SEND_HOLD_TIME);
        assertTrue(channel.isOpen(), "nothing is waiting");
    }

    @Test
    void aTimeBelowTwiceTheHoldTimeIsRaisedToIt() throws Exception {
        channel.close();
        harness.configure(Tenants.with(new SessionTimers(9, 3, 1)));
        channel = harness.establish(new SpeakerProbe());
        channel.takeNothing();
        keepAlive();
        channel.pass(17);
        assertTrue(channel.isOpen());
        channel.pass(1);
        assertFalse(channel.isOpen());
    }

    @Test
    void whatIsQueuedForATenantThatDoesNotReadIsBounded() throws Exception {
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(500, 1000));
        channel.takeNothing();
        for (int i = 0; i < 1000; i++) {
            keepAlive();
            channel.writeAndFlush(Bytes.message(MessageType.UPDATE, "0000 0000"));
        }
        channel.takeEverything();
        final int queued = channel.sent().size();
        assertTrue(queued > 0 && queued < 20, queued + " messages");
        keepAlive();
        assertEquals(List.of(Tenants.KEEPALIVE), channel.sent(), "it reads again");
    }

    private void keepAlive() {
        channel.writeAndFlush(Bytes.of(Tenants.KEEPALIVE));
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.wire.Bytes;
import io.tenantbgp.wire.MessageType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of BGPCEP's messages a tenant gets. */
class GuardOutgoingTest {
    private final SpeakerProbe probe = new SpeakerProbe();
    private GuardHarness harness;
    private TenantChannel channel;

    @BeforeEach
    void establish() throws Exception {
        harness = new GuardHarness(Tenants.peer());
        channel = harness.establish(probe);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000 0000", "0000 0006 800f03 0002 01", "0000 0007 900f0003 0001 01"})
    void endOfRibIsSent(final String body) throws Exception {
        channel.writeAndFlush(Bytes.message(MessageType.UPDATE, body));
        assertEquals(List.of(Bytes.messageHex(MessageType.UPDATE, body)), channel.sent());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "0000 0014 400101 00 400206 0201 0000fde8 400304 0a000001 20cb00710a", "0004 18cb0071 0000",
        "0000 000d 900f0009 0002 01 28 20010db801", "0000 0004 400101 00"})
    void routesAreStoppedAndCounted(final String body) throws Exception {
        final var written = channel.writeAndFlush(Bytes.message(MessageType.UPDATE, body));
        assertTrue(written.isSuccess(), "BGPCEP need not know");
        assertEquals(List.of(), channel.sent());
        assertEquals(1, harness.view().counters().updatesNotSent());
    }

    @Test
    void endOfRibOfAnotherFamilyIsStopped() throws Exception {
        channel.writeAndFlush(Bytes.message(MessageType.UPDATE, "0000 0006 800f03 0019 46"));
        assertEquals(List.of(), channel.sent());
    }

    @Test
    void routeRefreshIsStopped() throws Exception {
        channel.writeAndFlush(Bytes.message(MessageType.ROUTE_REFRESH, "0001 00 01"));
        assertEquals(List.of(), channel.sent());
    }

    @Test
    void bgpcepsNotificationIsSentAndThePeerFreedWhenTheChannelIsClosed() throws Exception {
        channel.writeAndFlush(Bytes.message(MessageType.NOTIFICATION, "0400"));
        final var closed = channel.pipeline().close();
        assertEquals(List.of(Tenants.notification("0400")), channel.sent());
        assertFalse(closed.isDone(), "lingering, so that the NOTIFICATION arrives");
        assertEquals(List.of(), probe.events(), "BGPCEP is in the middle of closing");
        channel.pass(2);
        assertTrue(closed.isSuccess());
        assertEquals(List.of("inactive"), probe.events());
        assertEquals(List.of("expect 65010", "release true"), harness.registryCalls);
        final var error = harness.view().lastError().orElseThrow();
        assertEquals("Hold Timer Expired (4/0): by BGPCEP", error.message());
    }

    @Test
    void nothingIsSentAfterANotification() throws Exception {
        channel.receive(Tenants.open());
        channel.sent();
        channel.writeAndFlush(Bytes.message(MessageType.NOTIFICATION, "0600"));
        channel.writeAndFlush(Bytes.of(Tenants.KEEPALIVE));
        assertEquals(List.of(), channel.sent());
    }

    @Test
    void bgpcepMayCloseWithoutANotification() throws Exception {
        channel.close();
        assertFalse(channel.isOpen());
        assertEquals(List.of("inactive"), probe.events());
        assertEquals("BGPCEP closed the connection", harness.view().lastError().orElseThrow().message());
    }
}

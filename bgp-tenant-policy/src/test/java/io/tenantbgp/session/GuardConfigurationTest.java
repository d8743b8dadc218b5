/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.policy.TenantAsnRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a change of the configuration does to a live session, and what is remembered of a peer. */
class GuardConfigurationTest {
    private static final String VIP = "20cb00710a";
    private static final String OTHER = "20c6336407";

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

    @Test
    void aRemovedPeerEndsWithPeerDeconfigured() throws Exception {
        harness.configure();
        assertEquals(List.of(Tenants.notification("0603")), channel.sent());
        assertEquals(List.of("inactive"), probe.events());
        assertEquals(List.of("expect 65010", "release true"), harness.registryCalls);
    }

    @Test
    void aDisabledInterfaceEndsWithAdministrativeShutdown() throws Exception {
        harness.shutDown(Tenants.HOST);
        assertEquals(List.of(Tenants.shutdown("tenant interface disabled")), channel.sent());
    }

    @Test
    void aShutDownHostIsAStranger() throws Exception {
        harness.shutDown(Tenants.HOST);
        final var refused = harness.connect(new SpeakerProbe());
        assertFalse(refused.isOpen());
        assertEquals(List.of(), refused.sent());
    }

    @Test
    void anAsnThatIsNoLongerAcceptedEndsWithPeerDeconfigured() throws Exception {
        harness.configure(Tenants.with(new TenantAsnRule.OnlyAsn(65020)));
        assertEquals(List.of(Tenants.notification("0603")), channel.sent());
        final var message = harness.view().lastError().orElseThrow().message();
        assertTrue(message.contains("65020"), message);
    }

    @Test
    void anAsnThatIsPinnedNowMayStay() throws Exception {
        harness.configure(Tenants.with(new TenantAsnRule.OnlyAsn(65010)));
        assertEquals(List.of(), channel.sent());
    }

    @Test
    void anotherVpcEndsWithOtherConfigurationChange() throws Exception {
        harness.configure(Tenants.inVpc("red"));
        assertEquals(List.of(Tenants.notification("0606")), channel.sent());
        harness.establish(new SpeakerProbe());
        assertEquals("red", harness.view().link().vpc());
    }

    @Test
    void timersApplyToTheNextConnection() throws Exception {
        harness.configure(Tenants.with(new SessionTimers(30, 10, 480)));
        assertEquals(List.of(), channel.sent());
        assertEquals(9, harness.view().state().remoteOpen().orElseThrow().holdTime());
    }

    @Test
    void whatIsRememberedOfARemovedPeerIsDropped() {
        harness.configure();
        harness.configure(Tenants.peer());
        assertEquals(0, harness.view().counters().connections());
        assertTrue(harness.view().lastError().isEmpty());
    }

    @Test
    void aPeerThatIsRemovedAndThereAgainBeforeItsEventLoopRunsIsAnotherOne() throws Exception {
        harness.sessions.onConfiguration(TenantPeers.of(List.of(), Map.of()));
        harness.sessions.onConfiguration(TenantPeers.of(List.of(Tenants.peer()), Map.of()));
        channel.runPendingTasks();
        assertEquals(List.of(Tenants.notification("0603")), channel.sent());
        assertEquals(List.of("inactive"), probe.events());
        harness.establish(new SpeakerProbe()).receive(Tenants.announce(VIP));
        assertEquals(List.of("203.0.113.10/32"), harness.accepted());
    }

    @Test
    void whatIsRememberedOfADisabledPeerIsKept() {
        harness.shutDown(Tenants.HOST);
        harness.configure(Tenants.peer());
        assertEquals(1, harness.view().counters().connections());
    }

    @Test
    void theVersionTellsWhetherAnythingIsNew() {
        final long before = harness.sessions.version();
        channel.receive(Tenants.keepalive());
        assertEquals(before, harness.sessions.version());
        channel.receive(Tenants.announce(VIP));
        assertNotEquals(before, harness.sessions.version());
    }

    @Test
    void closingAllEndsWithAdministrativeShutdown() throws Exception {
        final var closed = harness.sessions.closeAll().toCompletableFuture();
        channel.runPendingTasks();
        assertEquals(List.of(Tenants.shutdown("the DPU is stopping")), channel.sent());
        assertFalse(closed.isDone());
        channel.pass(2);
        assertTrue(closed.isDone());
        assertFalse(harness.connect(new SpeakerProbe()).isOpen());
    }
}

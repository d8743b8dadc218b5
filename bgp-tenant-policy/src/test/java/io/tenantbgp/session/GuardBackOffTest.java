/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.policy.TenantAsnRule;
import io.tenantbgp.wire.Bytes;
import io.tenantbgp.wire.MessageType;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A host whose attempts at a session keep failing. */
class GuardBackOffTest {
    private GuardHarness harness;

    @BeforeEach
    void start() {
        harness = new GuardHarness(Tenants.peer());
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
            failure("OPEN refused",
                tenant -> tenant.receive(Bytes.message(MessageType.OPEN, "04 fde8 005a 0a000002 00"))),
            failure("no BGP", tenant -> tenant.receive(Bytes.of("00".repeat(19)))),
            failure("silence", tenant -> tenant.pass(10)),
            failure("FIN after its OPEN", GuardBackOffTest::giveUp),
            failure("RST after its OPEN", tenant -> {
                giveUp(tenant);
                reset(tenant);
            }),
            failure("its own NOTIFICATION", tenant -> tenant.receive(Bytes.message(MessageType.NOTIFICATION, "0202"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void afterFiveFailuresTheHostIsHeldOff(final String what, final Consumer<TenantChannel> failure) throws Exception {
        fail(failure, BackOff.FREE_FAILURES);

        assertHeldOff();
        assertEquals(Optional.of(GuardHarness.NOW.plusSeconds(1)), harness.view().backOffUntil());
        assertEquals(1, harness.view().counters().connectionsRefused());
        pass(Duration.ofSeconds(1));
        fail(failure, 1);
        pass(Duration.ofMillis(1999));
        assertHeldOff();
        pass(Duration.ofMillis(1));
        harness.establish(new SpeakerProbe());
        assertEquals(Optional.empty(), harness.view().backOffUntil());
    }

    @Test
    void aSessionInBetweenResetsTheCount() throws Exception {
        fail(GuardBackOffTest::giveUp, BackOff.FREE_FAILURES - 1);
        harness.establish(new SpeakerProbe()).close();
        fail(GuardBackOffTest::giveUp, BackOff.FREE_FAILURES - 1);
        harness.establish(new SpeakerProbe());
    }

    @Test
    void sessionsThatEndAreNoFailures() throws Exception {
        for (int i = 0; i < 2 * BackOff.FREE_FAILURES; i++) {
            harness.establish(new SpeakerProbe()).receive(Bytes.of("00".repeat(19)));
        }
        harness.establish(new SpeakerProbe());
    }

    @Test
    void aSecondConnectionIsNoFailure() throws Exception {
        final var first = harness.establish(new SpeakerProbe());
        for (int i = 0; i < 2 * BackOff.FREE_FAILURES; i++) {
            harness.connect(new SpeakerProbe());
        }
        first.close();
        harness.establish(new SpeakerProbe());
    }

    /** Such as that of a monitor, or of an operator's nc -vz. */
    @Test
    void aLookAtThePortIsNoFailure() throws Exception {
        fail(TenantChannel::close, 2 * BackOff.FREE_FAILURES);
        fail(GuardBackOffTest::reset, 2 * BackOff.FREE_FAILURES);
        harness.establish(new SpeakerProbe());
    }

    @Test
    void ourOwnUnreadinessIsNoFailure() throws Exception {
        harness.undeploy();
        fail(tenant -> tenant.receive(Tenants.open()), 2 * BackOff.FREE_FAILURES);
        assertEquals(Optional.empty(), harness.view().backOffUntil());
    }

    @Test
    void whatTheOperatorCorrectsTakesEffectAtOnce() throws Exception {
        fail(GuardBackOffTest::giveUp, BackOff.FREE_FAILURES);
        assertHeldOff();
        harness.configure(Tenants.peer());
        assertHeldOff();

        harness.configure(Tenants.with(new TenantAsnRule.OnlyAsn(65010)));

        assertEquals(Optional.empty(), harness.view().backOffUntil());
        harness.establish(new SpeakerProbe());
    }

    @Test
    void anInterfaceThatIsEnabledAgainBeginsAnew() throws Exception {
        fail(GuardBackOffTest::giveUp, BackOff.FREE_FAILURES);
        harness.shutDown(Tenants.HOST);
        harness.configure(Tenants.peer());
        harness.establish(new SpeakerProbe());
    }

    private static void reset(final TenantChannel tenant) {
        tenant.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
    }

    private static void giveUp(final TenantChannel tenant) {
        tenant.receive(Tenants.open());
    }

    private static Arguments failure(final String what, final Consumer<TenantChannel> failure) {
        return Arguments.of(what, failure);
    }

    private void fail(final Consumer<TenantChannel> failure, final int times) throws Exception {
        for (int i = 0; i < times; i++) {
            final var tenant = harness.connect(new SpeakerProbe());
            assertTrue(tenant.isOpen(), "connection " + i);
            failure.accept(tenant);
            tenant.close();
        }
    }

    private void assertHeldOff() throws Exception {
        final var tenant = harness.connect(new SpeakerProbe());
        assertFalse(tenant.isOpen());
        assertTrue(tenant.ourOpen().isEmpty());
    }

    private void pass(final Duration time) {
        harness.nanoTime.addAndGet(time.toNanos());
    }
}

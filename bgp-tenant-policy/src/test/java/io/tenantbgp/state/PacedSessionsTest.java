/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.session.SessionState;
import io.tenantbgp.session.SessionView;
import io.tenantbgp.session.TenantPeer;
import io.tenantbgp.testing.Configured;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.state.Session;

/** Publications on a clock that moves when it is told to. */
class PacedSessionsTest {
    private final TenantPeer peer = Views.peer();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - TimeUnit.MILLISECONDS.toNanos(300));
    private final PacedSessions paced = new PacedSessions(now::get);

    @Test
    void whatHasNotChangedIsNotMappedAgain() {
        final var first = publish(Views.rejecting(peer, 1, 1));
        pass(60_000);
        assertSame(first, publish(Views.rejecting(peer, 1, 1)));
        assertFalse(paced.holdBack());
    }

    @ParameterizedTest(name = "{0} prefixes: written again after {1} ms")
    @CsvSource({"1, 1", "500, 225", "1000, 450", "3000, 450"})
    void theMorePrefixesTheLaterTheNextChangeIsWritten(final int prefixes, final int millis) {
        final var first = publish(Views.rejecting(peer, prefixes, 1));
        pass(millis - 1);
        assertSame(first, publish(Views.rejecting(peer, prefixes, 2)));
        assertTrue(paced.holdBack());

        pass(1);
        final var second = publish(Views.rejecting(peer, prefixes, 3));
        assertEquals(3, second.nonnullRejectedPrefix().values().iterator().next().getCount().getValue().intValue());
        assertFalse(paced.holdBack());

        pass(millis - 1);
        assertSame(second, publish(Views.rejecting(peer, prefixes, 4)), "the time begins anew");
    }

    @Test
    void whatChangesBackWhileItIsHeldBackNeedsNoOtherPublication() {
        publish(Views.rejecting(peer, 1000, 1));
        publish(Views.rejecting(peer, 1000, 2));
        publish(Views.rejecting(peer, 1000, 1));
        assertFalse(paced.holdBack());
    }

    @Test
    void theEndOfASessionIsWrittenAtOnce() {
        publish(Views.rejecting(peer, 1000, 1));
        assertEquals("active", publish(Views.view(peer, new SessionState.Active())).getSessionState().getName());
        assertFalse(paced.holdBack());
    }

    @Test
    void aChangeOfTheConfigurationIsWrittenAtOnce() {
        publish(Views.rejecting(peer, 1000, 1));
        paced.begin();
        final var pinned = Views.config("'common-tenant-host-asn': 4200000001, " + Configured.SITE, Configured.ETH0)
            .peers().findFirst().orElseThrow();
        assertEquals(4200000001L,
            paced.map(pinned, Views.rejecting(peer, 1000, 2)).getExpectedAsn().getValue().toJava());
    }

    @Test
    void aSessionThatWasNotInTheLastPublicationIsNew() {
        final var first = publish(Views.rejecting(peer, 1000, 1));
        paced.begin();
        assertNotSame(first, publish(Views.rejecting(peer, 1000, 1)));
    }

    private Session publish(final SessionView view) {
        paced.begin();
        return paced.map(peer, view);
    }

    private void pass(final long millis) {
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackOffTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - 5, Long.MIN_VALUE})
    void theTimeDoublesWithEveryFurtherFailure(final long origin) {
        final var now = new AtomicLong(origin);
        final var backOff = new BackOff(new SessionClock(() -> NOW, now::get));
        for (int failure = 1; failure < BackOff.FREE_FAILURES; failure++) {
            assertEquals(Duration.ZERO, backOff.failed());
            assertFalse(backOff.isOn());
        }
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
            assertEquals(Duration.ofSeconds(seconds), backOff.failed());
            assertEquals(Optional.of(NOW.plusSeconds(seconds)), backOff.until());
            now.addAndGet(Duration.ofSeconds(seconds).toNanos() - 1);
            assertTrue(backOff.isOn());
            now.incrementAndGet();
            assertFalse(backOff.isOn());
        }
        backOff.failed();
        backOff.reset();
        assertFalse(backOff.isOn());
        assertEquals(Optional.empty(), backOff.until());
        assertEquals(Duration.ZERO, backOff.failed(), "it begins anew");
    }
}

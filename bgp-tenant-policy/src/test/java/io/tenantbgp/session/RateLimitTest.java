/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {
    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - 5, Long.MIN_VALUE})
    void aBurstPassesAndThenOnePerInterval(final long origin) {
        final var now = new AtomicLong(origin);
        final var limit = new RateLimit(now::get, 3, Duration.ofSeconds(1));
        for (int i = 0; i < 3; i++) {
            assertTrue(limit.tryAcquire());
        }
        assertFalse(limit.tryAcquire());
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertTrue(limit.tryAcquire());
        assertFalse(limit.tryAcquire());
        // Long after, not more than a burst.
        now.addAndGet(Duration.ofHours(1).toNanos());
        for (int i = 0; i < 3; i++) {
            assertTrue(limit.tryAcquire());
        }
        assertFalse(limit.tryAcquire());
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waiting for what another thread does. */
final class Await {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    @FunctionalInterface
    interface Probe<T> {
        T look() throws Exception;
    }

    private Await() {
        // Hidden on purpose
    }

    /** Looks until the condition holds and returns what was seen then; fails with what was seen last. */
    static <T> T until(final Duration limit, final Probe<T> probe, final Predicate<T> condition) throws Exception {
        final var start = System.nanoTime();
        while (true) {
            final var seen = probe.look();
            if (condition.test(seen)) {
                return seen;
            }
            if (System.nanoTime() - start > limit.toNanos()) {
                return fail("Not within " + limit + ", last seen: " + seen);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}

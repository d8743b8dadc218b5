/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.testing;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what other threads bring about. */
public final class Await {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration INTERVAL = Duration.ofMillis(5);

    private Await() {
        // Hidden on purpose
    }

    /**
     * Looks until it sees what is expected.
     *
     * @param <T> what is looked at
     * @param what what is expected, for the failure
     * @param look looks, on this thread
     * @param expected whether this is it
     * @return what was expected
     */
    public static <T> T until(final String what, final Supplier<T> look, final Predicate<? super T> expected) {
        final long start = System.nanoTime();
        T seen = look.get();
        while (!expected.test(seen)) {
            if (System.nanoTime() - start > DEADLINE.toNanos()) {
                return fail(what + " not within " + DEADLINE + ", seen last: " + seen);
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
            seen = look.get();
        }
        return seen;
    }
}

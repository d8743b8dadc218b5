/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next attempt at a connection: twice as long after each, at random (RFC 4271, 10). */
final class RetryDelay {
    static final long LONGEST_MILLIS = 30_000;

    private static final long SHORTEST_MILLIS = 1_000;
    private static final double LEAST = 0.75;

    private long millis = SHORTEST_MILLIS;

    /** The time until the next attempt. */
    long nextMillis() {
        final long now = millis;
        millis = Math.min(LONGEST_MILLIS, now * 2);
        return Math.round(now * ThreadLocalRandom.current().nextDouble(LEAST, 1));
    }

    /** A session was established. */
    void reset() {
        millis = SHORTEST_MILLIS;
    }
}

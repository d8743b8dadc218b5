/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the malformed routes that were left out of an UPDATE, and says so at most once a minute: a peer that sends
 * them sends many. Any thread may call.
 */
final class SkippedRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(SkippedRoutes.class);
    private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanoTime;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong nextLine;

    SkippedRoutes(final LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        nextLine = new AtomicLong(nanoTime.getAsLong());
    }

    /**
     * Counts one.
     *
     * @param reason what is wrong with it, without octets of the peer
     */
    void add(final String reason) {
        final long total = count.incrementAndGet();
        final long now = nanoTime.getAsLong();
        final long due = nextLine.get();
        // The difference, because nanoTime may wrap around.
        if (now - due >= 0 && nextLine.compareAndSet(due, now + INTERVAL)) {
            LOG.warn("Malformed EVPN IP prefix routes of fabric peers are ignored, {} since start. The latest: {}",
                total, reason);
        }
    }

    long count() {
        return count.get();
    }
}

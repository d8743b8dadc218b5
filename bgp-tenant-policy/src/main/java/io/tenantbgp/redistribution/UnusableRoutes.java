/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.redistribution;

import io.tenantbgp.session.RateLimit;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the routes of neighbours that VPCs would import and that are of no use, and says so at most once a minute: a
 * neighbour that has them has many. Confined to one thread.
 */
final class UnusableRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(UnusableRoutes.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Map<Unusable, Long> counts = new EnumMap<>(Unusable.class);
    private final RateLimit lines;

    UnusableRoutes(final LongSupplier nanoTime) {
        lines = new RateLimit(nanoTime, 1, INTERVAL);
    }

    /** There is one more. */
    void add(final Unusable reason) {
        counts.merge(reason, 1L, Long::sum);
        if (lines.tryAcquire()) {
            LOG.warn("routes of the fabric are not imported: {}", this);
        }
    }

    /** There is one less. */
    void remove(final Unusable reason) {
        counts.computeIfPresent(reason, (ignored, count) -> count > 1 ? count - 1 : null);
    }

    /** All routes are about to be read from the beginning. */
    void clear() {
        counts.clear();
    }

    @Override
    public String toString() {
        return counts.entrySet().stream().map(each -> each.getValue() + " " + each.getKey().text())
            .collect(Collectors.joining("; "));
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.tenantbgp.policy.RejectReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The counters behind {@link SessionCounters}. Thread-safe: a refused connection counts beside the live one. */
final class PeerCounters {
    final LongAdder connections = new LongAdder();
    final LongAdder connectionsRefused = new LongAdder();
    final LongAdder opensRefused = new LongAdder();
    final LongAdder establishedTransitions = new LongAdder();
    final LongAdder updatesReceived = new LongAdder();
    final LongAdder prefixesAnnounced = new LongAdder();
    final LongAdder prefixesWithdrawn = new LongAdder();
    final LongAdder updatesNotSent = new LongAdder();
    final LongAdder readingPaused = new LongAdder();
    private final Map<RejectReason, LongAdder> rejected = new EnumMap<>(RejectReason.class);

    PeerCounters() {
        for (var reason : RejectReason.values()) {
            rejected.put(reason, new LongAdder());
        }
    }

    void addRejected(final RejectReason reason, final int prefixes) {
        rejected.get(reason).add(prefixes);
    }

    SessionCounters snapshot() {
        final var byReason = new EnumMap<RejectReason, Long>(RejectReason.class);
        long sum = 0;
        for (var entry : rejected.entrySet()) {
            final long count = entry.getValue().sum();
            if (count > 0) {
                byReason.put(entry.getKey(), count);
                sum += count;
            }
        }
        return new SessionCounters(connections.sum(), connectionsRefused.sum(), opensRefused.sum(),
            establishedTransitions.sum(), updatesReceived.sum(), prefixesAnnounced.sum(), prefixesWithdrawn.sum(), sum,
            byReason, updatesNotSent.sum(), readingPaused.sum());
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.NonNullByDefault;

/** What the server has counted since it was made. Counted on its event loop, read from any thread. */
@NonNullByDefault
final class AccessCounters {
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder displaced = new LongAdder();
    private final LongAdder timedOut = new LongAdder();
    // Bounded: the server answers with a dozen different ones, none of which a client chooses
    private final Map<HttpResponseStatus, LongAdder> responses = new ConcurrentHashMap<>();

    /**
     * The counters at one moment.
     *
     * @param accepted connections accepted
     * @param refused connections closed at once, because their client had others
     * @param displaced connections closed at a limit for a new one
     * @param timedOut connections closed without a complete request in time
     * @param responses requests answered, by status code
     */
    record Counts(long accepted, long refused, long displaced, long timedOut, Map<Integer, Long> responses) {
        Counts {
            responses = Map.copyOf(responses);
        }
    }

    void onAccepted() {
        accepted.increment();
    }

    void onRefused() {
        refused.increment();
    }

    void onDisplaced() {
        displaced.increment();
    }

    void onTimedOut() {
        timedOut.increment();
    }

    void onResponse(final HttpResponseStatus status) {
        responses.computeIfAbsent(status, first -> new LongAdder()).increment();
    }

    Counts counts() {
        return new Counts(accepted.sum(), refused.sum(), displaced.sum(), timedOut.sum(), responses.entrySet().stream()
            .collect(Collectors.toMap(entry -> entry.getKey().code(), entry -> entry.getValue().sum())));
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Holds a host off whose attempts at a session keep failing (RFC 4271, section 8.1.1, DampPeerOscillations): after some
 * free ones, each further failure doubles the time. Thread-safe: its connections may be on different event loops.
 */
final class BackOff {
    /** Failures in a row that cost nothing but the last of them. */
    static final int FREE_FAILURES = 5;

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** So often doubled, the shortest time is above the longest. */
    private static final int MAX_DOUBLINGS = 6;

    private final SessionClock clock;
    private int failures;
    private Duration time = Duration.ZERO;
    private long since;
    private Optional<Instant> until = Optional.empty();

    BackOff(final SessionClock clock) {
        this.clock = clock;
    }

    /**
     * An attempt ended before its session was established.
     *
     * @return how long the host is held off now, zero when it is not yet
     */
    synchronized Duration failed() {
        failures = Math.min(failures + 1, FREE_FAILURES + MAX_DOUBLINGS);
        if (failures >= FREE_FAILURES) {
            final var doubled = SHORTEST.multipliedBy(1L << failures - FREE_FAILURES);
            time = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
            since = clock.nanoTime();
            until = Optional.of(clock.now().plus(time));
        }
        return time;
    }

    /** A session was established, or the operator changed something. */
    synchronized void reset() {
        failures = 0;
        time = Duration.ZERO;
        until = Optional.empty();
    }

    /** Whether the host is held off now. */
    synchronized boolean isOn() {
        return until.isPresent() && clock.nanoTime() - since < time.toNanos();
    }

    /** Until when the host is or was held off, empty when it does not keep failing. */
    synchronized Optional<Instant> until() {
        return until;
    }
}

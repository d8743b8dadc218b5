/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two clocks a session reads.
 *
 * @param wall what an operator is shown
 * @param monotonic nanoseconds for rates, as {@link System#nanoTime()}
 */
record SessionClock(InstantSource wall, LongSupplier monotonic) {
    /** The machine's clocks. */
    static final SessionClock SYSTEM = new SessionClock(InstantSource.system(), System::nanoTime);

    SessionClock {
        requireNonNull(wall);
        requireNonNull(monotonic);
    }

    Instant now() {
        return wall.instant();
    }

    long nanoTime() {
        return monotonic.getAsLong();
    }
}

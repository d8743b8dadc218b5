/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static java.util.Objects.requireNonNull;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Does one thing when it is asked to, but no more often than once in an interval: however often it is asked meanwhile,
 * it is done once more at the interval's end. Confined to the event loop.
 */
final class Paced {
    private final EventExecutor executor;
    private final long seconds;
    private final BooleanSupplier ready;
    private final Runnable action;
    private @Nullable Future<?> rest;
    private boolean owed;
    private boolean stopped;

    /** Something to be done only while {@code ready}, and not within so many seconds of the last time. */
    Paced(final EventExecutor executor, final long seconds, final BooleanSupplier ready, final Runnable action) {
        this.executor = requireNonNull(executor);
        this.seconds = seconds;
        this.ready = requireNonNull(ready);
        this.action = requireNonNull(action);
    }

    void ask() {
        owed = true;
        tryNow();
    }

    /** Does what is owed, if it can be now: called when it may have become ready. */
    void tryNow() {
        if (!owed || stopped || rest != null || !ready.getAsBoolean()) {
            return;
        }
        owed = false;
        rest = executor.schedule(this::afterRest, seconds, TimeUnit.SECONDS);
        action.run();
    }

    /** Does nothing any more. */
    void stop() {
        stopped = true;
        if (rest != null) {
            rest.cancel(false);
        }
    }

    private void afterRest() {
        rest = null;
        tryNow();
    }
}

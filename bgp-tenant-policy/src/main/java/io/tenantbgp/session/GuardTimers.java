/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.jdt.annotation.Nullable;

/** The timers of one guard, on its event loop. */
final class GuardTimers {
    private final EventExecutor executor;
    private @Nullable Future<?> deadline;
    private @Nullable Future<?> keepalives;

    GuardTimers(final EventExecutor executor) {
        this.executor = executor;
    }

    /** Sets the one deadline for the tenant's next message, in place of the one before. */
    void expectWithin(final int seconds, final Runnable onExpiry) {
        cancelDeadline();
        deadline = executor.schedule(onExpiry, seconds, TimeUnit.SECONDS);
    }

    void cancelDeadline() {
        cancel(deadline);
        deadline = null;
    }

    void sendEvery(final int seconds, final Runnable send) {
        cancelKeepalives();
        keepalives = executor.scheduleAtFixedRate(send, seconds, seconds, TimeUnit.SECONDS);
    }

    void cancelKeepalives() {
        cancel(keepalives);
        keepalives = null;
    }

    void cancelAll() {
        cancelDeadline();
        cancelKeepalives();
    }

    private static void cancel(final @Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}

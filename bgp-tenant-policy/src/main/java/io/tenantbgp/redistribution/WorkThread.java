/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.redistribution;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread everything here is done on. An error ends that piece of work, and is logged. */
final class WorkThread implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(WorkThread.class);

    private final ScheduledExecutorService thread;

    WorkThread(final ScheduledExecutorService thread) {
        this.thread = requireNonNull(thread);
    }

    @Override
    public void execute(final Runnable work) {
        try {
            thread.execute(() -> run(work));
        } catch (RejectedExecutionException e) {
            LOG.debug("stopped", e);
        }
    }

    void executeIn(final long seconds, final Runnable work) {
        try {
            thread.schedule(() -> run(work), seconds, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("stopped", e);
        }
    }

    // Nobody asks for the outcome.
    @SuppressWarnings("checkstyle:illegalCatch")
    private static void run(final Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("exchange of routes with the fabric failed, the next change is tried", e);
        }
    }
}

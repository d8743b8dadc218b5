/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** Waits until the framework has stopped, and ends the process when that takes too long. To be run once. */
final class StopDeadline implements Runnable {
    private static final int EXIT_CODE = 1;
    private static final int MOST_FRAMES = 10;

    private final int seconds;
    private final Thread stopping;
    private final StopWait framework;
    private final IntConsumer halt;
    private final PrintStream console;

    /**
     * Prepares the wait.
     *
     * @param seconds how long to wait
     * @param stopping the thread that stops the framework, to say where it hangs
     * @param framework to wait for
     * @param halt ends the process at once with an exit code
     * @param console where to say it: the log may have been closed by then
     */
    StopDeadline(final int seconds, final Thread stopping, final StopWait framework, final IntConsumer halt,
            final PrintStream console) {
        this.seconds = seconds;
        this.stopping = stopping;
        this.framework = framework;
        this.halt = halt;
        this.console = console;
    }

    @Override
    public void run() {
        try {
            if (framework.stopsWithin(seconds * 1000L)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        console.println("OpenDaylight did not stop within " + seconds + " s (" + BoundedStop.TIMEOUT
            + "): ending the process. It was at\n" + Arrays.stream(stopping.getStackTrace()).limit(MOST_FRAMES)
                .map(frame -> "    " + frame).collect(Collectors.joining("\n")));
        halt.accept(EXIT_CODE);
    }

    /** Whether the framework stops in time. */
    @FunctionalInterface
    interface StopWait {
        boolean stopsWithin(long milliseconds) throws InterruptedException;
    }
}

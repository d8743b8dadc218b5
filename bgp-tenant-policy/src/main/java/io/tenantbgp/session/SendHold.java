/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import java.util.concurrent.TimeUnit;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Ends a session whose tenant takes nothing of what is sent (RFC 9687). A message counts as sent when the kernel has
 * taken it. Confined to the event loop.
 */
public final class SendHold implements GenericFutureListener<ChannelFuture> {
    /** What is configured must be longer than the hold time, and RFC 9687 suggests to have it twice as long. */
    private static final int HOLD_TIMES = 2;

    private final EventExecutor executor;
    private final Runnable onExpiry;
    private long seconds;
    private int unsent;
    private @Nullable Future<?> deadline;

    /**
     * Not started.
     *
     * @param executor the event loop
     * @param onExpiry ends the session
     */
    public SendHold(final EventExecutor executor, final Runnable onExpiry) {
        this.executor = executor;
        this.onExpiry = onExpiry;
    }

    /**
     * Starts with the first message from now on that cannot be sent at once.
     *
     * @param sendHoldTime the configured time in seconds
     * @param holdTime the negotiated hold time in seconds
     */
    public void start(final int sendHoldTime, final int holdTime) {
        seconds = Math.max(sendHoldTime, HOLD_TIMES * holdTime);
    }

    long seconds() {
        return seconds;
    }

    /**
     * A message was written.
     *
     * @param written completes when the kernel has taken it
     */
    public void watch(final ChannelFuture written) {
        if (seconds > 0 && !written.isDone()) {
            unsent++;
            written.addListener(this);
            if (deadline == null) {
                restart();
            }
        }
    }

    /** Does nothing from now on. */
    public void stop() {
        seconds = 0;
        cancel();
    }

    /** One of them was sent, or never will be. */
    @Override
    public void operationComplete(final ChannelFuture written) {
        unsent--;
        cancel();
        if (unsent > 0 && seconds > 0) {
            restart();
        }
    }

    private void restart() {
        deadline = executor.schedule(onExpiry, seconds, TimeUnit.SECONDS);
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}

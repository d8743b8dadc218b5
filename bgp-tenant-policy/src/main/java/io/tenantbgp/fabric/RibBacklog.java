/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many UPDATEs of neighbours BGPCEP has taken whose routes the datastore does not have yet. Thread-safe.
 */
public final class RibBacklog {
    /** As many as keep the datastore busy; everything else it has to write waits for them. */
    private static final int LONG = 8;

    private final AtomicInteger pending = new AtomicInteger();

    /**
     * Counts a commit of routes until it is done.
     *
     * @param commit done when the datastore has them, or has not taken them
     */
    public void add(final ListenableFuture<?> commit) {
        pending.incrementAndGet();
        commit.addListener(pending::decrementAndGet, MoreExecutors.directExecutor());
    }

    boolean isLong() {
        return pending.get() >= LONG;
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.notification;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.yangtools.yang.binding.Notification;

/** MD-SAL's side of publishing with one subscriber, which can be as slow as a test wants. */
final class Subscriber implements NotificationPublishService {
    private final List<Notification<?>> received = new CopyOnWriteArrayList<>();
    private final Semaphore turn = new Semaphore(Integer.MAX_VALUE / 2);
    private final AtomicInteger waiting = new AtomicInteger();

    void block() {
        turn.drainPermits();
    }

    void unblock() {
        turn.release(Integer.MAX_VALUE / 2);
    }

    int waiting() {
        return waiting.get();
    }

    List<Notification<?>> received() {
        return List.copyOf(received);
    }

    @Override
    public void putNotification(final Notification<?> notification) throws InterruptedException {
        waiting.incrementAndGet();
        try {
            turn.acquire();
        } finally {
            waiting.decrementAndGet();
        }
        received.add(notification);
    }

    @Override
    public ListenableFuture<? extends Object> offerNotification(final Notification<?> notification) {
        return turn.tryAcquire() ? accepted(notification) : REJECTED;
    }

    @Override
    public ListenableFuture<? extends Object> offerNotification(final Notification<?> notification, final int timeout,
            final TimeUnit unit) throws InterruptedException {
        return turn.tryAcquire(timeout, unit) ? accepted(notification) : REJECTED;
    }

    private ListenableFuture<? extends Object> accepted(final Notification<?> notification) {
        received.add(notification);
        return Futures.immediateVoidFuture();
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.notification;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.yangtools.yang.binding.Notification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes notifications on a thread of its own, in their order. A subscriber that is slow keeps only this thread
 * waiting: what does not fit in the queue meanwhile is dropped and counted.
 */
final class NotificationQueue implements AutoCloseable {
    static final int MOST = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(NotificationQueue.class);
    private static final long CLOSE_SECONDS = 5;

    private final BlockingQueue<Supplier<Notification<?>>> waiting = new ArrayBlockingQueue<>(MOST);
    private final AtomicLong dropped = new AtomicLong();
    private final NotificationPublishService publisher;
    private final Thread thread;
    private boolean failing;

    NotificationQueue(final NotificationPublishService publisher) {
        this.publisher = requireNonNull(publisher);
        thread = new Thread(this::publish, "tenant-bgp-notify");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes a notification, which is made on the queue's thread. Never blocks. */
    void offer(final Supplier<Notification<?>> notification) {
        if (!waiting.offer(notification) && dropped.getAndIncrement() == 0) {
            LOG.warn("notifications are dropped: {} wait already, a subscriber is too slow", MOST);
        }
    }

    /** What waits is not published any more. Waits a few seconds at most. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                publish(waiting.take());
                if (waiting.isEmpty() && dropped.get() > 0) {
                    LOG.warn("{} notifications were dropped", dropped.getAndSet(0));
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("{} notifications are not published any more", waiting.size(), e);
        }
    }

    // One that cannot be published is not to end those after it.
    @SuppressWarnings("checkstyle:illegalCatch")
    private void publish(final Supplier<Notification<?>> notification) throws InterruptedException {
        try {
            publisher.putNotification(notification.get());
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("a notification could not be published; logged once until one can", e);
            }
            failing = true;
        }
    }
}

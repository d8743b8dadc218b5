/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.testing.Await;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.PrefixRejected;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.PrefixRejectedBuilder;
import org.opendaylight.yangtools.yang.common.Uint64;

/** What happens to notifications when a subscriber is slow or fails. */
class NotificationQueueTest {
    private final Subscriber subscriber = new Subscriber();

    @Test
    void slowSubscriberCostsNotificationsAndNothingElse() {
        try (var queue = new NotificationQueue(subscriber)) {
            subscriber.block();
            queue.offer(() -> numbered(0));
            Await.until("the first to be under way", subscriber::waiting, waiting -> waiting == 1);

            // None of these waits for the subscriber, which reads nothing until the end of the loop.
            IntStream.rangeClosed(1, NotificationQueue.MOST + 500).forEach(i -> queue.offer(() -> numbered(i)));
            subscriber.unblock();

            Await.until("what was kept", () -> subscriber.received().size(),
                size -> size == NotificationQueue.MOST + 1);
            queue.offer(() -> numbered(7777));
            Await.until("the next", () -> subscriber.received().size(), size -> size == NotificationQueue.MOST + 2);
            assertEquals(IntStream.concat(IntStream.rangeClosed(0, NotificationQueue.MOST), IntStream.of(7777))
                .mapToObj(Uint64::valueOf).toList(), subscriber.received().stream()
                    .map(each -> ((PrefixRejected) each).getNotNotified()).toList());
        }
    }

    @Test
    void oneThatCannotBePublishedDoesNotEndThoseAfterIt() {
        try (var queue = new NotificationQueue(subscriber)) {
            queue.offer(() -> {
                throw new IllegalStateException("on purpose");
            });
            queue.offer(() -> numbered(1));
            Await.until("the one after it", () -> subscriber.received().size(), size -> size == 1);
        }
    }

    @Test
    void closeDoesNotWaitForASubscriber() {
        final var queue = new NotificationQueue(subscriber);
        subscriber.block();
        queue.offer(() -> numbered(0));
        Await.until("it to be under way", subscriber::waiting, waiting -> waiting == 1);
        final long start = System.nanoTime();

        queue.close();

        assertTrue(System.nanoTime() - start < 3_000_000_000L);
        Await.until("the thread's end", subscriber::waiting, waiting -> waiting == 0);
    }

    private static PrefixRejected numbered(final int number) {
        return new PrefixRejectedBuilder().setNotNotified(Uint64.valueOf(number)).build();
    }
}

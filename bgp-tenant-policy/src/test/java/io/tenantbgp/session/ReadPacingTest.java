/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Processing time on a clock that moves when it is told to. */
class ReadPacingTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(1));
    private final LongAdder pauses = new LongAdder();
    private final ReadBudget ofHost = new ReadBudget(5, now.get());
    private TenantChannel channel;
    private ReadPacing pacing;

    @BeforeEach
    void connect() throws Exception {
        channel = new TenantChannel(Tenants.GATEWAY, Tenants.HOST, new SpeakerProbe());
        pacing = pacing();
    }

    @AfterEach
    void close() {
        channel.releaseAll();
    }

    @Test
    void twoSecondsOfProcessingWithoutABreakAreABurst() {
        process(1999);
        assertTrue(channel.config().isAutoRead());
        assertEquals(0, pauses.sum());
        process(2);
        assertFalse(channel.config().isAutoRead());
        assertEquals(1, pauses.sum());
    }

    @Test
    void afterTheBurstAnEighthOfACoreIsLeft() {
        process(2000);
        long processed = 0;
        for (int millis = 0; millis < 10_000; millis++) {
            if (channel.config().isAutoRead()) {
                process(1);
                processed++;
            } else {
                now.addAndGet(MILLI);
            }
            channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
            channel.runPendingTasks();
        }
        assertEquals(1250, processed, 10);
        assertEquals(processed, pauses.sum(), 10);
    }

    @Test
    void anEighthOfACoreIsReadWithoutAPause() {
        for (int i = 0; i < 100_000; i++) {
            process(1);
            now.addAndGet(7 * MILLI);
        }
        assertEquals(0, pauses.sum());
    }

    @Test
    void whatIsNotUsedIsNotSaved() {
        now.addAndGet(TimeUnit.HOURS.toNanos(1));
        process(2001);
        assertFalse(channel.config().isAutoRead());
    }

    @Test
    void whoReconnectsHasFiveBurstsInAll() {
        for (int connection = 0; connection < 5; connection++) {
            process(1999);
            assertTrue(channel.config().isAutoRead());
            pacing = pacing();
        }
        process(6);
        assertFalse(channel.config().isAutoRead());
    }

    /** As all of a large table that is withdrawn at once: the host's KEEPALIVEs are to be heard. */
    @Test
    void readingGoesOnAfterTwoSecondsWhateverWasDone() {
        pacing.start();
        pacing.charge(1_000_000);
        assertFalse(channel.config().isAutoRead());
        channel.advanceTimeBy(2, TimeUnit.SECONDS);
        channel.runPendingTasks();
        assertTrue(channel.config().isAutoRead());
    }

    @Test
    void readingGoesOnAtTheLatestWhenTheConnectionEnds() {
        process(4000);
        assertFalse(channel.config().isAutoRead());
        pacing.resume();
        assertTrue(channel.config().isAutoRead());
    }

    private ReadPacing pacing() {
        return new ReadPacing(channel.pipeline().firstContext(), now::get, ofHost, pauses);
    }

    private void process(final int millis) {
        for (int i = 0; i < millis; i++) {
            pacing.start();
            now.addAndGet(MILLI);
            pacing.charge(0);
        }
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RetryDelayTest {
    @Test
    void eachDelayIsTwiceAsLongUpToThirtySecondsLessAQuarterAtMost() {
        final var delay = new RetryDelay();
        LongStream.of(1000, 2000, 4000, 8000, 16000, 30000, 30000).forEach(expected -> between(delay, expected));
        delay.reset();
        between(delay, 1000);
    }

    private static void between(final RetryDelay delay, final long most) {
        final long millis = delay.nextMillis();
        assertTrue(millis >= most * 3 / 4 && millis <= most, () -> millis + " ms instead of " + most);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedStopTest {
    private final List<Integer> exits = new ArrayList<>();
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(nullValues = "unset", value = {
        "unset,   300",
        "30000,    30",
        "' 1500 ',  2",
        "0,         0",
        "-1,        0",
        "soon,    300",
        "'',      300"})
    void timeoutIsReadAsKarafReadsIt(final String milliseconds, final int seconds) {
        assertEquals(seconds, BoundedStop.seconds(milliseconds));
    }

    @Test
    void stopInTimeIsLeftAlone() {
        deadline(true).run();
        assertEquals(List.of(), exits);
        assertEquals("", console.toString(StandardCharsets.UTF_8));
    }

    @Test
    void stopThatHangsEndsTheProcessAndSaysWhere() {
        deadline(false).run();
        assertEquals(List.of(1), exits);
        final var said = console.toString(StandardCharsets.UTF_8);
        assertTrue(said.startsWith("OpenDaylight did not stop within 30 s (karaf.shutdown.timeout): ending the process."
            + " It was at\n    "), said);
        assertTrue(said.contains("getStackTrace"), said);
    }

    private StopDeadline deadline(final boolean stops) {
        return new StopDeadline(30, Thread.currentThread(), milliseconds -> {
            assertEquals(30_000, milliseconds);
            return stops;
        }, exits::add, new PrintStream(console, true, StandardCharsets.UTF_8));
    }
}

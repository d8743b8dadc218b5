/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SkippedRoutesTest {
    @Test
    void everyRouteIsCounted() {
        final var skipped = new SkippedRoutes(() -> Long.MAX_VALUE);
        for (int i = 0; i < 1000; i++) {
            skipped.add("length 33 instead of 34 or 58");
        }
        assertEquals(1000, skipped.count());
    }
}

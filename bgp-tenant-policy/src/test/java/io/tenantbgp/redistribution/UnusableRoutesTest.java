/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.redistribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UnusableRoutesTest {
    @Test
    void routesThatAreThereAreCountedByReason() {
        final var routes = new UnusableRoutes(() -> Long.MAX_VALUE);
        for (int i = 0; i < 1000; i++) {
            routes.add(Unusable.OVERLAY_INDEX);
        }
        routes.add(Unusable.OTHER_ENCAPSULATION);
        routes.remove(Unusable.OVERLAY_INDEX);
        assertEquals("999 " + Unusable.OVERLAY_INDEX.text() + "; 1 " + Unusable.OTHER_ENCAPSULATION.text(),
            routes.toString());

        routes.remove(Unusable.OTHER_ENCAPSULATION);
        assertEquals("999 " + Unusable.OVERLAY_INDEX.text(), routes.toString());
        routes.clear();
        assertEquals("", routes.toString());
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RacyComponentTest {
    private final RacyComponent component = new RacyComponent("bootstrap", "service");

    @Test
    void activeComponentWithoutItsServiceIsRestartedOnTheThirdCheckAndEveryThirdAfterIt() {
        for (int i = 0; i < 2; i++) {
            assertFalse(component.mustRestart(true, false));
            assertFalse(component.mustRestart(true, false));
            assertTrue(component.mustRestart(true, false));
        }
    }

    @Test
    void componentThatIsNotActiveYetIsLeftAlone() {
        for (int i = 0; i < 10; i++) {
            assertFalse(component.mustRestart(false, false));
        }
    }

    @Test
    void serviceThatComesInBetweenStartsTheCountAgain() {
        assertFalse(component.mustRestart(true, false));
        assertFalse(component.mustRestart(true, false));
        assertFalse(component.mustRestart(true, true));
        assertFalse(component.mustRestart(true, false));
        assertFalse(component.mustRestart(true, false));
        assertTrue(component.mustRestart(true, false));
    }
}

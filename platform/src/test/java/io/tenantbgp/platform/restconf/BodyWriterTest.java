/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.restconf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BodyWriterTest {
    @Test
    void everyErrorHasAnElementOfItsOwn() {
        assertEquals("<errors><error><error-type>a</error-type><error-tag>b</error-tag></error>"
            + "<error><error-type>c</error-type></error></errors>", BodyWriter.withErrorElements(
            "<errors><error-type>a</error-type><error-tag>b</error-tag><error-type>c</error-type></errors>"));
        assertEquals("<ok/>", BodyWriter.withErrorElements("<ok/>"));
    }
}

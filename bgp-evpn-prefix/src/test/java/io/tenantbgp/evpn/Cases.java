/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A table of test cases among the resources: fields between bars, comments after a hash. */
final class Cases {
    private Cases() {
        // Hidden on purpose
    }

    static List<List<String>> of(final String name) {
        try (var table = Cases.class.getResourceAsStream("/" + name)) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import java.util.List;

/**
 * How a text becomes the configuration.
 *
 * @param replace whether what it does not mention is removed
 * @param migrate names of the profiles that get the deprecated list, or {@link #ALL}
 */
public record ImportOptions(boolean replace, List<String> migrate) {
    /** Stands for every profile. */
    public static final String ALL = "all";

    /** Copies the list. */
    public ImportOptions {
        migrate = List.copyOf(migrate);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import static java.util.Objects.requireNonNull;

/**
 * A VPC of the DPU.
 *
 * @param name its name
 * @param vni its VXLAN network identifier, 1..16777215
 */
public record VpcConfig(String name, long vni) {
    /** Refuses absent parts. */
    public VpcConfig {
        requireNonNull(name);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.policy.Prefix;
import java.util.Optional;

/**
 * Where a prefix of a VPC is announced.
 *
 * @param prefix the prefix
 * @param overlay whether there is an EVPN route of it
 * @param underlay whether it is announced to the underlay
 * @param route what was accepted of a tenant; empty for the address of a tenant host
 */
public record VpcExport(Prefix prefix, boolean overlay, boolean underlay, Optional<TenantRoute> route) {
    /** Refuses absent parts. */
    public VpcExport {
        requireNonNull(prefix);
        requireNonNull(route);
    }
}

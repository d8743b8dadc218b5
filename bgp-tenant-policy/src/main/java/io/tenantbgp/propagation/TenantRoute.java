/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.policy.Disposition;

/**
 * A route that was accepted of a tenant, as the Loc-RIB of its VPC has it.
 *
 * @param path its AS_PATH
 * @param disposition where its prefix is to be reachable from
 */
public record TenantRoute(TenantPath path, Disposition disposition) {
    /** Takes both. */
    public TenantRoute {
        requireNonNull(path);
        requireNonNull(disposition);
    }
}

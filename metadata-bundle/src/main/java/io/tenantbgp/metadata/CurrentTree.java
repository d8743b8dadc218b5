/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;
import org.eclipse.jdt.annotation.NonNullByDefault;

/** The tree to serve, put together of what changes rarely and what changes often. Thread-safe. */
@NonNullByDefault
final class CurrentTree implements Supplier<MetadataTree> {
    private TenantViews tenants = TenantViews.NONE;
    private volatile MetadataTree tree = MetadataTree.unavailable();

    @Override
    public MetadataTree get() {
        return tree;
    }

    /** The values have changed: takes a tree of them. */
    synchronized void onValues(final MetadataTree values) {
        tree = values.with(tenants);
    }

    /** What tenant hosts see of their BGP sessions has changed. */
    synchronized void onTenants(final TenantViews changed) {
        tenants = requireNonNull(changed);
        tree = tree.with(changed);
    }
}

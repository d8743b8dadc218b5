/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import io.tenantbgp.metadata.MetadataNode.Directory;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * What each tenant host sees of its own BGP sessions, at one state of the datastore. Which host asks is told by the
 * address it asks from. Immutable.
 */
@NonNullByDefault
final class TenantViews {
    /** There are no tenant hosts. */
    static final TenantViews NONE = new TenantViews(Map.of());

    private final Map<InetAddress, Supplier<Directory>> views;

    /** Takes the directories {@code bgp} by the addresses of the hosts; a host may have several. */
    TenantViews(final Map<InetAddress, Supplier<Directory>> views) {
        this.views = Map.copyOf(views);
    }

    /** Returns the directory {@code bgp} of the host with this address; empty when it is no tenant host's. */
    Optional<Supplier<Directory>> directory(final InetAddress source) {
        return Optional.ofNullable(views.get(source));
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import com.google.common.base.Suppliers;
import io.tenantbgp.metadata.MetadataNode.Directory;
import io.tenantbgp.metadata.bgp.SessionStatus;
import io.tenantbgp.metadata.bgp.TenantHost;
import java.net.InetAddress;
import java.util.List;
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

    /** The view of one tenant host, made when it is first asked for: most states are never looked at. */
    static final class View {
        private final Supplier<Directory> directory;

        /**
         * Takes what the view is of.
         *
         * @param host what is configured for the host
         * @param sessions reads its sessions, one for each of its links, in that order
         */
        View(final TenantHost host, final Supplier<List<SessionStatus>> sessions) {
            directory = Suppliers.memoize(() -> BgpDirectory.of(host, sessions));
        }
    }

    private final Map<InetAddress, View> views;

    /** Takes the views by the addresses of the hosts; a host may have several. */
    TenantViews(final Map<InetAddress, View> views) {
        this.views = Map.copyOf(views);
    }

    /** Returns the directory {@code bgp} of the host with this address; empty when it is no tenant host's. */
    Optional<Directory> directory(final InetAddress source) {
        return Optional.ofNullable(views.get(source)).map(view -> view.directory.get());
    }
}

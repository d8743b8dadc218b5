/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.edge;

import static java.util.Objects.requireNonNull;

/** What a tenant interface's gateway address is doing. */
public sealed interface ListenerStatus {
    /** The listening socket is being opened. */
    record Starting() implements ListenerStatus {
    }

    /** Tenants can connect. */
    record Listening() implements ListenerStatus {
    }

    /**
     * The socket cannot be opened; it is tried again.
     *
     * @param detail why, and what to change
     */
    record BindFailed(String detail) implements ListenerStatus {
        /** Refuses absent parts. */
        public BindFailed {
            requireNonNull(detail);
        }
    }
}

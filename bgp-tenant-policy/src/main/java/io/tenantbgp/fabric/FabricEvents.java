/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import io.tenantbgp.session.SessionError;

/** Who is told of sessions with the fabric. Called on the event loop: must not block. */
public interface FabricEvents {
    /**
     * A session is established.
     *
     * @param view the session
     */
    void up(FabricView view);

    /**
     * An established session has ended.
     *
     * @param last the session as it was
     * @param error why
     */
    void down(FabricView last, SessionError error);
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.testing;

import io.tenantbgp.fabric.FabricEvents;
import io.tenantbgp.fabric.FabricView;
import io.tenantbgp.session.SessionError;

/** Nobody is told of sessions with the fabric. */
public final class NoFabricEvents implements FabricEvents {
    @Override
    public void up(final FabricView view) {
        // to nobody
    }

    @Override
    public void down(final FabricView last, final SessionError error) {
        // to nobody
    }
}

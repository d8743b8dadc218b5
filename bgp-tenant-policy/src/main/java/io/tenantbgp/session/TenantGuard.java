/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.netty.channel.ChannelDuplexHandler;
import java.util.concurrent.CompletableFuture;

/** The policy on the wire of one tenant connection. */
final class TenantGuard extends ChannelDuplexHandler {
    private final TenantSessions sessions;

    TenantGuard(final TenantSessions sessions) {
        this.sessions = sessions;
    }

    void onConfiguration() {
        sessions.peers();
    }

    CompletableFuture<SessionView> view() {
        return new CompletableFuture<>();
    }

    CompletableFuture<Void> closed() {
        return new CompletableFuture<>();
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.netconf;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.netconf.api.DocumentedException;
import org.opendaylight.netconf.api.NetconfSession;
import org.opendaylight.netconf.server.api.operations.HandlingPriority;
import org.opendaylight.netconf.server.api.operations.NetconfOperation;
import org.opendaylight.netconf.server.api.operations.NetconfOperationChainedExecution;
import org.opendaylight.netconf.server.api.operations.SessionAwareNetconfOperation;
import org.w3c.dom.Document;

/**
 * An operation that tells which session uses it: the platform names the session nowhere else.
 */
final class TrackedOperation implements SessionAwareNetconfOperation {
    private final NetconfOperation operation;
    private final Consumer<NetconfSession> usedBy;

    TrackedOperation(final NetconfOperation operation, final Consumer<NetconfSession> usedBy) {
        this.operation = requireNonNull(operation);
        this.usedBy = requireNonNull(usedBy);
    }

    @Override
    public void setSession(final NetconfSession session) {
        usedBy.accept(session);
        if (operation instanceof SessionAwareNetconfOperation aware) {
            aware.setSession(session);
        }
    }

    @Override
    public @Nullable HandlingPriority canHandle(final Document message) throws DocumentedException {
        return operation.canHandle(message);
    }

    @Override
    public Document handle(final Document message, final NetconfOperationChainedExecution next)
            throws DocumentedException {
        return operation.handle(message, next);
    }
}

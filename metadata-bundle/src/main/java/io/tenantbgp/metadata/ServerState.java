/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.metadata.AccessCounters.Counts;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * The server as the operator sees it.
 *
 * @param listening where clients can connect, if anywhere
 * @param problem what keeps it from listening and what to change, if anything does
 * @param openConnections connections that are open
 * @param counts what it has counted
 */
@NonNullByDefault
record ServerState(Optional<InetSocketAddress> listening, Optional<String> problem, int openConnections,
        Counts counts) {
    ServerState {
        requireNonNull(listening);
        requireNonNull(problem);
        requireNonNull(counts);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.metadata.AccessCounters.Counts;
import java.net.InetSocketAddress;
import java.util.List;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * The server as the operator sees it.
 *
 * @param listening where clients can connect
 * @param problems what keeps it from listening somewhere, and what to change
 * @param openConnections connections that are open
 * @param counts what it has counted
 */
@NonNullByDefault
record ServerState(List<InetSocketAddress> listening, List<String> problems, int openConnections, Counts counts) {
    ServerState {
        listening = List.copyOf(listening);
        problems = List.copyOf(problems);
        requireNonNull(counts);
    }
}

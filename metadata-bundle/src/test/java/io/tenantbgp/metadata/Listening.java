/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;

/** A server under test on one address. */
final class Listening {
    private Listening() {
        // Hidden on purpose
    }

    /** Has it listen there from now on; port 0 is any. */
    static void on(final MetadataServer server, final InetSocketAddress address) {
        server.listen(Set.of(ListenAddress.of(address)));
    }

    /** Returns where it listens, if anywhere. */
    static Optional<InetSocketAddress> bound(final MetadataServer server) {
        return server.state().listening().stream().findFirst();
    }

    /** Returns what keeps it from listening; empty when nothing does. */
    static String problem(final MetadataServer server) {
        return String.join("; ", server.state().problems());
    }
}

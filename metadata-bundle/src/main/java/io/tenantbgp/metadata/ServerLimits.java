/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import io.netty.channel.WriteBufferWaterMark;
import java.time.Duration;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * What clients may cost the metadata server.
 *
 * @param connections open connections in all; when one more comes, the one that has waited longest is closed
 * @param connectionsPerSource the same for the connections of one client address
 * @param requestTimeout time from a connect, or from the last request, to the end of the next request's header,
 *        however slowly it trickles in; it begins anew while a long answer is being read
 * @param shortestWait for how long after its connect or last request a connection does not give way to another one of
 *        its client; with none that may, the new one is closed at once, which costs little
 * @param lingerTimeout time a connection stays half open after its last response, for the client to read it
 */
@NonNullByDefault
record ServerLimits(int connections, int connectionsPerSource, Duration shortestWait, Duration requestTimeout,
        Duration lingerTimeout) {
    static final ServerLimits DEFAULT =
        new ServerLimits(1024, 256, Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(1));

    /** Octets of a request line: a URI of 2 KiB with the longest method and version around it. */
    static final int REQUEST_LINE_OCTETS = 2048 + 32;
    /** Octets of all header fields of a request. */
    static final int HEADER_OCTETS = 8192;
    /** Octets taken from a socket at once, which bounds how many pipelined requests wait in memory. */
    static final int RECEIVE_OCTETS = 2048;
    /** Requests answered at once on one connection; with more in its socket it waits until others had their turn. */
    static final int REQUESTS_A_TURN = 16;
    /** Octets of unread responses above which a connection is not read from, and below which it is read again. */
    static final WriteBufferWaterMark UNREAD_OCTETS = new WriteBufferWaterMark(16 * 1024, 32 * 1024);
    /** Octets of a long answer that a client has to read in each request timeout to keep its connection. */
    static final int LEAST_READ_OCTETS = 64 * 1024;

    ServerLimits {
        if (connections < 1 || connectionsPerSource < 1) {
            throw new IllegalArgumentException("A server needs at least one connection");
        }
        if (shortestWait.isNegative() || requestTimeout.isZero() || requestTimeout.isNegative()
                || lingerTimeout.isNegative()) {
            throw new IllegalArgumentException("Timeouts have to be positive");
        }
    }
}

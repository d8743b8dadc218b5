/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that sends octets rather than requests, so that it can send bad ones. */
final class RawClient implements AutoCloseable {
    private final Socket socket;

    RawClient(final InetSocketAddress server, final Duration patience) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
        socket.setSoTimeout((int) patience.toMillis());
    }

    RawClient send(final String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Sends FIN: this was the last request. */
    RawClient finish() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Returns everything the server sends until it closes; fails when it does not close in time. */
    String readToEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Reads that many octets; fails when the server closes before. */
    void read(final int octets) throws IOException {
        socket.getInputStream().skipNBytes(octets);
    }

    /** Returns what the server sends up to and including this text. */
    String readUntil(final String end) throws IOException {
        final var seen = new StringBuilder();
        while (seen.indexOf(end) < 0) {
            final int octet;
            try {
                octet = socket.getInputStream().read();
            } catch (SocketTimeoutException e) {
                throw new IOException("Only seen: " + seen, e);
            }
            if (octet < 0) {
                throw new IOException("Closed after: " + seen);
            }
            seen.append((char) octet);
        }
        return seen.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

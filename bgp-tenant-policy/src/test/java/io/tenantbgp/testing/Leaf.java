/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.testing;

import io.tenantbgp.wire.Bytes;
import io.tenantbgp.wire.MessageType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A neighbour in the fabric on the loopback that says only what it is told to. */
public final class Leaf implements AutoCloseable {
    /** The capability of 4-octet ASNs with ASN 65101. */
    public static final String AS4 = "41040000fe4d";
    /** The capability of IPv4 unicast. */
    public static final String IPV4 = "010400010001";
    /** The capability of IPv6 unicast. */
    public static final String IPV6 = "010400020001";
    /** Its BGP identifier, 10.255.0.1. */
    public static final String IDENTIFIER = "0aff0001";

    private static final HexFormat HEX = HexFormat.of();

    private final ServerSocket socket;
    private final CopyOnWriteArrayList<TenantHost> connections = new CopyOnWriteArrayList<>();

    private Leaf(final ServerSocket socket) {
        this.socket = socket;
    }

    /** One that listens. */
    public static Leaf at(final InetAddress address, final int port) throws IOException {
        return new Leaf(new ServerSocket(port, 1, address));
    }

    /** Waits for a connection of the DPU. */
    public TenantHost accept() throws IOException {
        final var connection = TenantHost.accept(socket);
        connections.add(connection);
        return connection;
    }

    /** Waits for a connection, and answers the handshake: the session is established on this side. */
    public TenantHost establish() throws IOException {
        final var connection = accept();
        handshake(connection, IDENTIFIER);
        return connection;
    }

    /** Does the handshake with ASN 65101 and both unicast families, and reads the DPU's half of it. */
    public static void handshake(final TenantHost connection, final String identifier) throws IOException {
        open(connection, identifier, 9, AS4, IPV4, IPV6);
        connection.sendKeepalive();
        expect(connection.read(), "1:");
        expect(connection.read(), "4:");
    }

    /** Sends an OPEN with ASN 65101 in its fixed part. */
    public static void open(final TenantHost connection, final String identifier, final int holdTime,
            final String... capabilities) throws IOException {
        final var optional = Stream.of(capabilities)
            .map(each -> String.format(Locale.ROOT, "02%02x", each.length() / 2) + each).collect(Collectors.joining());
        connection.send(MessageType.OPEN.code(), HEX.parseHex("04fe4d" + String.format(Locale.ROOT, "%04x", holdTime)
            + identifier + String.format(Locale.ROOT, "%02x", optional.length() / 2) + optional));
    }

    /** Sends an UPDATE of its three fields. */
    public static void update(final TenantHost connection, final String withdrawn, final String attributes,
            final String nlri) throws IOException {
        final var message = Bytes.hex(Bytes.update(withdrawn, attributes, nlri));
        connection.send(MessageType.UPDATE.code(), HEX.parseHex(message.substring(2 * 19)));
    }

    @Override
    public void close() throws IOException {
        for (var connection : connections) {
            connection.close();
        }
        socket.close();
    }

    private static void expect(final String seen, final String start) {
        if (!seen.startsWith(start)) {
            throw new IllegalStateException(start + " expected, but it was " + seen);
        }
    }
}

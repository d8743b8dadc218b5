/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A tenant host on the loopback, which speaks just the BGP a test tells it to (RFC 4271, section 4). */
public final class TenantHost implements AutoCloseable {
    private static final int HEADER_SIZE = 19;
    private static final int MARKER_SIZE = 16;
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int OPEN = 1;
    private static final int UPDATE = 2;
    private static final int KEEPALIVE = 4;

    private final Socket socket;

    private TenantHost(final Socket socket) {
        this.socket = socket;
    }

    /** A TCP port nothing listens on now. */
    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects from a host address to a gateway address. */
    public static TenantHost connect(final InetAddress host, final InetSocketAddress gateway) throws IOException {
        final var tenant = new TenantHost(new Socket());
        try {
            tenant.socket.bind(new InetSocketAddress(host, 0));
            tenant.socket.setSoTimeout(TIMEOUT_MILLIS);
            tenant.socket.connect(gateway, TIMEOUT_MILLIS);
            return tenant;
        } catch (IOException e) {
            tenant.close();
            throw e;
        }
    }

    /** The other end, where a socket that listens is connected to. */
    public static TenantHost accept(final ServerSocket listening) throws IOException {
        listening.setSoTimeout(TIMEOUT_MILLIS);
        final var accepted = new TenantHost(listening.accept());
        accepted.socket.setSoTimeout(TIMEOUT_MILLIS);
        return accepted;
    }

    /** Whether the kernel lets one connect. */
    public static boolean isListening(final InetAddress host, final InetSocketAddress gateway) {
        try (var tenant = connect(host, gateway)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends an OPEN without capabilities: a 2-byte ASN, and IPv4 unicast. */
    public void sendOpen(final int asn) throws IOException {
        send(OPEN, ByteBuffer.allocate(10).put((byte) 4).putShort((short) asn).putShort((short) 90)
            .putInt(0x0a0a0a0a).put((byte) 0).array());
    }

    /** Sends a KEEPALIVE. */
    public void sendKeepalive() throws IOException {
        send(KEEPALIVE, new byte[0]);
    }

    /** Announces an IPv4 prefix in whole octets with this host as its next hop, such as {@code cb0071} for a /24. */
    public void announce(final int asn, final String octets) throws IOException {
        final var prefix = HexFormat.of().parseHex(octets);
        final var attributes = HexFormat.of().parseHex("40010100" + "40020402" + "01"
            + String.format("%04x", asn) + "400304" + HexFormat.of().formatHex(socket.getLocalAddress().getAddress()));
        send(UPDATE, ByteBuffer.allocate(5 + attributes.length + prefix.length).putShort((short) 0)
            .putShort((short) attributes.length).put(attributes).put((byte) (prefix.length * Byte.SIZE)).put(prefix)
            .array());
    }

    /**
     * Reads a message.
     *
     * @return its type and body in hex, such as {@code 3:0602} for a NOTIFICATION 6/2; empty at the end of the stream
     */
    public String read() throws IOException {
        final var in = new DataInputStream(socket.getInputStream());
        if (in.read() < 0) {
            return "";
        }
        in.readFully(new byte[MARKER_SIZE - 1]);
        final int length = in.readUnsignedShort();
        final int type = in.readUnsignedByte();
        final var body = new byte[length - HEADER_SIZE];
        in.readFully(body);
        return type + ":" + HexFormat.of().formatHex(body);
    }

    /** What {@link #read} returns for NOTIFICATION 6/2 with this shutdown communication (RFC 9003). */
    public static String shutdown(final String text) {
        final var communication = text.getBytes(StandardCharsets.UTF_8);
        return String.format("3:0602%02x", communication.length) + HexFormat.of().formatHex(communication);
    }

    /** Reads on until a NOTIFICATION or the end of the stream. */
    public String readToTheEnd() throws IOException {
        var message = read();
        while (!message.isEmpty() && !message.startsWith("3:")) {
            message = read();
        }
        return message;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Sends a message of any type. */
    public void send(final int type, final byte... body) throws IOException {
        final var message = ByteBuffer.allocate(HEADER_SIZE + body.length);
        for (int i = 0; i < MARKER_SIZE; i++) {
            message.put((byte) 0xff);
        }
        message.putShort((short) message.capacity()).put((byte) type).put(body);
        socket.getOutputStream().write(message.array());
        socket.getOutputStream().flush();
    }
}

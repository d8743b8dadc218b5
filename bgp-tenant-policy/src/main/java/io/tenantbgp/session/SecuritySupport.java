/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static java.util.Objects.requireNonNull;

import io.netty.channel.ChannelException;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

/**
 * What this machine cannot enforce of a {@link TransportSecurity}. Who asks for it must not be let in without.
 *
 * @param passwordMissing what TCP MD5 signatures lack, empty where they work
 * @param ttlSecurityMissing what GTSM lacks, empty where it works
 */
public record SecuritySupport(Optional<String> passwordMissing, Optional<String> ttlSecurityMissing) {
    /** Everything can be enforced. */
    public static final SecuritySupport FULL = new SecuritySupport(Optional.empty(), Optional.empty());

    /** Refuses absent parts. */
    public SecuritySupport {
        requireNonNull(passwordMissing);
        requireNonNull(ttlSecurityMissing);
    }

    /**
     * Tries the kernel.
     *
     * @return what it lacks
     */
    public static SecuritySupport ofThisMachine() {
        if (!Epoll.isAvailable()) {
            final var missing = Optional.of("Netty's native epoll transport does not work here ("
                + Epoll.unavailabilityCause().getMessage() + ")");
            return new SecuritySupport(missing, missing);
        }
        final var loopback = InetAddress.getLoopbackAddress();
        return new SecuritySupport(
            missing(loopback, new ListenerSecurity(Map.of(loopback, new TcpMd5Key("trial")), false, false)),
            missing(loopback, new ListenerSecurity(Map.of(), true, true)));
    }

    /**
     * Whether a connection can be secured as configured.
     *
     * @param password whether it is to have a key
     * @param ttl whether it is to have a TTL of its own, or to ask for one
     * @param ttlLeaf the leaf that asks for the TTL
     * @return what keeps the kernel from it and what to change, empty when nothing does
     */
    public Optional<String> missingFor(final boolean password, final boolean ttl, final String ttlLeaf) {
        return (password ? describe("password", passwordMissing) : Optional.<String>empty())
            .or(() -> ttl ? describe(ttlLeaf, ttlSecurityMissing) : Optional.empty());
    }

    private static Optional<String> describe(final String leaf, final Optional<String> missing) {
        return missing.map(reason -> leaf + " cannot be enforced: " + reason
            + "; run the DPU on Linux on x86-64 or AArch64 with a kernel that has it, or remove " + leaf);
    }

    private static Optional<String> missing(final InetAddress gateway, final ListenerSecurity trial) {
        final var socket = new EpollServerSocketChannel();
        try {
            SocketSecurity.apply(socket, gateway, ListenerSecurity.NONE, trial);
            return Optional.empty();
        } catch (ChannelException e) {
            return Optional.of("the kernel refuses it (" + e.getMessage() + ")");
        } finally {
            socket.unsafe().closeForcibly();
        }
    }
}

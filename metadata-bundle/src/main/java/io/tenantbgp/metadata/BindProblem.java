/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import io.netty.channel.ChannelException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.eclipse.jdt.annotation.NonNullByDefault;

/** Why the metadata service cannot listen, in terms of what the operator has to change. */
@NonNullByDefault
final class BindProblem {
    private BindProblem() {
        // Hidden on purpose
    }

    /** Returns what the operator has to change, on one line. */
    static String describe(final InetAddress address, final Throwable cause) {
        if (cause instanceof ChannelException) {
            return String.valueOf(cause.getMessage());
        }
        return isOnHost(address)
            ? cause.getMessage() + "; the port has to be free, and a port below 1024 needs the right to bind it"
            : String.format("the address is not on this host; ip address add %s/%s dev <tenant interface>",
                address.getHostAddress(), address.getAddress().length * Byte.SIZE);
    }

    private static boolean isOnHost(final InetAddress address) {
        try {
            // The kernel takes all of 127.0.0.0/8 for its own, listed or not
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}

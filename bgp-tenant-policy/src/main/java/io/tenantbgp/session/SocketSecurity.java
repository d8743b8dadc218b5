/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The socket options of Linux behind {@link ListenerSecurity} and {@link TransportSecurity}, and of the fabric. */
public final class SocketSecurity {
    private static final int MAX_TTL = 255;
    private static final int ANY_TTL = 0;
    private static final int DEFAULT_TTL = -1;
    // Levels and names are those of linux/in.h, linux/in6.h and linux/tcp.h.
    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_TCP = 6;
    private static final int IPPROTO_IPV6 = 41;
    private static final ChannelOption<Integer> IP_TTL = new IntegerUnixChannelOption("IP_TTL", IPPROTO_IP, 2);
    private static final ChannelOption<Integer> IP_MINTTL = new IntegerUnixChannelOption("IP_MINTTL", IPPROTO_IP, 21);
    private static final ChannelOption<Integer> IPV6_UNICAST_HOPS =
        new IntegerUnixChannelOption("IPV6_UNICAST_HOPS", IPPROTO_IPV6, 16);
    private static final ChannelOption<Integer> IPV6_MINHOPCOUNT =
        new IntegerUnixChannelOption("IPV6_MINHOPCOUNT", IPPROTO_IPV6, 73);
    private static final ChannelOption<Integer> TCP_SAVE_SYN =
        new IntegerUnixChannelOption("TCP_SAVE_SYN", IPPROTO_TCP, 27);
    // Both headers with all their options.
    private static final int MAX_SYN = 256;
    private static final ChannelOption<ByteBuffer> TCP_SAVED_SYN =
        new RawUnixChannelOption("TCP_SAVED_SYN", IPPROTO_TCP, 28, MAX_SYN);
    private static final int IPV4_TTL_OFFSET = 8;
    private static final int IPV6_HOP_LIMIT_OFFSET = 7;

    private SocketSecurity() {
        // static methods only
    }

    /**
     * Sets on a listening socket what is another than before, and no other option.
     *
     * @throws ChannelException when the kernel refuses; nothing is known then of what the socket enforces
     */
    static void apply(final Channel server, final InetAddress gateway, final ListenerSecurity before,
            final ListenerSecurity next) {
        if (!before.keys().equals(next.keys())) {
            set(server, EpollChannelOption.TCP_MD5SIG, octets(next.keys()));
        }
        if (before.sendsTtl255() != next.sendsTtl255()) {
            set(server, isIpv6(gateway) ? IPV6_UNICAST_HOPS : IP_TTL, next.sendsTtl255() ? MAX_TTL : DEFAULT_TTL);
            set(server, TCP_SAVE_SYN, next.sendsTtl255() ? 1 : 0);
        }
        if (before.requiresTtl255() != next.requiresTtl255()) {
            set(server, minimumTtl(gateway), next.requiresTtl255() ? MAX_TTL : ANY_TTL);
        }
    }

    /**
     * Makes an accepted connection drop packets below TTL 255 from now on; it has the TTL it sends with from its
     * listener. What came before may be from anywhere only if the SYN was, so that one's TTL is looked at.
     *
     * @return false when the host did not send with TTL 255, or nothing is known of it: nothing is changed then
     */
    static boolean requireTtl255(final Channel accepted, final InetAddress gateway) {
        if (!isFromNeighbour(accepted.config().getOption(TCP_SAVED_SYN))) {
            return false;
        }
        set(accepted, minimumTtl(gateway), MAX_TTL);
        return true;
    }

    /**
     * Has a socket sign and check the segments of these hosts. On a connection it is to be the one host.
     *
     * @param channel a listening socket, or one that is not connected yet
     * @param keys the key of each host
     * @throws ChannelException when the kernel refuses
     */
    public static void setKeys(final Channel channel, final Map<InetAddress, TcpMd5Key> keys) {
        set(channel, EpollChannelOption.TCP_MD5SIG, octets(keys));
    }

    /**
     * Has a socket send with this TTL.
     *
     * @param channel the socket
     * @param local its own address, or the other end's: for the family
     * @param ttl the TTL or hop limit, empty for that of the operating system
     * @throws ChannelException when the kernel refuses
     */
    public static void setTtl(final Channel channel, final InetAddress local, final OptionalInt ttl) {
        set(channel, isIpv6(local) ? IPV6_UNICAST_HOPS : IP_TTL, ttl.orElse(DEFAULT_TTL));
    }

    private static boolean isFromNeighbour(final ByteBuffer syn) {
        final int ttlOffset = switch (syn.get(0) >> 4) {
            case 4 -> IPV4_TTL_OFFSET;
            case 6 -> IPV6_HOP_LIMIT_OFFSET;
            // The kernel saves none when it answers with a SYN cookie.
            default -> -1;
        };
        return ttlOffset >= 0 && Byte.toUnsignedInt(syn.get(ttlOffset)) == MAX_TTL;
    }

    private static ChannelOption<Integer> minimumTtl(final InetAddress gateway) {
        return isIpv6(gateway) ? IPV6_MINHOPCOUNT : IP_MINTTL;
    }

    private static boolean isIpv6(final InetAddress address) {
        return address instanceof Inet6Address;
    }

    private static Map<InetAddress, byte[]> octets(final Map<InetAddress, TcpMd5Key> keys) {
        return keys.isEmpty() ? Collections.emptyMap() : keys.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().octets()));
    }

    private static <T> void set(final Channel channel, final ChannelOption<T> option, final T value) {
        if (!channel.config().setOption(option, value)) {
            throw new ChannelException(option.name() + " is unknown to " + channel.getClass().getSimpleName());
        }
    }
}

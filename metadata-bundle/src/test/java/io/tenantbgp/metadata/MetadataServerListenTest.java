/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the server listens, and what it does while it cannot. */
class MetadataServerListenTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String GET_ASN = "GET /latest/meta-data/asn HTTP/1.1\r\nHost: x\r\n";

    private final MetadataTree tree = MetadataTree.of(new MetadataValues(65000, Map.of()));
    private final MetadataServer server = new MetadataServer(() -> tree, ServerLimits.DEFAULT);

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void followsTheConfiguredAddress() throws Exception {
        final var first = listen("127.0.0.2");
        try (var kept = new RawClient(first, PATIENCE)) {
            kept.send(GET_ASN + "\r\n").readUntil("65000");

            final var second = listen("127.0.0.3");
            assertEquals("", kept.readToEnd());
            assertThrows(IOException.class, () -> new RawClient(first, PATIENCE).close());
            try (var raw = new RawClient(second, PATIENCE)) {
                raw.send(GET_ASN + "\r\n").readUntil("65000");
            }
        }
    }

    @Test
    void otherAddressesOfTheHostDoNotAnswer() throws Exception {
        final var bound = listen("127.0.0.2");
        assertThrows(IOException.class,
            () -> new RawClient(new InetSocketAddress("127.0.0.1", bound.getPort()), PATIENCE).close());
    }

    @Test
    void sameAddressAgainDisturbsNobody() throws Exception {
        final var address = freeAddress();
        Listening.on(server, address);
        Await.until(PATIENCE, () -> Listening.bound(server), Optional.of(address)::equals);
        try (var kept = new RawClient(address, PATIENCE)) {
            kept.send(GET_ASN + "\r\n").readUntil("65000");
            Listening.on(server, new InetSocketAddress(address.getAddress(), address.getPort()));
            kept.send(GET_ASN + "\r\n").readUntil("65000");
        }
    }

    @Test
    void keepsTryingUntilThePortIsFree() throws Exception {
        final InetSocketAddress address;
        try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = (InetSocketAddress) holder.getLocalSocketAddress();
            Listening.on(server, address);
            Await.until(PATIENCE, () -> Listening.problem(server), problem -> problem.contains("in use"));
        }
        Await.until(PATIENCE, () -> Listening.bound(server), Optional.of(address)::equals);
        assertEquals("", Listening.problem(server));
    }

    @Test
    void eachOfSeveralAddressesComesAndGoesAlone() throws Exception {
        final var first = listen("127.0.0.2");
        final var kept = ListenAddress.of(new InetSocketAddress("127.0.0.2", 0));
        final var added = ListenAddress.of(new InetSocketAddress("::1", 0));
        // TEST-NET-1: on no host
        final var missing = ListenAddress.of(new InetSocketAddress("192.0.2.1", 8080));
        try (var onFirst = new RawClient(first, PATIENCE)) {
            onFirst.send(GET_ASN + "\r\n").readUntil("65000");
            server.listen(Set.of(kept, added, missing));
            final var second = Await.until(PATIENCE, () -> server.state().listening(), bound -> bound.size() == 2)
                .stream().filter(bound -> !bound.equals(first)).findFirst().orElseThrow();
            Await.until(PATIENCE, () -> Listening.problem(server), problem -> problem.startsWith("192.0.2.1:8080: "));
            onFirst.send(GET_ASN + "\r\n").readUntil("65000");
            try (var onSecond = new RawClient(second, PATIENCE)) {
                onSecond.send(GET_ASN + "\r\n").readUntil("65000");
                server.listen(Set.of(kept));
                assertEquals("", onSecond.readToEnd());
            }
            assertThrows(IOException.class, () -> new RawClient(second, PATIENCE).close());
            assertEquals(List.of(first), server.state().listening());
            assertEquals("", Listening.problem(server));
            onFirst.send(GET_ASN + "\r\n").readUntil("65000");
        }
    }

    @Test
    void addressThatIsNotOnTheHostCanBeReplaced() throws Exception {
        // TEST-NET-1: on no host
        Listening.on(server, new InetSocketAddress("192.0.2.1", 8080));
        Await.until(PATIENCE, () -> Listening.problem(server),
            problem -> problem.contains("ip address add 192.0.2.1/32 dev "));
        listen("127.0.0.2");
    }

    @ParameterizedTest
    @ValueSource(strings = { "127.0.0.2", "::1" })
    void hopLimitIsThatOfEveryConnection(final String host) throws Exception {
        assumeTrue(Epoll.isAvailable(), "needs epoll");
        final var anyPort = new InetSocketAddress(host, 0);
        Listening.on(server, anyPort);
        final var before = Await.until(PATIENCE, () -> Listening.bound(server), Optional::isPresent).orElseThrow();
        assertTrue(connectsAcceptingHopLimit(before, 2));

        server.listen(Set.of(new ListenAddress(anyPort, OptionalInt.of(1))));
        final var after = Await.until(PATIENCE, () -> Listening.bound(server),
            bound -> bound.isPresent() && !bound.equals(Optional.of(before))).orElseThrow();
        assertFalse(connectsAcceptingHopLimit(after, 2));
        assertTrue(connectsAcceptingHopLimit(after, 1));
        try (var raw = new RawClient(after, PATIENCE)) {
            raw.send(GET_ASN + "\r\n").readUntil("65000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "0.0.0.0", "::" })
    void wildcardIsRefusedAndWhatWasListenedOnIsClosed(final String wildcard) throws Exception {
        final var before = listen("127.0.0.2");
        Listening.on(server, new InetSocketAddress(wildcard, before.getPort()));
        Await.until(PATIENCE, () -> Listening.problem(server), problem -> problem.contains("wildcard"));
        assertEquals(Optional.empty(), Listening.bound(server));
        for (var host : new String[] { "127.0.0.1", "127.0.0.2" }) {
            // The kernel closes the old socket on the event loop's next turn
            Await.until(PATIENCE, () -> {
                try (var raw = new RawClient(new InetSocketAddress(host, before.getPort()), PATIENCE)) {
                    return "open";
                } catch (IOException e) {
                    return "refused";
                }
            }, "refused"::equals);
        }
        listen("127.0.0.3");
    }

    /** Whether a client's kernel that drops packets with less than this TTL or hop limit sees the SYN-ACK. */
    private static boolean connectsAcceptingHopLimit(final InetSocketAddress address, final int least) {
        final var minimum = address.getAddress() instanceof Inet6Address
            ? new IntegerUnixChannelOption("IPV6_MINHOPCOUNT", 41, 73)
            : new IntegerUnixChannelOption("IP_MINTTL", 0, 21);
        final var group = new EpollEventLoopGroup(1);
        try {
            return new Bootstrap().group(group).channel(EpollSocketChannel.class)
                .option(minimum, least)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 500)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(address).awaitUninterruptibly().isSuccess();
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private InetSocketAddress listen(final String host) throws Exception {
        Listening.on(server, new InetSocketAddress(host, 0));
        return Await.until(PATIENCE, () -> Listening.bound(server),
            bound -> bound.isPresent() && bound.orElseThrow().getAddress().getHostAddress().equals(host)).orElseThrow();
    }

    private static InetSocketAddress freeAddress() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return (InetSocketAddress) probe.getLocalSocketAddress();
        }
    }
}

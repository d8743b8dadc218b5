/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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
        server.listen(address);
        Await.until(PATIENCE, server::boundAddress, Optional.of(address)::equals);
        try (var kept = new RawClient(address, PATIENCE)) {
            kept.send(GET_ASN + "\r\n").readUntil("65000");
            server.listen(new InetSocketAddress(address.getAddress(), address.getPort()));
            kept.send(GET_ASN + "\r\n").readUntil("65000");
        }
    }

    @Test
    void keepsTryingUntilThePortIsFree() throws Exception {
        final InetSocketAddress address;
        try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = (InetSocketAddress) holder.getLocalSocketAddress();
            server.listen(address);
            Await.until(PATIENCE, server::bindProblem, problem -> problem.orElse("").contains("in use"));
        }
        Await.until(PATIENCE, server::boundAddress, Optional.of(address)::equals);
        assertEquals(Optional.empty(), server.bindProblem());
    }

    @Test
    void addressThatIsNotOnTheHostCanBeReplaced() throws Exception {
        // TEST-NET-1: on no host
        server.listen(new InetSocketAddress("192.0.2.1", 8080));
        Await.until(PATIENCE, server::bindProblem,
            problem -> problem.orElse("").contains("ip address add 192.0.2.1/32 dev "));
        listen("127.0.0.2");
    }

    @ParameterizedTest
    @ValueSource(strings = { "0.0.0.0", "::" })
    void wildcardIsRefusedAndWhatWasListenedOnIsClosed(final String wildcard) throws Exception {
        final var before = listen("127.0.0.2");
        server.listen(new InetSocketAddress(wildcard, before.getPort()));
        Await.until(PATIENCE, server::bindProblem, problem -> problem.orElse("").contains("wildcard"));
        assertEquals(Optional.empty(), server.boundAddress());
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

    private InetSocketAddress listen(final String host) throws Exception {
        server.listen(new InetSocketAddress(host, 0));
        return Await.until(PATIENCE, server::boundAddress,
            bound -> bound.isPresent() && bound.orElseThrow().getAddress().getHostAddress().equals(host)).orElseThrow();
    }

    private static InetSocketAddress freeAddress() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return (InetSocketAddress) probe.getLocalSocketAddress();
        }
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.metadata.MetadataValues.InstanceKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests good and bad, over real TCP on the loopback. */
class MetadataServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String GET_ASN = "GET /latest/meta-data/asn HTTP/1.1\r\nHost: x\r\n";
    private static final String USER_DATA = "ü".repeat(65535);

    private final AtomicReference<MetadataTree> tree = new AtomicReference<>(MetadataTree.of(new MetadataValues(65000,
        Map.of(InstanceKey.HOSTNAME, "host-1", InstanceKey.USER_DATA, USER_DATA))));
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private MetadataServer server;
    private InetSocketAddress address;

    @BeforeEach
    void startServer() throws Exception {
        server = new MetadataServer(tree::get, ServerLimits.DEFAULT);
        Listening.on(server, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        address = Await.until(PATIENCE, () -> Listening.bound(server), Optional::isPresent).orElseThrow();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void getAnswersTheExactBody() throws Exception {
        final var response = request("GET", "/latest/meta-data/asn?format=text", BodyPublishers.noBody());
        assertEquals(200, response.statusCode());
        assertEquals("65000", response.body());
        assertEquals(Optional.of("text/plain; charset=utf-8"), response.headers().firstValue("Content-Type"));
        assertEquals(Optional.of("5"), response.headers().firstValue("Content-Length"));
        assertEquals(Optional.of("no-store"), response.headers().firstValue("Cache-Control"));
        assertEquals(Optional.empty(), response.headers().firstValue("Server"));
    }

    @Test
    void userDataIsUtf8() throws Exception {
        assertEquals(USER_DATA, request("GET", "/latest/user-data", BodyPublishers.noBody()).body());
    }

    @Test
    void unknownKeyIs404() throws Exception {
        final var response = request("GET", "/latest/meta-data/ami-id", BodyPublishers.noBody());
        assertEquals(404, response.statusCode());
        assertEquals("metadata category not found: ami-id", response.body());
    }

    @Test
    void nextRequestSeesANewTree() throws Exception {
        tree.set(MetadataTree.unavailable());
        final var before = request("GET", "/latest/meta-data/asn", BodyPublishers.noBody());
        assertEquals(503, before.statusCode());
        assertEquals("metadata currently unavailable", before.body());
        tree.set(MetadataTree.of(new MetadataValues(65001, Map.of())));
        assertEquals("65001", request("GET", "/latest/meta-data/asn", BodyPublishers.noBody()).body());
    }

    @Test
    void headIsGetWithoutBody() throws Exception {
        try (var raw = connect()) {
            raw.send("HEAD /latest/meta-data/asn HTTP/1.1\r\nHost: x\r\n\r\n")
                .send("HEAD /latest/user-data HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            final var answers = raw.readToEnd().split("(?<=\r\n\r\n)");
            assertEquals(2, answers.length, String.join("|", answers));
            assertTrue(answers[0].startsWith("HTTP/1.1 200 OK\r\n"), answers[0]);
            assertTrue(answers[0].contains("content-length: 5\r\n"), answers[0]);
            assertTrue(answers[1].contains("content-length: 131070\r\n"), answers[1]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "PUT", "POST", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND", "get" })
    void otherMethodsAre405AndTheConnectionStays(final String method) throws Exception {
        try (var raw = connect()) {
            raw.send(method + " /latest/meta-data/asn HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
            final var refused = raw.readUntil("method not allowed");
            assertTrue(refused.startsWith("HTTP/1.1 405 Method Not Allowed\r\n"), refused);
            assertTrue(refused.contains("\r\nallow: GET, HEAD\r\n"), refused);
            raw.send(GET_ASN + "\r\n").readUntil("\r\n\r\n65000");
        }
    }

    @Test
    void bodyOfA405IsNotTakenForRequests() throws Exception {
        try (var raw = connect()) {
            final var smuggled = GET_ASN + "\r\n";
            raw.send("PUT /latest/api/token HTTP/1.1\r\nHost: x\r\nContent-Length: " + smuggled.length() + "\r\n\r\n"
                + smuggled);
            final var answers = raw.readToEnd();
            assertTrue(answers.startsWith("HTTP/1.1 405 "), answers);
            assertTrue(answers.endsWith("method not allowed"), answers);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        nonsense\\r\\n\\r\\n                                                  | 400
        GET /latest/meta-data/asn\\r\\n\\r\\n                                 | 400
        GET /latest/meta data/asn HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n           | 400
        GET /latest/\\0 HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n                     | 400
        GET /latest/é HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n                       | 400
        GET / HTTP/1.1\\r\\n\\r\\n                                            | 400
        GET / HTTP/1.1\\r\\nHost: x\\r\\nHost: y\\r\\n\\r\\n                  | 400
        GET / HTTP/1.1\\r\\nHost: x y\\r\\n\\r\\n                              | 400
        GET / HTTP/1.1\\r\\nHost: user@x\\r\\n\\r\\n                           | 400
        GET / HTTP/1.1\\r\\nHost: x/\\r\\n\\r\\n                               | 400
        GET / HTTP/1.1\\r\\nHost: é\\r\\n\\r\\n                                | 400
        GET / HTTP/1.1\\r\\nHost: x\\r\\nX-Forwarded-For: 192.0.2.1\\r\\n\\r\\n | 403
        HEAD / HTTP/1.0\\r\\nx-forwarded-for:\\r\\n\\r\\n                       | 403
        GET / HTTP/1.1\\r\\nHost: x\\r\\nForwarded: for=192.0.2.1\\r\\n\\r\\n  | 403
        GET / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: -1\\r\\n\\r\\n       | 400
        GET / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 1x\\r\\n\\r\\n       | 400
        GET / HTTP/1.1\\r\\nHo st: x\\r\\n\\r\\n                              | 400
        GET / HTTP/1.1\\r\\nHost: x\\r\\nX: a\\0b\\r\\n\\r\\n                 | 400
        PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n                              | 505
        GET / HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 1\\r\\n\\r\\nx       | 413
        GET / HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n | 413
        GET / HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\nx | 413
        """)
    void badRequestIsAnsweredOnceAndTheConnectionEnds(final String request, final int status) throws Exception {
        try (var raw = connect()) {
            raw.send(request.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0") + GET_ASN + "\r\n");
            assertRefusedOnce(status, raw.readToEnd());
        }
    }

    @Test
    void longUriIs414() throws Exception {
        try (var raw = connect()) {
            raw.send("GET /" + "a".repeat(1_000_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertRefusedOnce(414, raw.readToEnd());
        }
    }

    @Test
    void hugeHeaderIs431AndTheClientGetsToReadIt() throws Exception {
        try (var raw = connect()) {
            assertRefusedOnce(431, raw.send(GET_ASN + "X: " + "a".repeat(1_000_000) + "\r\n\r\n").readToEnd());
        }
        try (var raw = connect()) {
            assertRefusedOnce(431, raw.send(GET_ASN + "X: a\r\n".repeat(100_000) + "\r\n").readToEnd());
        }
    }

    @Test
    void uriAndHeaderBelowTheLimitsAreFine() throws Exception {
        try (var raw = connect()) {
            raw.send("GET /latest/meta-data/asn?" + "a".repeat(2000) + " HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(8000)
                + "\r\n\r\n").readUntil("\r\n\r\n65000");
        }
    }

    @Test
    void http10IsAnsweredAndClosed() throws Exception {
        try (var raw = connect()) {
            final var answer = raw.send("GET /latest/meta-data/asn HTTP/1.0\r\n\r\n").readToEnd();
            assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
            assertTrue(answer.endsWith("\r\n\r\n65000"), answer);
        }
    }

    @Test
    void http10KeepsTheConnectionWhenAsked() throws Exception {
        try (var raw = connect()) {
            for (int i = 0; i < 2; i++) {
                final var answer = raw.send("GET /latest/meta-data/asn HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                    .readUntil("\r\n\r\n65000");
                assertTrue(answer.contains("connection: keep-alive\r\n"), answer);
            }
        }
    }

    @Test
    void absoluteFormIsAnswered() throws Exception {
        try (var raw = connect()) {
            raw.send("GET http://169.254.169.254/latest/meta-data/asn HTTP/1.1\r\nHost: x\r\n\r\n")
                .readUntil("\r\n\r\n65000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "/latest/../../../../etc/passwd", "/latest/meta-data/../user-data", "//latest/user-data",
        "/latest/meta-data/%2e%2e/user-data", "/latest/./user-data", "http://x/latest/../latest/user-data", "*" })
    void pathsAreNotResolved(final String path) throws Exception {
        try (var raw = connect()) {
            raw.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").readUntil("metadata category not found: ");
            raw.send(GET_ASN + "\r\n").readUntil("\r\n\r\n65000");
        }
    }

    @Test
    void upgradeToHttp2IsNotTaken() throws Exception {
        try (var raw = connect()) {
            final var answer = raw.send(GET_ASN
                + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n")
                .readUntil("\r\n\r\n65000");
            assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
            raw.send(GET_ASN + "\r\n").readUntil("\r\n\r\n65000");
        }
    }

    @Test
    void answersAreCountedByStatus() throws Exception {
        try (var raw = connect()) {
            raw.send((GET_ASN + "\r\n").repeat(3)).send("GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n")
                .send("DELETE / HTTP/1.1\r\nHost: x\r\n\r\n").send("nonsense\r\n\r\n").readToEnd();
        }
        final var counts = Await.until(PATIENCE, server::state, state -> state.openConnections() == 0).counts();
        assertEquals(Map.of(200, 3L, 404, 1L, 405, 1L, 400, 1L), counts.responses());
        assertEquals(1, counts.accepted());
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        try (var raw = connect()) {
            raw.send((GET_ASN + "\r\n" + "GET /latest/meta-data/hostname HTTP/1.1\r\nHost: x\r\n\r\n").repeat(500)
                + GET_ASN + "Connection: close\r\n\r\n");
            final var bodies = raw.readToEnd().replaceAll("(?s)HTTP/1.1 200 OK\r\n.*?\r\n\r\n", " ");
            assertEquals(" 65000 host-1".repeat(500) + " 65000", bodies);
        }
    }

    @Test
    void clientThatSentItsLastRequestStillGetsEveryAnswer() throws Exception {
        try (var raw = connect()) {
            raw.send("GET /latest/user-data HTTP/1.1\r\nHost: x\r\n\r\n".repeat(3)).finish();
            final var answers = raw.readToEnd();
            assertEquals(3, answers.split("HTTP/1.1 200 OK", -1).length - 1);
            assertTrue(answers.length() > 3 * 2 * USER_DATA.length(), () -> "Only " + answers.length() + " octets");
        }
    }

    @Test
    void closeFreesThePortAndTheThread() throws Exception {
        try (var raw = connect()) {
            raw.send(GET_ASN + "\r\n").readUntil("\r\n\r\n65000");
            server.close();
            assertEquals("", raw.readToEnd());
        }
        try (var successor = new MetadataServer(tree::get, ServerLimits.DEFAULT)) {
            Listening.on(successor, address);
            // The first attempt has to do: a second one comes after the server's own retry
            Await.until(Duration.ofMillis(900), () -> Listening.bound(successor), Optional.of(address)::equals);
        }
        // Netty reports its end from the thread that is ending
        Await.until(PATIENCE, () -> Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
            .filter(name -> name.startsWith("tenant-bgp-metadata")).toList(), List::isEmpty);
    }

    private static void assertRefusedOnce(final int status, final String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertEquals(1, answer.split("HTTP/1.1 ", -1).length - 1, answer);
        assertTrue(answer.contains("\r\nconnection: close\r\n"), answer);
        assertFalse(answer.contains("Exception"), answer);
    }

    private RawClient connect() throws Exception {
        return new RawClient(address, PATIENCE);
    }

    private HttpResponse<String> request(final String method, final String path, final HttpRequest.BodyPublisher body)
            throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + path))
            .timeout(PATIENCE).method(method, body).build(), BodyHandlers.ofString());
    }
}

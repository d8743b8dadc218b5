/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.PooledByteBufAllocator;
import io.tenantbgp.metadata.MetadataValues.InstanceKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a client can hold on to, and for how long. */
class MetadataServerLimitsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final String GET_ASN = "GET /latest/meta-data/asn HTTP/1.1\r\nHost: x\r\n";
    private static final String ANSWER = "\r\n\r\n65000";

    @Test
    void silentConnectionIsClosed() throws Exception {
        try (var server = start(new ServerLimits(8, 8, Duration.ZERO, SHORT, LONG)); var raw = connect(server)) {
            assertEquals("", raw.readToEnd());
            assertEquals(1, server.state().counts().timedOut());
        }
    }

    @Test
    void idleConnectionIsClosedAfterItsLastAnswer() throws Exception {
        try (var server = start(new ServerLimits(8, 8, Duration.ZERO, SHORT, LONG)); var raw = connect(server)) {
            assertTrue(raw.send(GET_ASN + "\r\n").readToEnd().endsWith(ANSWER));
        }
    }

    @Test
    void headerThatTricklesInDoesNotKeepAConnection() throws Exception {
        try (var server = start(new ServerLimits(8, 8, Duration.ZERO, SHORT, LONG)); var raw = connect(server)) {
            raw.send(GET_ASN);
            // Every octet is activity; the request as a whole is late
            Await.until(PATIENCE, () -> {
                try {
                    raw.send("X: y\r\n");
                    return "open";
                } catch (IOException e) {
                    return "closed";
                }
            }, "closed"::equals);
        }
    }

    @Test
    void longAnswerMayBeReadSlowly() throws Exception {
        final var length = 32 << 20;
        try (var server = start(longAnswer(length), new ServerLimits(8, 8, Duration.ZERO, SHORT, LONG));
             var raw = connect(server)) {
            raw.send("GET /latest/user-data HTTP/1.1\r\nHost:\r\n\r\n").readUntil("\r\n\r\n");
            for (int read = 0; read < length; read += 1 << 20) {
                raw.read(1 << 20);
                final var next = System.nanoTime() + SHORT.toNanos() / 8;
                Await.until(PATIENCE, System::nanoTime, now -> now - next >= 0);
            }
            assertEquals("", raw.readToEnd());
        }
    }

    @Test
    void longAnswerThatIsNotReadDoesNotKeepAConnection() throws Exception {
        try (var server = start(longAnswer(32 << 20), new ServerLimits(8, 8, Duration.ZERO, SHORT, LONG));
             var raw = connect(server)) {
            raw.send("GET /latest/user-data HTTP/1.1\r\nHost:\r\n\r\n").readUntil("\r\n\r\n");
            Await.until(PATIENCE, () -> server.state().counts().timedOut(), count -> count == 1);
        }
    }

    @Test
    void answeredConnectionDoesNotLingerForEver() throws Exception {
        try (var server = start(new ServerLimits(8, 8, Duration.ZERO, LONG, SHORT)); var raw = connect(server)) {
            assertTrue(raw.send(GET_ASN + "Connection: close\r\n\r\n").readToEnd().endsWith(ANSWER));
            Await.until(PATIENCE, () -> {
                try {
                    raw.send(GET_ASN + "\r\n");
                    return "open";
                } catch (IOException e) {
                    return "closed";
                }
            }, "closed"::equals);
        }
    }

    @Test
    void oneSourceAtItsLimitLosesTheConnectionThatWaitedLongest() throws Exception {
        try (var server = start(new ServerLimits(100, 3, Duration.ZERO, LONG, LONG));
             var first = connect(server); var second = connect(server); var third = connect(server)) {
            first.send(GET_ASN + "\r\n").readUntil(ANSWER);
            second.send(GET_ASN).send("X-Half: a header\r\n");
            third.send(GET_ASN + "\r\n").readUntil(ANSWER);
            first.send(GET_ASN + "\r\n").readUntil(ANSWER);

            try (var fourth = connect(server)) {
                fourth.send(GET_ASN + "\r\n").readUntil(ANSWER);
                assertEquals("", second.readToEnd());
                third.send(GET_ASN + "\r\n").readUntil(ANSWER);
                first.send(GET_ASN + "\r\n").readUntil(ANSWER);
            }
        }
    }

    @Test
    void busyConnectionsDoNotGiveWayToMoreOfTheSameSource() throws Exception {
        try (var server = start(new ServerLimits(100, 2, LONG, LONG, LONG));
             var first = connect(server); var second = connect(server)) {
            first.send(GET_ASN + "\r\n").readUntil(ANSWER);
            second.send(GET_ASN + "\r\n").readUntil(ANSWER);
            for (int i = 0; i < 100; i++) {
                try (var more = connect(server)) {
                    assertThrows(IOException.class, () -> more.readUntil(ANSWER));
                }
            }
            first.send(GET_ASN + "\r\n").readUntil(ANSWER);
            second.send(GET_ASN + "\r\n").readUntil(ANSWER);
            assertEquals(100, server.state().counts().refused());
            assertEquals(2, server.state().counts().accepted());
        }
    }

    @Test
    void allConnectionsTogetherAreBounded() throws Exception {
        final var held = new ArrayList<RawClient>();
        try (var server = start(new ServerLimits(2, 100, Duration.ZERO, LONG, LONG))) {
            for (int i = 0; i < 10; i++) {
                held.add(connect(server));
                held.get(i).send(GET_ASN + "\r\n").readUntil(ANSWER);
            }
            for (int i = 0; i < 8; i++) {
                assertEquals("", held.get(i).readToEnd());
            }
            held.get(8).send(GET_ASN + "\r\n").readUntil(ANSWER);
            held.get(9).send(GET_ASN + "\r\n").readUntil(ANSWER);
            assertEquals(2, server.state().openConnections());
            assertEquals(10, server.state().counts().accepted());
            assertEquals(8, server.state().counts().displaced());
        } finally {
            for (var raw : held) {
                raw.close();
            }
        }
    }

    @Test
    void manyPipelinedRequestsOfOneClientKeepNobodyWaiting() throws Exception {
        try (var server = start(new ServerLimits(8, 8, Duration.ZERO, LONG, LONG)); var hostile = connect(server);
             var other = connect(server)) {
            final var sender = new Thread(() -> assertDoesNotThrow(() ->
                hostile.send((GET_ASN + "\r\n").repeat(10_000)).finish()));
            sender.start();
            final var answered = new Thread(() -> assertDoesNotThrow(hostile::readToEnd));
            answered.start();
            int between = 0;
            for (; between < 10_000 && answered.isAlive(); between++) {
                other.send(GET_ASN + "\r\n").readUntil(ANSWER);
            }
            answered.join(PATIENCE.toMillis());
            assertEquals(10_000L + between, server.state().counts().responses().get(200));
            // With 64 reads in a row, which is netty's own way, it is half a dozen
            assertTrue(between > 20, "Only " + between + " answers while 10000 were on their way to another client");
        }
    }

    @Test
    void clientsThatDoNotReadCostLittleMemoryAndNobodyElseTime() throws Exception {
        final var held = new ArrayList<RawClient>();
        final var tree = MetadataTree.of(new MetadataValues(65000, Map.of(InstanceKey.USER_DATA, "x".repeat(65535))));
        final var memory = PooledByteBufAllocator.DEFAULT.metric();
        final var before = memory.usedDirectMemory();
        try (var server = start(tree, new ServerLimits(100, 100, Duration.ZERO, LONG, LONG))) {
            for (int i = 0; i < 40; i++) {
                held.add(connect(server));
                held.get(i).send("GET /latest/user-data HTTP/1.1\r\nHost:\r\n\r\n".repeat(200));
                try (var other = connect(server)) {
                    other.send(GET_ASN + "\r\n").readUntil(ANSWER);
                }
            }
            // 40 clients times 200 answers of 64 KiB are 500 MiB
            final var used = memory.usedDirectMemory() - before;
            assertTrue(used < 32 << 20, () -> used + " octets");
        } finally {
            for (var raw : held) {
                raw.close();
            }
        }
    }

    private static MetadataTree longAnswer(final int octets) {
        return MetadataTree.of(new MetadataValues(65000, Map.of(InstanceKey.USER_DATA, "x".repeat(octets))));
    }

    private static MetadataServer start(final ServerLimits limits) throws Exception {
        return start(MetadataTree.of(new MetadataValues(65000, Map.of())), limits);
    }

    private static MetadataServer start(final MetadataTree tree, final ServerLimits limits) throws Exception {
        final var server = new MetadataServer(() -> tree, limits);
        Listening.on(server, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Await.until(PATIENCE, () -> Listening.bound(server), Optional::isPresent);
        return server;
    }

    private static RawClient connect(final MetadataServer server) throws Exception {
        return new RawClient(Listening.bound(server).orElseThrow(), PATIENCE);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.wire.Bytes;
import io.tenantbgp.wire.MessageType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is told of a session while it is up and when it ends. */
class GuardEventsTest {
    private static final String ALLOWED = "20 cb007101";
    private static final String DENIED = "20 c6336401";
    private static final String DENIED_TOO = "20 c6336402";

    private final SpeakerProbe probe = new SpeakerProbe();

    @Test
    void sessionIsToldWhenItIsUpAndWhenItEnds() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            final var channel = harness.establish(probe);
            assertEquals(List.of("eth1 up AS 65010"), harness.events.take());

            channel.receive(Bytes.message(MessageType.NOTIFICATION, "0602"));

            assertEquals(List.of("eth1 established ended RECEIVED 6/2 AS 65010"), harness.events.take());
        }
    }

    @Test
    void refusedOpenIsToldWithItsNotification() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            harness.connect(probe).receive(Bytes.message(MessageType.OPEN,
                "04 fde8 005a 0a000002 16 02 14 0104 0001 00 01 0104 0002 00 01 0200 4104 0000fde8"));

            assertEquals(List.of("eth1 open-sent ended SENT 2/2 AS 65000"), harness.events.take());
        }
    }

    @Test
    void malformedOpenHasNoAsn() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            final var first = harness.connect(new SpeakerProbe());
            first.receive(Tenants.open());
            first.hangUp();
            harness.events.take();
            harness.connect(probe).receive(Bytes.message(MessageType.OPEN, "04 fdf2 005a 0a000002 01 02"));

            assertEquals(List.of("eth1 open-sent ended SENT 2/0"), harness.events.take());
        }
    }

    @Test
    void rejectedPrefixIsToldOnceAsLongAsItIsKept() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            final var channel = harness.establish(probe);
            harness.events.take();

            channel.receive(Tenants.announce(ALLOWED + DENIED));
            channel.receive(Tenants.announce(DENIED));
            assertEquals(List.of("eth1 rejected 198.51.100.1/32 not-in-allowed-prefixes after 0"),
                harness.events.take());

            channel.receive(Bytes.update(DENIED, "", ""));
            channel.receive(Tenants.announce(DENIED));
            assertEquals(List.of("eth1 rejected 198.51.100.1/32 not-in-allowed-prefixes after 0"),
                harness.events.take());
        }
    }

    @Test
    void floodOfRejectedPrefixesIsToldInPart() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            final var channel = harness.establish(probe);
            harness.events.take();

            channel.receive(Tenants.announce(String.join("", IntStream.range(0, 200)
                .mapToObj(i -> String.format("20 c63364%02x", i)).toList())));
            assertEquals(10, harness.events.take().size());

            harness.nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
            // The harness's clock shows the same time to every UPDATE: only another one ends the exhaustion.
            harness.now = harness.now.plusSeconds(1);
            channel.receive(Tenants.announce("20 c63365 01"));
            assertEquals(List.of("eth1 rejected 198.51.101.1/32 not-in-allowed-prefixes after 190"),
                harness.events.take());
        }
    }

    @Test
    void limitIsToldAgainWhenItIsReachedAnew() throws Exception {
        try (var harness = new GuardHarness(Tenants.with(
                Tenants.importPolicy(1, Set.of("10.0.0.2"), "198.51.100.0/24", "203.0.113.0/24")))) {
            final var channel = harness.establish(probe);
            channel.receive(Tenants.announce(ALLOWED + DENIED));
            channel.receive(Bytes.update(ALLOWED + DENIED, "", ""));
            harness.events.take();

            channel.receive(Tenants.announce(ALLOWED + DENIED));

            assertTrue(harness.events.take().contains("eth1 limit 1 IPV4"));
        }
    }

    @Test
    void limitThatIsReachedWithEveryUpdateIsToldTenTimesAndThenOnceASecond() throws Exception {
        try (var harness = new GuardHarness(Tenants.with(
                Tenants.importPolicy(1, Set.of("10.0.0.2"), "198.51.100.0/24", "203.0.113.0/24")))) {
            final var channel = harness.establish(probe);
            harness.events.take();
            for (int i = 0; i < 100; i++) {
                channel.receive(Tenants.announce(ALLOWED + DENIED));
                channel.receive(Bytes.update(ALLOWED + DENIED, "", ""));
            }

            assertEquals(10, harness.events.take().stream().filter("eth1 limit 1 IPV4"::equals).count());
            harness.nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
            channel.receive(Tenants.announce(ALLOWED + DENIED));
            assertTrue(harness.events.take().contains("eth1 limit 1 IPV4"));
        }
    }

    @Test
    void limitIsToldOnce() throws Exception {
        try (var harness = new GuardHarness(Tenants.with(
                Tenants.importPolicy(1, Set.of("10.0.0.2"), "198.51.100.0/24", "203.0.113.0/24")))) {
            final var channel = harness.establish(probe);
            harness.events.take();

            channel.receive(Tenants.announce(ALLOWED + DENIED + DENIED_TOO));

            assertEquals(List.of("eth1 limit 1 IPV4", "eth1 rejected 198.51.100.1/32 maximum-prefixes after 0",
                "eth1 rejected 198.51.100.2/32 maximum-prefixes after 0"), harness.events.take());
        }
    }

    @Test
    void limitThatEndsTheSessionIsToldBeforeIt() throws Exception {
        try (var harness = new GuardHarness(Tenants.with(
                Tenants.importPolicy(1, Set.of("10.0.0.2"), "198.51.100.0/24", "203.0.113.0/24"),
                MaximumPrefixesAction.TEARDOWN))) {
            final var channel = harness.establish(probe);
            harness.events.take();

            channel.receive(Tenants.announce(ALLOWED + DENIED));

            assertEquals(List.of("eth1 limit 1 IPV4", "eth1 established ended SENT 6/1 AS 65010"),
                harness.events.take());
        }
    }

    @Test
    void prefixThatAChangedPolicyRevokesIsTold() throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            harness.establish(probe).receive(Tenants.announce(ALLOWED));
            harness.events.take();

            harness.configure(Tenants.with(Tenants.importPolicy("198.51.100.0/24")));

            assertEquals(List.of("eth1 rejected 203.0.113.1/32 not-in-allowed-prefixes after 0"),
                harness.events.take());
        }
    }

    @Test
    void limitThatIsLoweredBelowWhatIsAcceptedIsToldOnceAndEndsNoSession() throws Exception {
        try (var harness = new GuardHarness(limited(1000, MaximumPrefixesAction.TEARDOWN))) {
            final var channel = harness.establish(probe);
            channel.receive(Tenants.announce(ALLOWED + DENIED + DENIED_TOO));
            harness.events.take();

            harness.configure(limited(1, MaximumPrefixesAction.TEARDOWN));

            assertEquals(List.of("eth1 limit 1 IPV4", "eth1 rejected 198.51.100.1/32 maximum-prefixes after 0",
                "eth1 rejected 198.51.100.2/32 maximum-prefixes after 0"), harness.events.take());
            assertTrue(channel.isOpen());
        }
    }

    @Test
    void limitThatIsReachedByAWiderListIsTold() throws Exception {
        try (var harness = new GuardHarness(Tenants.with(
                Tenants.importPolicy(1, Set.of("10.0.0.2"), "203.0.113.0/24")))) {
            harness.establish(probe).receive(Tenants.announce(ALLOWED + DENIED));
            harness.events.take();

            harness.configure(limited(1, MaximumPrefixesAction.DROP_EXCESS));

            assertEquals(List.of("eth1 limit 1 IPV4"), harness.events.take());
        }
    }

    @Test
    void limitThatIsRaisedIsToldWhenItIsReachedToo() throws Exception {
        try (var harness = new GuardHarness(limited(1, MaximumPrefixesAction.DROP_EXCESS))) {
            final var channel = harness.establish(probe);
            channel.receive(Tenants.announce(ALLOWED + DENIED));
            harness.configure(limited(8, MaximumPrefixesAction.DROP_EXCESS));
            harness.events.take();

            channel.receive(Tenants.announce(String.join("", IntStream.range(0, 8)
                .mapToObj(i -> String.format("20 c633 65%02x", i)).toList())));

            assertTrue(harness.events.take().contains("eth1 limit 8 IPV4"));
        }
    }

    private static TenantPeer limited(final int maximumPrefixes, final MaximumPrefixesAction action) {
        return Tenants.with(Tenants.importPolicy(maximumPrefixes, Set.of("10.0.0.2"), "198.51.0.0/16",
            "203.0.113.0/24"), action);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tenantbgp.wire.Bytes;
import io.tenantbgp.wire.MessageType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Route refresh both ways: what is answered, how often, and what the end of a refresh withdraws. */
class RouteRefreshTest {
    private static final String ENHANCED_OPEN =
        "04 fdf2 005a 0a000002 18 02 16 0104 0001 00 01 0104 0002 00 01 0200 4600 4104 0000fdf2";
    private static final String REQUEST4 = Bytes.messageHex(MessageType.ROUTE_REFRESH, "0001 00 01");
    private static final String REQUEST6 = Bytes.messageHex(MessageType.ROUTE_REFRESH, "0002 00 01");
    private static final String BEGIN4 = Bytes.messageHex(MessageType.ROUTE_REFRESH, "0001 01 01");
    private static final String END4 = Bytes.messageHex(MessageType.ROUTE_REFRESH, "0001 02 01");
    private static final String END_OF_RIB4 = Bytes.messageHex(MessageType.UPDATE, "0000 0000");

    private final SpeakerProbe probe = new SpeakerProbe();
    private final GuardHarness harness = new GuardHarness(Tenants.peer());

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void aStormOfRequestsIsAnsweredOnceASecond() throws Exception {
        final var channel = establish(ENHANCED_OPEN);
        for (int i = 0; i < 1000; i++) {
            channel.receive(Bytes.of(REQUEST4));
        }
        assertEquals(List.of(BEGIN4, END4), channel.sent());
        channel.pass(1);
        assertEquals(List.of(BEGIN4, END4), channel.sent(), "for those that came meanwhile");
        channel.pass(5);
        assertEquals(List.of(), channel.sent());
        channel.receive(Bytes.of(REQUEST4));
        assertEquals(List.of(BEGIN4, END4), channel.sent());
        assertEquals(List.of(Tenants.KEEPALIVE, Tenants.KEEPALIVE, Tenants.KEEPALIVE), probe.events(),
            "BGPCEP hears that the tenant lives, and of no request");
    }

    @Test
    void aTenantThatDoesNotReadIsAnsweredWhenItDoes() throws Exception {
        final var channel = establish(Tenants.OPEN_BODY);
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        channel.receive(Bytes.of(REQUEST4 + REQUEST4));
        channel.pass(5);
        assertEquals(List.of(), channel.sent());
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        channel.runPendingTasks();
        assertEquals(List.of(END_OF_RIB4), channel.sent());
    }

    @Test
    void nothingIsAnsweredAfterTheEnd() throws Exception {
        final var channel = establish(Tenants.OPEN_BODY);
        channel.receive(Bytes.of(REQUEST4 + REQUEST4));
        channel.sent();
        channel.hangUp();
        channel.pass(5);
        assertEquals(List.of(), channel.sent());
    }

    @Test
    void aFamilyThatWasNotNegotiatedIsNotAnswered() throws Exception {
        final var channel = establish("04 fdf2 005a 0a000002 00");
        channel.receive(Bytes.of(REQUEST6));
        assertEquals(List.of(), channel.sent());
        channel.receive(Bytes.of(REQUEST4));
        assertEquals(List.of(END_OF_RIB4), channel.sent(), "we offered it, so the tenant may ask");
    }

    @Test
    void whatIsNotAnnouncedAgainIsGoneAtTheEnd() throws Exception {
        final var channel = establish(ENHANCED_OPEN);
        channel.receive(Tenants.announce("20cb00710a 20cb00710b 20c6336407 20c6336408"));
        channel.receive(Bytes.update("", Tenants.PATH
            + "800e1c 0002 01 10 00000000000000000000ffff0a000002 00 30 20010db80113", ""));
        probe.events();
        channel.receive(Bytes.of(BEGIN4));
        channel.receive(Tenants.announce("20cb00710b 20cb00710c 20c6336408"));
        assertEquals(List.of("203.0.113.10/32", "203.0.113.11/32", "203.0.113.12/32", "2001:db8:113::/48"),
            harness.accepted(), "nothing goes before the end");
        probe.events();
        channel.receive(Bytes.of(END4));
        assertEquals(List.of(Tenants.withdrawn("20cb00710a")), probe.events());
        assertEquals(List.of("203.0.113.11/32", "203.0.113.12/32", "2001:db8:113::/48"), harness.accepted(),
            "the other family is not touched");
        assertEquals(List.of("198.51.100.8/32 not-in-allowed-prefixes"), harness.rejected());
        channel.receive(Bytes.of(END4));
        assertEquals(List.of(), probe.events().stream().filter(event -> !event.equals(Tenants.KEEPALIVE)).toList(),
            "an end without a beginning is none");
    }

    @Test
    void whatHadNoRoomHasItWhenTheEndMakesSome() throws Exception {
        final var channel = establish(ENHANCED_OPEN);
        harness.configure(Tenants.with(Tenants.importPolicy(2, Set.of("10.0.0.2"), "203.0.113.0/24")));
        channel.receive(Tenants.announce("20cb00710a 20cb00710b"));
        channel.receive(Bytes.of(BEGIN4));
        channel.receive(Tenants.announce("20cb00710c"));
        assertEquals(List.of("203.0.113.12/32 maximum-prefixes"), harness.rejected());
        channel.receive(Bytes.of(END4));
        assertEquals(List.of("203.0.113.12/32"), harness.accepted());
        assertEquals(List.of(), harness.rejected());
    }

    @Test
    void whatWasAskedForEndsNoSession() throws Exception {
        final var channel = establish(Tenants.OPEN_BODY);
        harness.configure(Tenants.with(Tenants.importPolicy(1, Set.of("10.0.0.2"), "203.0.113.0/24"),
            MaximumPrefixesAction.TEARDOWN));
        channel.receive(Tenants.announce("20cb00710a"));
        flood(channel, 198);
        harness.configure(Tenants.with(Tenants.importPolicy(1, Set.of("10.0.0.2"), "203.0.113.0/24", "198.0.0.0/8"),
            MaximumPrefixesAction.TEARDOWN));
        assertEquals(List.of(REQUEST4), channel.sent());
        flood(channel, 198);
        assertEquals(List.of(), channel.sent());
        harness.now = harness.now.plusSeconds(61);
        channel.receive(Tenants.announce("20cb00710b"));
        assertEquals(List.of(Tenants.notification("0601 0001 01 00000001")), channel.sent());
    }

    @Test
    void beginningsThatComeTooOftenChangeNothing() throws Exception {
        final var channel = establish(ENHANCED_OPEN);
        channel.receive(Tenants.announce("20cb00710a"));
        channel.receive(Bytes.of(BEGIN4));
        channel.receive(Tenants.announce("20cb00710a"));
        channel.receive(Bytes.of(BEGIN4 + END4));
        assertEquals(List.of("203.0.113.10/32"), harness.accepted());
        harness.nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        channel.receive(Bytes.of(BEGIN4 + END4));
        assertEquals(List.of(), harness.accepted());
    }

    @Test
    void withoutEnhancedRouteRefreshTheSubtypeIsReserved() throws Exception {
        final var channel = establish(Tenants.OPEN_BODY);
        channel.receive(Tenants.announce("20cb00710a"));
        channel.receive(Bytes.of(BEGIN4));
        channel.receive(Bytes.of(END4));
        assertEquals(List.of("203.0.113.10/32"), harness.accepted());
    }

    @Test
    void whatWasNotKeptIsAskedForWhenThePolicyIsWiderAtMostOnceInFiveSeconds() throws Exception {
        final var channel = establish(Tenants.OPEN_BODY);
        flood(channel, 198);
        allow("203.0.113.0/25");
        assertEquals(List.of(), channel.sent(), "a narrower policy accepts none of them");
        allow("203.0.113.0/25", "198.0.0.0/8");
        assertEquals(List.of(REQUEST4), channel.sent());
        flood(channel, 199);
        allow("203.0.113.0/25", "198.0.0.0/7");
        channel.pass(4);
        assertEquals(List.of(), channel.sent());
        channel.pass(1);
        assertEquals(List.of(REQUEST4), channel.sent(), "once more for what was asked meanwhile");
        channel.pass(10);
        assertEquals(List.of(), channel.sent());
    }

    @Test
    void whatHadNoRoomAndWasNotKeptIsAskedForWhenANarrowerPolicyMakesRoom() throws Exception {
        final var channel = establish(Tenants.OPEN_BODY);
        harness.configure(Tenants.with(
            Tenants.importPolicy(1, Set.of("10.0.0.2"), "203.0.113.0/24", "198.0.0.0/8")));
        channel.receive(Tenants.announce("20cb00710a"));
        flood(channel, 198);
        assertEquals(List.of(), channel.sent());
        harness.configure(Tenants.with(Tenants.importPolicy(1, Set.of("10.0.0.2"), "198.0.0.0/32")));
        assertEquals(List.of(), harness.accepted(), "the one that is allowed was the first to be forgotten");
        assertEquals(List.of(REQUEST4), channel.sent());
    }

    @Test
    void whatIsKeptIsNotAskedFor() throws Exception {
        final var channel = establish(Tenants.OPEN_BODY);
        channel.receive(Tenants.announce("20c6336407"));
        allow("198.51.100.0/24");
        assertEquals(List.of("198.51.100.7/32"), harness.accepted());
        assertEquals(List.of(), channel.sent());
    }

    @Test
    void aTenantWithoutTheCapabilityIsNotAsked() throws Exception {
        final var channel = establish("04 fdf2 005a 0a000002 00");
        final var prefixes = prefixes(198);
        for (int half = 0; half < 2; half++) {
            channel.receive(Bytes.update("", "400101 00 400204 0201 fdf2 " + Tenants.NEXT_HOP,
                prefixes.substring(half * 5000, half * 5000 + 5010)));
        }
        allow("198.0.0.0/8");
        assertEquals(List.of(), channel.sent());
    }

    /** More prefixes than the table of rejected ones keeps, in two UPDATEs. */
    private static void flood(final TenantChannel channel, final int firstOctet) {
        final var prefixes = prefixes(firstOctet);
        final int half = prefixes.length() / 20 * 10;
        channel.receive(Tenants.announce(prefixes.substring(0, half)));
        channel.receive(Tenants.announce(prefixes.substring(half)));
    }

    private static String prefixes(final int firstOctet) {
        return IntStream.rangeClosed(0, RejectedTable.MOST)
            .mapToObj(i -> String.format("20%02x%06x", firstOctet, i)).collect(Collectors.joining());
    }

    private void allow(final String... prefixes) {
        harness.configure(Tenants.with(Tenants.importPolicy(prefixes)));
    }

    private TenantChannel establish(final String open) throws Exception {
        final var channel = harness.connect(probe);
        channel.receive(Bytes.message(MessageType.OPEN, open));
        channel.receive(Tenants.keepalive());
        channel.sent();
        probe.events();
        return channel;
    }
}

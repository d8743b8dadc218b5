/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.policy.Disposition;
import io.tenantbgp.policy.ImportPolicy;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.Verdict;
import io.tenantbgp.wire.Bytes;
import io.tenantbgp.wire.MessageType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a changed import policy makes of what a live session has announced. Allowed at first is 203.0.113.0/24. */
class GuardPolicyChangeTest {
    private static final String VIP = "20cb00710a";
    private static final String SECOND = "20cb00710b";
    private static final String OTHER = "20c6336407";
    private static final String LEAK = "c00804 fe4c0001 ";
    private static final String ROUTE_REFRESH = Bytes.messageHex(MessageType.ROUTE_REFRESH, "0001 00 01");
    private static final String DROP = "c00804 fe4c0002 ";

    private final SpeakerProbe probe = new SpeakerProbe();
    private GuardHarness harness;
    private TenantChannel channel;

    @BeforeEach
    void establish() throws Exception {
        harness = new GuardHarness(Tenants.peer());
        channel = harness.establish(probe);
    }

    @AfterEach
    void close() throws Exception {
        assertEquals(List.of(), channel.sent(), "no change of policy is seen by the tenant");
        assertTrue(channel.isOpen());
        harness.close();
    }

    @Test
    void narrowingWithdrawsAndWideningAcceptsAgainWhateverTheTenantDoes() {
        channel.receive(Tenants.announce(VIP + SECOND));
        probe.events();
        allow("203.0.113.11/32");
        assertEquals(List.of(Tenants.withdrawn(VIP)), probe.events());
        assertEquals(List.of("203.0.113.11/32"), harness.accepted());
        assertEquals(List.of("203.0.113.10/32 not-in-allowed-prefixes"), harness.rejected());
        assertEquals(Optional.of(Prefix.parse("203.0.113.11/32")),
            harness.view().rejected().get(0).nearestAllowedEntry());

        allow("203.0.113.0/24");
        assertEquals(List.of(Tenants.announced(VIP)), probe.events());
        assertEquals(List.of("203.0.113.10/32", "203.0.113.11/32"), harness.accepted());
        assertEquals(List.of(), harness.rejected());
    }

    @Test
    void wideningAcceptsWhatWasRejectedWhenItCame() {
        channel.receive(Tenants.announce(VIP + OTHER));
        probe.events();
        allow("203.0.113.0/24", "198.51.100.0/24");
        assertEquals(List.of(Tenants.announced(OTHER)), probe.events());
        assertEquals(List.of(), harness.rejected());
        assertEquals(1, harness.view().counters().prefixesRejected(), "announcements are counted, not decisions");
    }

    @Test
    void aTenantThatWasSilentBeforeTheChangeIsReadAsBefore() {
        channel.receive(Tenants.announce(VIP));
        harness.nanoTime.addAndGet(Duration.ofMinutes(1).toNanos());
        allow("203.0.113.11/32");
        assertTrue(channel.config().isAutoRead(), "its silence is no work of the DPU's");
        assertEquals(0, harness.view().counters().readingPaused());
    }

    @Test
    void whatTheTenantHasWithdrawnMeanwhileStaysAway() {
        channel.receive(Tenants.announce(VIP + SECOND));
        allow("198.51.100.0/24");
        channel.receive(Bytes.update(VIP, "", ""));
        probe.events();
        allow("203.0.113.0/24");
        assertEquals(List.of(Tenants.announced(SECOND)), probe.events());
    }

    @Test
    void whatNoPolicyCanAcceptStaysRejected() {
        channel.receive(Tenants.announce("1ccb007101"));
        channel.receive(Bytes.update("", "400101 00 40020a 0202 0000fdf2 0000fde8 " + Tenants.NEXT_HOP, VIP));
        probe.events();
        allow("203.0.0.0/8");
        assertEquals(List.of(), probe.events());
        assertEquals(List.of("203.0.113.0/28 host-bits-set", "203.0.113.10/32 dpu-asn-in-path"), harness.rejected());
    }

    @Test
    void theReasonIsTheNewPolicysReason() {
        channel.receive(Tenants.announce(OTHER));
        allow("2001:db8:113::/48");
        assertEquals(List.of("198.51.100.7/32 allowed-prefixes-empty"), harness.rejected());
        assertEquals(1, harness.view().rejected().get(0).count());
    }

    @Test
    void nothingIsWrittenWhereNothingChanges() {
        channel.receive(Tenants.announce(VIP + OTHER));
        probe.events();
        allow("203.0.113.0/25");
        assertEquals(List.of(), probe.events());
    }

    @Test
    void communitiesAreHonouredAndIgnoredLive() {
        channel.receive(Bytes.update("", Tenants.PATH + Tenants.NEXT_HOP + LEAK, VIP));
        channel.receive(Bytes.update("", Tenants.PATH + Tenants.NEXT_HOP + DROP, SECOND));
        assertEquals(List.of(Tenants.announced(VIP), Tenants.announced(SECOND)), probe.events());
        harness.configure(Tenants.with(leaking(Tenants.importPolicy("203.0.113.0/24"))));
        assertEquals(List.of(announced(LEAK, VIP), announced(DROP, SECOND)), probe.events());
        assertEquals(List.of(Disposition.OVERLAY_AND_UNDERLAY, Disposition.UNDERLAY),
            harness.view().accepted().stream().map(AcceptedPrefix::disposition).toList());
        harness.configure(Tenants.peer());
        assertEquals(List.of(Tenants.announced(VIP + SECOND)), probe.events());
    }

    @Test
    void aCommunityThatComesLaterChangesTheDisposition() {
        harness.configure(Tenants.with(leaking(Tenants.importPolicy("203.0.113.0/24"))));
        channel.receive(Tenants.announce(VIP));
        channel.receive(Bytes.update("", Tenants.PATH + Tenants.NEXT_HOP + LEAK, VIP));
        channel.receive(Bytes.update("", Tenants.PATH + Tenants.NEXT_HOP + LEAK, VIP));
        assertEquals(List.of(Tenants.announced(VIP), announced(LEAK, VIP), Tenants.KEEPALIVE), probe.events());
    }

    @Test
    void aLowerLimitKeepsWhatWasAcceptedFirstAndEndsNoSession() {
        channel.receive(Tenants.announce(VIP + SECOND));
        probe.events();
        harness.configure(Tenants.with(Tenants.importPolicy(1, Set.of("10.0.0.2"), "203.0.113.0/24"),
            MaximumPrefixesAction.TEARDOWN));
        assertEquals(List.of(Tenants.withdrawn(SECOND)), probe.events());
        assertEquals(List.of("203.0.113.11/32 maximum-prefixes"), harness.rejected());
        harness.configure(Tenants.peer());
        assertEquals(List.of(Tenants.announced(SECOND)), probe.events());
    }

    @Test
    void whatAFloodWouldPushOutIsKeptWhenItWasAccepted() throws Exception {
        channel.receive(Tenants.announce(VIP));
        allow("192.0.2.0/24");
        flood(RejectedTable.MOST + 10);
        probe.events();
        allow("203.0.113.0/24");
        assertEquals(List.of(Tenants.announced(VIP)), probe.events());
        assertEquals(List.of(ROUTE_REFRESH), channel.sent(), "for those that were not kept");
    }

    @Test
    void whatWasRevokedIsBounded() throws Exception {
        for (int i = 0; i < 5; i++) {
            harness.configure(Tenants.with(Tenants.importPolicy(1, Set.of("10.0.0.2"), "203.0.113." + i + "/32")));
            channel.receive(Tenants.announce(String.format("20cb0071%02x", i)));
        }
        harness.configure(Tenants.with(Tenants.importPolicy(1, Set.of("10.0.0.2"), "192.0.2.0/24")));
        assertEquals(List.of("203.0.113.3/32 not-in-allowed-prefixes", "203.0.113.4/32 not-in-allowed-prefixes"),
            harness.rejected(), "as many as may be accepted, of both families");
        assertEquals(3, harness.view().rejectedForgotten());
        assertEquals(List.of(ROUTE_REFRESH), channel.sent());
    }

    @Test
    void aPreviewSaysWhatTheChangeThenDoes() {
        channel.receive(Tenants.announce(VIP + SECOND + OTHER));
        final var candidate = Tenants.importPolicy("203.0.113.11/32", "198.51.100.0/24");
        final var preview = harness.preview(candidate);
        assertEquals(List.of("203.0.113.10/32 not-in-allowed-prefixes", "198.51.100.7/32 overlay"),
            preview.decisions().stream().filter(Redecision::isChange).map(GuardPolicyChangeTest::text).toList());
        assertEquals(List.of("203.0.113.10/32", "203.0.113.11/32"), harness.accepted(), "nothing has changed");
        probe.events();
        harness.configure(Tenants.with(candidate));
        assertEquals(List.of(Tenants.withdrawn(VIP), Tenants.announced(OTHER)), probe.events());
    }

    private void allow(final String... prefixes) {
        harness.configure(Tenants.with(Tenants.importPolicy(prefixes)));
    }

    private void flood(final int prefixes) {
        channel.receive(Bytes.of(IntStream.range(0, prefixes)
            .mapToObj(i -> Bytes.hex(Tenants.announce(String.format("20c8%06x", i)))).collect(Collectors.joining())));
    }

    private static String text(final Redecision decision) {
        return decision.route().prefix() + " " + (decision.after() instanceof Verdict.Rejected no
            ? no.reason().yangName() : ((Verdict.Accepted) decision.after()).disposition()
                .yangName());
    }

    private static String announced(final String community, final String nlri) {
        return Bytes.hex(Bytes.update("", Tenants.PATH + Tenants.NEXT_HOP + community, nlri));
    }

    private static ImportPolicy leaking(final ImportPolicy policy) {
        return new ImportPolicy(policy.dpuAsn(), policy.allowedPrefixes(), policy.reservedAddresses(),
            policy.hostAddresses(), policy.maximumPrefixes(), true);
    }
}

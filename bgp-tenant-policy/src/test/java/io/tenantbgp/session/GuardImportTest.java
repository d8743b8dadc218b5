/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.policy.Disposition;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.RejectReason;
import io.tenantbgp.wire.Bytes;
import io.tenantbgp.wire.MessageType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an established session's UPDATEs become. Allowed are 203.0.113.0/24 and 2001:db8:113::/48. */
class GuardImportTest {
    private static final String VIP = "20cb00710a";
    private static final String DENIED = "20c6336407";
    private static final String VIP6 = "30 20010db80113";
    private static final String REACH6 = "800e1c 0002 01 10 00000000000000000000ffff0a000002 00 " + VIP6;
    private static final String ANNOUNCED6 = Bytes.hex(Bytes.update("", Tenants.PATH
        + "900e001c 0002 01 10 00000000000000000000ffff0a000002 00 " + VIP6, ""));
    private static final String WITHDRAWN6 = Bytes.hex(Bytes.update("", "900f000a 0002 01 " + VIP6, ""));
    private static final String EOR4 = Bytes.hex(Bytes.update("", "", ""));
    private static final String EOR6 = Bytes.hex(Bytes.update("", "900f0003 0002 01", ""));

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
        harness.close();
    }

    @Test
    void anAllowedPrefixIsPassedOnAndShown() {
        channel.receive(Tenants.announce(VIP));
        assertEquals(List.of(Tenants.announced(VIP)), probe.events());
        assertEquals(
            List.of(new AcceptedPrefix(Prefix.parse("203.0.113.10/32"), Disposition.OVERLAY, GuardHarness.NOW)),
            harness.view().accepted());
    }

    @Test
    void ofAnUpdateOnlyTheAllowedPrefixesArePassedOn() {
        channel.receive(Tenants.announce(DENIED + VIP + DENIED));
        assertEquals(List.of(Tenants.announced(VIP)), probe.events());
        assertEquals(List.of("198.51.100.7/32 not-in-allowed-prefixes"), harness.rejected());
        assertEquals(2, harness.view().rejected().get(0).count());
        assertEquals(Prefix.parse("203.0.113.0/24"),
            harness.view().rejected().get(0).nearestAllowedEntry().orElseThrow());
        final var counters = harness.view().counters();
        assertEquals(3, counters.prefixesAnnounced());
        assertEquals(2, counters.prefixesRejected());
        assertEquals(Map.of(RejectReason.NOT_IN_ALLOWED_PREFIXES, 2L), counters.rejectedByReason());
    }

    @Test
    void whatIsAnnouncedAgainUnchangedIsNotPassedOnAgain() {
        channel.receive(Tenants.announce(VIP));
        probe.events();
        channel.receive(Tenants.announce(VIP));
        assertEquals(List.of(Tenants.KEEPALIVE), probe.events());
    }

    @Test
    void prependingIsKeptAsTheLengthOfThePath() {
        channel.receive(Tenants.announce(VIP));
        channel.receive(Bytes.update("", "400101 02 40020e 0203 0000fdf2 00000007 00000008" + Tenants.NEXT_HOP, VIP));
        assertEquals(List.of(Tenants.announced(VIP), Bytes.hex(Bytes.update("",
            "400101 00 40020e 0203 0000fdf2 0000fdf2 0000fdf2" + Tenants.NEXT_HOP, VIP))), probe.events(),
            "the tenant's ASN only, ORIGIN IGP");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "malformed-attribute,             400101 07 400206 0201 0000fdf2 400304 0a000002",
        "missing-mandatory-attribute,     400206 0201 0000fdf2 400304 0a000002",
        "first-as-not-peer-asn,           400101 00 400206 0201 0000fdf3 400304 0a000002",
        "as-set-or-confederation-in-path, 400101 00 40020c 0201 0000fdf2 0101 00000007 400304 0a000002",
        "reserved-asn-in-path,            400101 00 40020a 0202 0000fdf2 00000000 400304 0a000002",
        "dpu-asn-in-path,                 400101 00 40020a 0202 0000fdf2 0000fde8 400304 0a000002",
        "next-hop-not-tenant,             400101 00 400206 0201 0000fdf2 400304 0a000003",
    })
    void anAcceptedPrefixIsWithdrawnWhenItsPathBecomesUnacceptable(final String reason, final String attributes) {
        channel.receive(Tenants.announce(VIP));
        probe.events();
        channel.receive(Bytes.update("", attributes, VIP));
        assertEquals(List.of(Tenants.withdrawn(VIP)), probe.events());
        assertEquals(List.of(), harness.accepted());
        assertEquals(List.of("203.0.113.10/32 " + reason), harness.rejected());
    }

    @Test
    void whatIsAcceptedAgainIsNoLongerShownAsRejected() {
        channel.receive(Bytes.update("", Tenants.PATH + "400304 0a000003", VIP));
        channel.receive(Tenants.announce(VIP));
        assertEquals(List.of(), harness.rejected());
        assertEquals(List.of("203.0.113.10/32"), harness.accepted());
    }

    @Test
    void aPrefixWithHostBitsIsRejectedAndWithdrawsItsNetwork() {
        channel.receive(Tenants.announce("1ccb007100"));
        probe.events();
        channel.receive(Tenants.announce("1ccb007101"));
        assertEquals(List.of(Tenants.withdrawn("1ccb007100")), probe.events());
        assertEquals(List.of("203.0.113.0/28 host-bits-set"), harness.rejected());
    }

    @Test
    void theLastOfTwoInOneFieldCounts() {
        channel.receive(Tenants.announce("1ccb007100 1ccb007101"));
        assertEquals(List.of(Tenants.withdrawn("1ccb007100")), probe.events());
        assertEquals(List.of(), harness.accepted());
    }

    @Test
    void oneWithdrawalOfSomethingUnknownIsNotPassedOn() {
        channel.receive(Tenants.announce(VIP));
        probe.events();
        channel.receive(Bytes.update(DENIED + VIP, "", ""));
        assertEquals(List.of(Tenants.withdrawn(VIP)), probe.events());
        assertEquals(List.of(), harness.accepted());
        assertEquals(2, harness.view().counters().prefixesWithdrawn());
    }

    @Test
    void aWithdrawnPrefixIsNoLongerShownAsRejected() {
        channel.receive(Tenants.announce(DENIED));
        channel.receive(Bytes.update(DENIED, "", ""));
        assertEquals(List.of(), harness.rejected());
    }

    @Test
    void ipv6IsPassedOnWithTheHostsAddressMapped() {
        channel.receive(Bytes.update("", Tenants.PATH + REACH6, ""));
        assertEquals(List.of(ANNOUNCED6), probe.events());
        channel.receive(Bytes.update("", "800f0a 0002 01 " + VIP6, ""));
        assertEquals(List.of(WITHDRAWN6), probe.events());
    }

    @Test
    void oneUpdateWithEverythingBecomesOneMessageOfEachKind() {
        channel.receive(Tenants.announce("1ccb007100"));
        channel.receive(Bytes.update("", Tenants.PATH + REACH6, ""));
        probe.events();
        // The IPv6 prefix that is withdrawn and announced at once stays.
        final var reach = "800e1c 0002 01 10 00000000000000000000ffff0a000002 00 30 20010db80113";
        final var unreach = "800f0a 0002 01 30 20010db80113";
        channel.receive(Bytes.update("1ccb007100", Tenants.PATH + Tenants.NEXT_HOP + unreach + reach, VIP));
        assertEquals(List.of(Tenants.withdrawn("1ccb007100"), Tenants.announced(VIP), ANNOUNCED6), probe.events());
    }

    @Test
    void nothingATenantAttachesIsPassedOn() {
        final var attached = "800404 00000064 c00804 fe4c0001 c01008 0002fde800000001 c0c804 deadbeef 80c902 cafe "
            + "c0200c 000000010000000200000003 c02304 0000fdf2 c00708 0000fdf2 0a000002 400600 ";
        for (int i = 0; i < 2; i++) {
            channel.receive(Bytes.update("", Tenants.PATH + Tenants.NEXT_HOP + attached, VIP));
            assertEquals(List.of(Tenants.announced(VIP)), probe.events());
            channel.receive(Bytes.update(VIP, "", ""));
            probe.events();
        }
    }

    @Test
    void endOfRibIsPassedOnInItsFamily() {
        channel.receive(Bytes.of(EOR4));
        channel.receive(Bytes.update("", "800f03 0002 01", ""));
        assertEquals(List.of(EOR4, EOR6), probe.events());
    }

    /** BGPCEP would make a transaction and a log line of each. */
    @Test
    void endOfRibIsPassedOnOnceOfEachFamily() {
        for (int i = 0; i < 3; i++) {
            channel.receive(Bytes.of(EOR4 + EOR6 + EOR4));
        }
        assertEquals(List.of(EOR4, EOR6),
            probe.events().stream().filter(each -> !each.equals(Tenants.KEEPALIVE)).toList());
    }

    @Test
    void anEmptiedUpdateIsNeverPassedOnAsEndOfRib() {
        channel.receive(Tenants.announce(DENIED));
        assertEquals(List.of(Tenants.KEEPALIVE), probe.events());
    }

    @Test
    void bgpcepGetsAKeepaliveASecondWhileEverythingIsDenied() {
        for (int i = 0; i < 100; i++) {
            channel.receive(Tenants.announce(DENIED));
        }
        assertEquals(List.of(Tenants.KEEPALIVE), probe.events());
        channel.pass(1);
        assertEquals(List.of(Tenants.KEEPALIVE), probe.events(), "for what came within the second");
        channel.pass(5);
        assertEquals(List.of(), probe.events(), "a silent tenant is not kept alive");
    }

    @Test
    void bgpcepGetsTheLastWordOnWhatIsReadAtOnce() {
        final var flapping = Tenants.announced(VIP) + Tenants.KEEPALIVE + Tenants.withdrawn(VIP);
        channel.receive(Bytes.of(flapping + flapping));
        assertEquals(List.of(Tenants.KEEPALIVE, Tenants.KEEPALIVE, Tenants.withdrawn(VIP)), probe.events());
        channel.receive(Bytes.of(flapping + Tenants.announced(VIP)));
        assertEquals(List.of(Tenants.KEEPALIVE, Tenants.announced(VIP)), probe.events());
    }

    @Test
    void endOfRibKeepsItsPlace() {
        channel.receive(Bytes.of(Tenants.announced(VIP) + EOR4 + Tenants.withdrawn(VIP)));
        assertEquals(List.of(Tenants.announced(VIP), EOR4, Tenants.withdrawn(VIP)), probe.events());
    }

    @Test
    void familiesThatWereNotNegotiatedAreIgnored() throws Exception {
        channel.close();
        final var ipv6Only = new SpeakerProbe();
        final var second = harness.connect(ipv6Only);
        second.receive(Bytes.message(MessageType.OPEN,
            "04 fdf2 005a 0a000002 0e 02 0c 0104 0002 00 01 4104 0000fdf2"));
        second.receive(Tenants.keepalive());
        ipv6Only.events();
        second.receive(Tenants.announce(VIP));
        second.receive(Bytes.of(EOR4));
        assertEquals(List.of(Tenants.KEEPALIVE), ipv6Only.events());
        second.receive(Bytes.update("", Tenants.PATH + REACH6, ""));
        assertEquals(List.of(ANNOUNCED6), ipv6Only.events());
    }

    @Test
    void twoByteSpeakersAreUnderstood() throws Exception {
        channel.close();
        final var old = new SpeakerProbe();
        final var second = harness.connect(old);
        second.receive(Bytes.message(MessageType.OPEN, "04 fdf2 005a 0a000002 00"));
        second.receive(Tenants.keepalive());
        old.events();
        second.receive(Bytes.update("", "400101 00 400204 0201 fdf2 " + Tenants.NEXT_HOP, VIP));
        assertEquals(List.of(Tenants.announced(VIP)), old.events());
    }

    @Test
    void anUnreadableUpdateResetsTheSession() throws Exception {
        channel.receive(Tenants.announce(VIP));
        probe.events();
        channel.receive(Bytes.update("", Tenants.PATH + Tenants.NEXT_HOP, "21cb00710a00"));
        assertEquals(List.of(Tenants.notification("030a")), channel.sent());
        assertEquals(List.of("inactive"), probe.events(), "which withdraws everything");
    }

    @Test
    void whatExceedsTheLimitIsRejectedAndTheRestStays() {
        harness.configure(Tenants.with(Tenants.importPolicy(2, Set.of("10.0.0.2"), "203.0.113.0/24")));
        channel.receive(Tenants.announce("20cb007101 20cb007102 20cb007103"));
        assertEquals(List.of(Tenants.announced("20cb007101 20cb007102")), probe.events());
        assertEquals(List.of("203.0.113.3/32 maximum-prefixes"), harness.rejected());
        channel.receive(Bytes.update("", "400101 00 40020a 0202 0000fdf2 0000fdf2" + Tenants.NEXT_HOP, "20cb007101"));
        assertEquals(1, probe.events().size(), "an accepted one may still change at the limit");
        channel.receive(Bytes.update("20cb007101", "", ""));
        assertEquals(List.of(Tenants.withdrawn("20cb007101"), Tenants.announced("20cb007103")), probe.events(),
            "there is room again");
        assertEquals(List.of("203.0.113.2/32", "203.0.113.3/32"), harness.accepted());
        assertEquals(List.of(), harness.rejected());
    }

    @Test
    void theLimitEndsTheSessionWhereConfigured() throws Exception {
        harness.configure(Tenants.with(Tenants.importPolicy(2, Set.of("10.0.0.2"), "203.0.113.0/24"),
            MaximumPrefixesAction.TEARDOWN));
        channel.receive(Tenants.announce("20cb007101 20cb007102 20cb007103"));
        assertEquals(List.of(Tenants.notification("0601 0001 01 00000002")), channel.sent());
        assertTrue(harness.view().lastError().orElseThrow().message().contains("maximum-prefixes"));
    }

    /** A lower limit, or a wider list, ends no session, however late its host hears of it. */
    @Test
    void theLimitEndsNoSessionForWhatWasAnnouncedBefore() throws Exception {
        channel.receive(Tenants.announce("20cb007101 20cb007102 20cb007103"));
        channel.receive(Tenants.announce(DENIED));
        harness.configure(Tenants.with(
            Tenants.importPolicy(2, Set.of("10.0.0.2"), "203.0.113.0/24", "198.51.100.0/24"),
            MaximumPrefixesAction.TEARDOWN));
        channel.receive(Tenants.announce("20cb007103 20cb007102" + DENIED));
        assertEquals(List.of("203.0.113.1/32", "203.0.113.2/32"), harness.accepted());
        assertEquals(List.of(), channel.sent());
        channel.receive(Tenants.announce("20cb007104"));
        assertEquals(List.of(Tenants.notification("0601 0001 01 00000002")), channel.sent());
    }

    @Test
    void rejectedPrefixesAreKeptUpToAThousandTheLatestOnes() {
        for (int i = 0; i < 1005; i++) {
            channel.receive(Tenants.announce(String.format("20c633%04x", i)));
        }
        final var view = harness.view();
        assertEquals(1000, view.rejected().size());
        assertEquals(5, view.rejectedForgotten());
        assertFalse(harness.rejected().contains("198.51.0.4/32 not-in-allowed-prefixes"));
        assertEquals(1005, view.counters().prefixesRejected());
    }

    @Test
    void rejectedPrefixesAreShownUntilTheNextSession() throws Exception {
        channel.receive(Tenants.announce(DENIED));
        channel.close();
        assertEquals(List.of("198.51.100.7/32 not-in-allowed-prefixes"), harness.rejected());
        harness.establish(new SpeakerProbe());
        assertEquals(List.of(), harness.rejected());
    }
}

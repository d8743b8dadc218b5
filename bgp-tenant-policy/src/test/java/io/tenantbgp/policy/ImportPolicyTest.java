/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the import cases of {@code policy/import-cases.csv}; the values all of them share are named there.
 */
class ImportPolicyTest {
    private static final long DPU_ASN = 65000;
    private static final long TENANT_ASN = 65010;
    private static final int MAXIMUM_PREFIXES = 1000;
    private static final ReservedAddresses RESERVED =
        ReservedAddresses.of(addresses("10.255.0.1", "10.0.0.1", "2001:db8::1"));
    private static final Verdict ACCEPTED = new Verdict.Accepted(Disposition.OVERLAY);
    private static final Set<IpAddress> HOST = addresses("10.0.0.2", "2001:db8::2");

    @ParameterizedTest
    @MethodSource("cases")
    void explanationIsThatOfTheVerdictInTheTable(final CaseTable.Row row) {
        final var announced = Announced.of(row);

        final var explanation = Explanation.of(policy(row), TENANT_ASN, path(row), announced.address,
            announced.length, (int) row.number("others"));

        assertEquals(row.get("verdict"), name(explanation.verdict()));
        assertEquals(row.get("nearest"), explanation.nearestAllowedEntry().map(Prefix::toString).orElse("-"));
        assertEquals(row.get("disposition"), explanation.verdict() instanceof Verdict.Accepted accepted
            ? accepted.disposition().yangName() : "-");
        final var list = explanation.rules().get(0);
        if (explanation.verdict() instanceof Verdict.Accepted) {
            assertTrue(list(row, list.source() == Explanation.Source.ANYCAST_SITE_PREFIXES ? "site" : "profile")
                .entries().contains(list.entry().orElseThrow()));
            assertTrue(explanation.rules().stream().flatMap(rule -> rule.entry().stream())
                .allMatch(entry -> entry.contains(announced.network())));
        } else {
            assertEquals(1, explanation.rules().size());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void verdictIsAsInTheTable(final CaseTable.Row row) {
        final var policy = policy(row);
        final var announced = Announced.of(row);

        final var path = policy.examine(TENANT_ASN, path(row));
        final int others = (int) row.number("others");
        final var verdict = policy.decidePrefix(policy.decidePath(path), announced.address.family(),
            announced.address.high(), announced.address.low(), announced.length, others);

        assertEquals(row.get("verdict"), name(verdict));
        assertEquals(row.get("disposition"), verdict instanceof Verdict.Accepted accepted
            ? accepted.disposition().yangName() : "-");
        assertSame(verdict, policy.decide(new PrePolicyRoute(announced.network(),
            announced.hasHostBits(), path), others), "decided again");
        assertEquals(row.get("nearest"), verdict instanceof Verdict.Rejected rejected
            ? policy.nearestAllowedEntry(announced.network(), rejected.reason()).map(Prefix::toString).orElse("-")
            : "-");
    }

    @Test
    void everyReasonIsInTheTable() {
        final var expected = Arrays.stream(RejectReason.values()).map(RejectReason::yangName)
            .collect(Collectors.toCollection(HashSet::new));
        expected.add("accepted");
        for (var family : AddressFamily.values()) {
            assertEquals(expected, ofFamily(family).map(row -> row.get("verdict")).collect(Collectors.toSet()));
        }
    }

    @Test
    void everyDispositionIsInTheTable() {
        final var expected = Arrays.stream(Disposition.values()).map(Disposition::yangName)
            .collect(Collectors.toCollection(HashSet::new));
        expected.add("-");
        for (var family : AddressFamily.values()) {
            assertEquals(expected, ofFamily(family).map(row -> row.get("disposition")).collect(Collectors.toSet()));
        }
    }

    @Test
    void everyCaseIsThereForBothFamilies() {
        final var ipv4 = summaries(AddressFamily.IPV4);
        final var ipv6 = summaries(AddressFamily.IPV6);
        assertEquals(ipv4, ipv6);
        assertEquals(ipv4.size(), Set.copyOf(ipv4).size(), "case names are unique");
    }

    @Test
    void deprecatedListInEffectIsVisible() {
        final var some = PrefixSet.of(List.of(Prefix.parse("203.0.113.0/24")));
        final var narrowing = new InterfacePrefixes.NotNarrowed();
        assertTrue(new AllowedPrefixes(PrefixSet.EMPTY, some, narrowing).isDeprecatedSiteListInEffect());
        assertFalse(new AllowedPrefixes(some, some, narrowing).isDeprecatedSiteListInEffect());
        assertFalse(new AllowedPrefixes(PrefixSet.EMPTY, PrefixSet.EMPTY, narrowing).isDeprecatedSiteListInEffect());
    }

    @Test
    void rangesAreReservedWhateverIsAdded() {
        final var none = new ReservedAddresses(PrefixSet.EMPTY);
        assertEquals(ReservedAddresses.of(Set.of()), none);
        assertTrue(none.prefixes().entries().contains(Prefix.parse("127.0.0.0/8")));
    }

    @Test
    void policiesOfEqualConfigurationAreEqual() {
        assertEquals(policy(allowed("203.0.113.0/24")), policy(allowed("203.0.113.0/24")));
        assertEquals(policy(allowed("203.0.113.0/24")).hashCode(), policy(allowed("203.0.113.0/24")).hashCode());
    }

    @Test
    void impossibleConfigurationIsRefused() {
        final var allowed = allowed("203.0.113.0/24");
        assertThrows(IllegalArgumentException.class,
            () -> new ImportPolicy(0, allowed, RESERVED, HOST, MAXIMUM_PREFIXES, false));
        assertThrows(IllegalArgumentException.class,
            () -> new ImportPolicy(DPU_ASN, allowed, RESERVED, Set.of(), MAXIMUM_PREFIXES, false));
        assertThrows(IllegalArgumentException.class,
            () -> new ImportPolicy(DPU_ASN, allowed, RESERVED, HOST, 0, false));
    }

    @Test
    void lengthOfAnotherFamilyIsNoPrefix() {
        final var policy = policy(allowed("0.0.0.0/0"));
        assertThrows(IllegalArgumentException.class,
            () -> policy.decidePrefix(ACCEPTED, AddressFamily.IPV4, 0, 0, 33, 0));
        assertThrows(IllegalArgumentException.class,
            () -> policy.decidePrefix(ACCEPTED, AddressFamily.IPV6, 0, 0, 129, 0));
        assertThrows(IllegalArgumentException.class,
            () -> policy.decidePrefix(ACCEPTED, AddressFamily.IPV6, 0, 0, -1, 0));
    }

    @Test
    void verdictsAreSharedInstances() {
        final var policy = policy(allowed("203.0.113.0/24"));
        final var denied = Prefix.parse("2001:db8:113::/48");
        assertSame(policy.decidePrefix(ACCEPTED, denied.family(), denied.high(), denied.low(), denied.length(), 0),
            policy.decidePrefix(ACCEPTED, denied.family(), denied.high(), denied.low(), denied.length(), 0));
    }

    /** A prefix as announced, perhaps with host bits. */
    private record Announced(IpAddress address, int length) {
        static Announced of(final CaseTable.Row row) {
            final var parts = row.get("prefix").split("/");
            return new Announced(IpAddress.parse(parts[0]), Integer.parseInt(parts[1]));
        }

        boolean hasHostBits() {
            return Prefix.hasHostBits(address.high(), address.low(), length);
        }

        Prefix network() {
            return Prefix.network(address.family(), address.high(), address.low(), length);
        }
    }

    private static Stream<CaseTable.Row> cases() {
        return CaseTable.read("import-cases.csv");
    }

    private static Stream<CaseTable.Row> ofFamily(final AddressFamily family) {
        return cases().filter(row -> Announced.of(row).address.family() == family);
    }

    private static List<String> summaries(final AddressFamily family) {
        return ofFamily(family).map(row -> row + ": " + row.get("verdict") + ' ' + row.get("disposition")).toList();
    }

    private static ImportPolicy policy(final CaseTable.Row row) {
        return policy(new AllowedPrefixes(list(row, "profile"), list(row, "site"),
            row.isAbsent("interface") ? new InterfacePrefixes.NotNarrowed()
                : new InterfacePrefixes.OnlyInside(list(row, "interface"))), row.get("leak").equals("on"));
    }

    private static ImportPolicy policy(final AllowedPrefixes allowed) {
        return policy(allowed, false);
    }

    private static ImportPolicy policy(final AllowedPrefixes allowed, final boolean leakCommunitiesAccepted) {
        return new ImportPolicy(DPU_ASN, allowed, RESERVED, HOST, MAXIMUM_PREFIXES, leakCommunitiesAccepted);
    }

    private static AllowedPrefixes allowed(final String prefix) {
        return new AllowedPrefixes(PrefixSet.of(List.of(Prefix.parse(prefix))), PrefixSet.EMPTY,
            new InterfacePrefixes.NotNarrowed());
    }

    private static Set<IpAddress> addresses(final String... texts) {
        return Arrays.stream(texts).map(IpAddress::parse).collect(Collectors.toSet());
    }

    private static PrefixSet list(final CaseTable.Row row, final String column) {
        return row.get(column).equals("none") ? PrefixSet.EMPTY
            : PrefixSet.of(row.words(column).stream().map(Prefix::parse).toList());
    }

    private static PathFacts path(final CaseTable.Row row) {
        final var text = row.get("as-path");
        return switch (text) {
            case "malformed" -> new PathFacts.Malformed();
            case "missing" -> new PathFacts.MandatoryMissing();
            default -> new PathFacts.Complete(AsPathText.parse(text), IpAddress.parse(row.get("next-hop")),
                leakRequest(row));
        };
    }

    private static LeakRequest leakRequest(final CaseTable.Row row) {
        return row.words("attached").stream().filter(word -> Character.isDigit(word.charAt(0)))
            .map(word -> word.split(":"))
            .map(word -> Integer.parseInt(word[0]) << Short.SIZE | Integer.parseInt(word[1]))
            .map(LeakRequest::ofCommunity).reduce(LeakRequest.NONE, LeakRequest::and);
    }

    private static String name(final Verdict verdict) {
        return verdict instanceof Verdict.Rejected rejected ? rejected.reason().yangName() : "accepted";
    }
}

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the import cases of {@code policy/import-cases.csv}; the values all of them share are named there.
 */
class ImportPolicyTest {
    private static final Verdict ACCEPTED = new Verdict.Accepted(Disposition.OVERLAY);

    @ParameterizedTest
    @MethodSource("io.tenantbgp.policy.ImportCase#all")
    void verdictIsAsInTheTable(final ImportCase example) {
        final var policy = example.policy();
        final var address = example.address();
        final var path = policy.examine(ImportCase.TENANT_ASN, example.facts());
        final var verdict = policy.decidePrefix(policy.decidePath(path), address.family(), address.high(),
            address.low(), example.length(), example.others());

        assertEquals(example.verdict(), verdict instanceof Verdict.Rejected no ? no.reason().yangName() : "accepted");
        assertEquals(example.disposition(), verdict instanceof Verdict.Accepted accepted
            ? accepted.disposition().yangName() : "-");
        assertSame(verdict, policy.decide(new PrePolicyRoute(example.network(), example.hasHostBits(), path),
            example.others()), "decided again");
        assertEquals(example.nearest(), verdict instanceof Verdict.Rejected rejected
            ? policy.nearestAllowedEntry(example.network(), rejected.reason()).map(Prefix::toString).orElse("-")
            : "-");
    }

    @Test
    void everyReasonIsInTheTable() {
        final var expected = Arrays.stream(RejectReason.values()).map(RejectReason::yangName)
            .collect(Collectors.toCollection(HashSet::new));
        expected.add("accepted");
        for (var family : AddressFamily.values()) {
            assertEquals(expected, ImportCase.ofFamily(family).map(ImportCase::verdict).collect(Collectors.toSet()));
        }
    }

    @Test
    void everyDispositionIsInTheTable() {
        final var expected = Arrays.stream(Disposition.values()).map(Disposition::yangName)
            .collect(Collectors.toCollection(HashSet::new));
        expected.add("-");
        for (var family : AddressFamily.values()) {
            assertEquals(expected,
                ImportCase.ofFamily(family).map(ImportCase::disposition).collect(Collectors.toSet()));
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
        final var reserved = ImportCase.RESERVED;
        assertThrows(IllegalArgumentException.class,
            () -> new ImportPolicy(0, allowed, reserved, ImportCase.HOST, 1, false));
        assertThrows(IllegalArgumentException.class,
            () -> new ImportPolicy(ImportCase.DPU_ASN, allowed, reserved, Set.of(), 1, false));
        assertThrows(IllegalArgumentException.class,
            () -> new ImportPolicy(ImportCase.DPU_ASN, allowed, reserved, ImportCase.HOST, 0, false));
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource({
        "203.0.113.0/24,                 203.0.113.0/24,                  false",
        "203.0.113.0/24,                 203.0.113.0/25,                  false",
        "203.0.113.0/25,                 203.0.113.0/24,                  true",
        "203.0.113.0/24,                 203.0.113.0/24 198.51.100.0/24,  true",
        "203.0.113.0/24 198.51.100.0/24, 203.0.113.0/24,                  false",
        "203.0.113.0/24,                 203.0.113.0/24 2001:db8:113::/48, false",
        "203.0.113.0/25 203.0.113.128/25, 203.0.113.0/24,                 true",
    })
    void aPolicyIsWiderWhenItMayAcceptMore(final String before, final String after, final boolean wider) {
        assertEquals(wider, policy(allowed(after.split(" ")))
            .isWiderThan(policy(allowed(before.split(" "))), AddressFamily.IPV4));
    }

    @Test
    void anInterfaceListThatIsGoneMakesAPolicyWider() {
        final var list = PrefixSet.of(List.of(Prefix.parse("203.0.113.0/24")));
        final var half = PrefixSet.of(List.of(Prefix.parse("203.0.113.0/25")));
        final var open = policy(new AllowedPrefixes(list, PrefixSet.EMPTY, new InterfacePrefixes.NotNarrowed()));
        final var narrowed = policy(new AllowedPrefixes(list, PrefixSet.EMPTY,
            new InterfacePrefixes.OnlyInside(half)));
        assertTrue(open.isWiderThan(narrowed, AddressFamily.IPV4));
        assertFalse(narrowed.isWiderThan(open, AddressFamily.IPV4));
        assertFalse(narrowed.isWiderThan(narrowed, AddressFamily.IPV4));
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

    private static List<String> summaries(final AddressFamily family) {
        return ImportCase.ofFamily(family)
            .map(each -> each + ": " + each.verdict() + ' ' + each.disposition()).toList();
    }

    private static ImportPolicy policy(final AllowedPrefixes allowed) {
        return new ImportPolicy(ImportCase.DPU_ASN, allowed, ImportCase.RESERVED, ImportCase.HOST,
            ImportCase.MAXIMUM_PREFIXES, false);
    }

    private static AllowedPrefixes allowed(final String... prefixes) {
        return new AllowedPrefixes(PrefixSet.of(Arrays.stream(prefixes).map(Prefix::parse).toList()), PrefixSet.EMPTY,
            new InterfacePrefixes.NotNarrowed());
    }
}

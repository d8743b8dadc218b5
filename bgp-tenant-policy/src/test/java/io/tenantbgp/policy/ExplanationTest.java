/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.policy.Explanation.Source;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an explanation says: the verdict of every import case, and the rule that decided. */
class ExplanationTest {
    private static final long TENANT_ASN = 65010;
    private static final IpAddress HOST = IpAddress.parse("10.0.0.2");
    private static final InterfacePrefixes NOT_NARROWED = new InterfacePrefixes.NotNarrowed();

    @ParameterizedTest
    @MethodSource("io.tenantbgp.policy.ImportCase#all")
    void explanationAgreesWithTheTable(final ImportCase example) {
        final var explanation = Explanation.of(example.policy(), ImportCase.TENANT_ASN, example.facts(),
            example.address(), example.length(), example.others());

        final boolean accepted = example.verdict().equals("accepted");
        assertEquals(example.verdict(), explanation.verdict() instanceof Verdict.Rejected rejected
            ? rejected.reason().yangName() : "accepted");
        assertEquals(example.disposition(), explanation.verdict() instanceof Verdict.Accepted verdict
            ? verdict.disposition().yangName() : "-");
        assertEquals(example.nearest(), explanation.nearestAllowedEntry().map(Prefix::toString).orElse("-"));
        final var first = explanation.rules().get(0);
        if (accepted) {
            assertTrue(example.allowed().contains(first.entry().orElseThrow()), explanation::toString);
            assertTrue(explanation.rules().stream().flatMap(rule -> rule.entry().stream())
                .allMatch(entry -> entry.contains(example.network())), explanation::toString);
        } else {
            assertEquals(1, explanation.rules().size());
            assertEquals(first.source() == Source.RESERVED_ADDRESSES, first.entry().isPresent());
        }
    }

    @Test
    void narrowestEntryOfTheProfileAdmits() {
        assertEquals(List.of(rule(Source.ALLOWED_ANYCAST_PREFIXES, "203.0.113.0/28")),
            rules(allowed(list("203.0.113.0/24", "203.0.113.0/28", "203.0.112.0/22"), NOT_NARROWED),
                "203.0.113.10/32"));
    }

    @Test
    void deprecatedListIsNamedWhereItIsInEffect() {
        final var allowed = new AllowedPrefixes(PrefixSet.EMPTY, list("203.0.113.0/24"), NOT_NARROWED);
        assertEquals(List.of(rule(Source.ANYCAST_SITE_PREFIXES, "203.0.113.0/24")),
            rules(allowed, "203.0.113.10/32"));
        assertEquals(List.of(rule(Source.ANYCAST_SITE_PREFIXES)), rules(allowed, "198.51.100.1/32"));
    }

    @Test
    void bothListsAreNamedWhereTheInterfaceNarrows() {
        final var allowed = allowed(list("203.0.113.0/24"), new InterfacePrefixes.OnlyInside(list("203.0.113.0/28")));
        assertEquals(List.of(rule(Source.ALLOWED_ANYCAST_PREFIXES, "203.0.113.0/24"),
            rule(Source.INTERFACE_PREFIXES, "203.0.113.0/28")), rules(allowed, "203.0.113.10/32"));
        assertEquals(List.of(rule(Source.INTERFACE_PREFIXES)), rules(allowed, "203.0.113.20/32"));
        assertEquals(List.of(rule(Source.ALLOWED_ANYCAST_PREFIXES)), rules(allowed, "198.51.100.1/32"));
    }

    @Test
    void reservedRangeIsNamedInBothDirections() {
        final var allowed = allowed(list("0.0.0.0/0"), NOT_NARROWED);
        assertEquals(List.of(rule(Source.RESERVED_ADDRESSES, "127.0.0.0/8")), rules(allowed, "127.0.0.1/32"));
        assertEquals(List.of(rule(Source.RESERVED_ADDRESSES, "224.0.0.0/4")), rules(allowed, "224.0.0.0/3"));
        assertEquals(List.of(rule(Source.RESERVED_ADDRESSES, "10.0.0.1/32")), rules(allowed, "10.0.0.0/24"));
    }

    @Test
    void hostBitsAreNamedBeforeAnyList() {
        assertEquals(List.of(rule(Source.PREFIX_FORMAT)),
            rules(allowed(list("203.0.113.0/24"), NOT_NARROWED), "203.0.113.10/24"));
    }

    @Test
    void limitIsNamedWhenItIsReached() {
        final var policy = policy(allowed(list("203.0.113.0/24"), NOT_NARROWED), false);
        assertEquals(List.of(rule(Source.MAXIMUM_PREFIXES)),
            explain(policy, LeakRequest.NONE, "203.0.113.10/32", 2).rules());
        assertEquals(List.of(rule(Source.ALLOWED_ANYCAST_PREFIXES, "203.0.113.0/24")),
            explain(policy, LeakRequest.NONE, "203.0.113.10/32", 1).rules());
    }

    @Test
    void leakFlagIsNamedForALeakCommunityOnly() {
        final var allowed = allowed(list("203.0.113.0/24"), NOT_NARROWED);
        final var admitted = rule(Source.ALLOWED_ANYCAST_PREFIXES, "203.0.113.0/24");
        final var flag = rule(Source.TENANT_LEAK_COMMUNITIES_ACCEPTED);

        final var ignored = explain(policy(allowed, false), LeakRequest.DROP_FROM_OVERLAY, "203.0.113.10/32", 0);
        assertEquals(new Verdict.Accepted(Disposition.OVERLAY), ignored.verdict());
        assertEquals(List.of(admitted, flag), ignored.rules());

        final var honoured = explain(policy(allowed, true), LeakRequest.DROP_FROM_OVERLAY, "203.0.113.10/32", 0);
        assertEquals(new Verdict.Accepted(Disposition.UNDERLAY), honoured.verdict());
        assertEquals(List.of(admitted, flag), honoured.rules());

        assertEquals(List.of(rule(Source.ALLOWED_ANYCAST_PREFIXES)),
            explain(policy(allowed, true), LeakRequest.DROP_FROM_OVERLAY, "198.51.100.1/32", 0).rules());
    }

    @Test
    void pathIsNamedBeforeThePrefix() {
        final var explanation = Explanation.of(policy(allowed(PrefixSet.EMPTY, NOT_NARROWED), false), TENANT_ASN,
            new PathFacts.Complete(AsPath.sequence(65020), HOST, LeakRequest.NONE),
            IpAddress.parse("203.0.113.10"), 24, 0);
        assertEquals(RejectReason.FIRST_AS_NOT_PEER_ASN.verdict(), explanation.verdict());
        assertEquals(List.of(rule(Source.PATH_ATTRIBUTES)), explanation.rules());
    }

    private static List<Explanation.Rule> rules(final AllowedPrefixes allowed, final String prefix) {
        return explain(policy(allowed, false), LeakRequest.NONE, prefix, 0).rules();
    }

    private static Explanation explain(final ImportPolicy policy, final LeakRequest request, final String prefix,
            final int others) {
        final var parts = prefix.split("/");
        return Explanation.of(policy, TENANT_ASN, new PathFacts.Complete(AsPath.sequence(TENANT_ASN), HOST, request),
            IpAddress.parse(parts[0]), Integer.parseInt(parts[1]), others);
    }

    private static ImportPolicy policy(final AllowedPrefixes allowed, final boolean leak) {
        return new ImportPolicy(65000, allowed, ReservedAddresses.of(List.of(IpAddress.parse("10.0.0.1"))),
            Set.of(HOST), 2, leak);
    }

    private static AllowedPrefixes allowed(final PrefixSet profile, final InterfacePrefixes narrowing) {
        return new AllowedPrefixes(profile, PrefixSet.EMPTY, narrowing);
    }

    private static PrefixSet list(final String... entries) {
        return PrefixSet.of(Stream.of(entries).map(Prefix::parse).toList());
    }

    private static Explanation.Rule rule(final Source source) {
        return new Explanation.Rule(source, Optional.empty());
    }

    private static Explanation.Rule rule(final Source source, final String entry) {
        return new Explanation.Rule(source, Optional.of(Prefix.parse(entry)));
    }
}

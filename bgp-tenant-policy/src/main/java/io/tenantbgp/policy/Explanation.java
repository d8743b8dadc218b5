/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The verdict on one announcement, with what decided it.
 *
 * @param verdict the verdict
 * @param rules what decided: of a rejected prefix the first rule against it, of an accepted one every list that admits
 *     it, and the flag for leak communities when it has one
 * @param nearestAllowedEntry the entry that was probably meant, as {@link ImportPolicy#nearestAllowedEntry} finds it
 */
public record Explanation(Verdict verdict, List<Rule> rules, Optional<Prefix> nearestAllowedEntry) {
    /** Copies the list. */
    public Explanation {
        requireNonNull(verdict);
        rules = List.copyOf(rules);
        requireNonNull(nearestAllowedEntry);
    }

    /**
     * One rule.
     *
     * @param source what it is part of
     * @param entry the entry of a list that admits or, of reserved addresses, overlaps the prefix; empty when no entry
     *     decided
     */
    public record Rule(Source source, Optional<Prefix> entry) {
        /** Refuses absent parts. */
        public Rule {
            requireNonNull(source);
            requireNonNull(entry);
        }

        private static Rule without(final Source source) {
            return new Rule(source, Optional.empty());
        }
    }

    /** What a rule is part of. */
    public enum Source {
        /** What the path attributes of an UPDATE must be like. */
        PATH_ATTRIBUTES,
        /** A prefix has no host bits. */
        PREFIX_FORMAT,
        /** What nobody may announce. */
        RESERVED_ADDRESSES,
        /** The list of the routing profile. */
        ALLOWED_ANYCAST_PREFIXES,
        /** The deprecated list of the site. */
        ANYCAST_SITE_PREFIXES,
        /** The list of the tenant interface. */
        INTERFACE_PREFIXES,
        /** The limit of the tenant interface. */
        MAXIMUM_PREFIXES,
        /** The flag of the routing profile. */
        TENANT_LEAK_COMMUNITIES_ACCEPTED;

        /**
         * The name in the models and in documentation.
         *
         * @return such as {@code allowed-anycast-prefixes}
         */
        public String yangName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Decides on an announcement and says why.
     *
     * @param policy the import policy
     * @param tenantAsn the session's peer ASN
     * @param facts what the path attributes say
     * @param address the prefix's address, perhaps with host bits
     * @param length its length in bits
     * @param otherAccepted how many other prefixes of the family the session has accepted
     * @return the verdict of the policy, explained
     * @throws IllegalArgumentException when the length is not of the address's family
     */
    public static Explanation of(final ImportPolicy policy, final long tenantAsn, final PathFacts facts,
            final IpAddress address, final int length, final int otherAccepted) {
        final var prefix = Prefix.network(address.family(), address.high(), address.low(), length);
        final var verdict = policy.decidePrefix(policy.decidePath(policy.examine(tenantAsn, facts)), address.family(),
            address.high(), address.low(), length, otherAccepted);
        return verdict instanceof Verdict.Rejected rejected
            ? new Explanation(verdict, List.of(against(policy, prefix, rejected.reason())),
                policy.nearestAllowedEntry(prefix, rejected.reason()))
            : new Explanation(verdict, admitting(policy, prefix, facts), Optional.empty());
    }

    private static Rule against(final ImportPolicy policy, final Prefix prefix, final RejectReason reason) {
        return switch (reason) {
            case MALFORMED_ATTRIBUTE, MISSING_MANDATORY_ATTRIBUTE, FIRST_AS_NOT_PEER_ASN, AS_PATH_TOO_LONG,
                AS_SET_OR_CONFEDERATION_IN_PATH, RESERVED_ASN_IN_PATH, DPU_ASN_IN_PATH, NEXT_HOP_NOT_TENANT ->
                    Rule.without(Source.PATH_ATTRIBUTES);
            case HOST_BITS_SET -> Rule.without(Source.PREFIX_FORMAT);
            case RESERVED_ADDRESS -> new Rule(Source.RESERVED_ADDRESSES,
                policy.reservedAddresses().prefixes().entries().stream()
                    .filter(entry -> entry.contains(prefix) || prefix.contains(entry)).findFirst());
            case ALLOWED_PREFIXES_EMPTY, NOT_IN_ALLOWED_PREFIXES -> Rule.without(listInEffect(policy));
            case NOT_IN_INTERFACE_PREFIXES -> Rule.without(Source.INTERFACE_PREFIXES);
            case MAXIMUM_PREFIXES -> Rule.without(Source.MAXIMUM_PREFIXES);
        };
    }

    private static List<Rule> admitting(final ImportPolicy policy, final Prefix prefix, final PathFacts facts) {
        final var rules = new ArrayList<Rule>();
        rules.add(new Rule(listInEffect(policy), narrowest(policy.allowedPrefixes().inEffect(), prefix)));
        if (policy.allowedPrefixes().ofInterface() instanceof InterfacePrefixes.OnlyInside narrowing) {
            rules.add(new Rule(Source.INTERFACE_PREFIXES, narrowest(narrowing.prefixes(), prefix)));
        }
        if (facts instanceof PathFacts.Complete complete && complete.leakRequest() != LeakRequest.NONE) {
            rules.add(Rule.without(Source.TENANT_LEAK_COMMUNITIES_ACCEPTED));
        }
        return rules;
    }

    private static Source listInEffect(final ImportPolicy policy) {
        return policy.allowedPrefixes().isDeprecatedSiteListInEffect() ? Source.ANYCAST_SITE_PREFIXES
            : Source.ALLOWED_ANYCAST_PREFIXES;
    }

    private static Optional<Prefix> narrowest(final PrefixSet list, final Prefix prefix) {
        return list.entries().stream().filter(entry -> entry.contains(prefix))
            .max(Comparator.comparingInt(Prefix::length));
    }
}

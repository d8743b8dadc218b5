/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * The parameters of a request for a configuration, which are what the tenant decides: {@code asn}, {@code prefix},
 * {@code community}.
 */
@NonNullByDefault
public final class PlanRequest {
    /** The parameters there are. */
    public static final Set<String> PARAMETERS = Set.of("asn", "community", "prefix");

    private static final long MAX_ASN = 4294967294L;
    private static final int AS_TRANS = 23456;
    private static final int MAX_ASN_DIGITS = 10;

    private final TenantHost host;
    private final Map<String, List<String>> parameters;

    private PlanRequest(final TenantHost host, final Map<String, List<String>> parameters) {
        this.host = requireNonNull(host);
        this.parameters = requireNonNull(parameters);
    }

    /**
     * Returns the plan for a host.
     *
     * @param parameters the decoded values of each parameter; others than {@link #PARAMETERS} are not looked at
     * @throws IllegalArgumentException when one of them makes no sense for this host; the message says what to write
     *         and may have whatever the client wrote in it
     */
    public static SpeakerPlan plan(final TenantHost host, final Map<String, List<String>> parameters) {
        final var request = new PlanRequest(host, parameters);
        return new SpeakerPlan(host, request.asn(), request.prefixes(), request.community());
    }

    private OptionalLong asn() {
        final var text = single("asn");
        if (text.isEmpty()) {
            return host.pinnedAsn();
        }
        final long asn = number(text.orElseThrow());
        if (asn < 1 || asn > MAX_ASN || asn == AS_TRANS) {
            throw new IllegalArgumentException("asn=" + text.orElseThrow()
                + " is no ASN of a BGP speaker: write a decimal number of 1..4294967294, not 23456");
        }
        if (asn == host.dpuAsn()) {
            throw new IllegalArgumentException("asn=" + asn + " is the DPU's own, and the session is eBGP:"
                + " write another one");
        }
        if (host.pinnedAsn().isPresent() && asn != host.pinnedAsn().orElseThrow()) {
            throw new IllegalArgumentException("asn=" + asn + " would be refused: this site accepts "
                + host.pinnedAsn().orElseThrow() + " only; leave asn out");
        }
        return OptionalLong.of(asn);
    }

    private static long number(final String text) {
        final var isDecimal = !text.isEmpty() && text.length() <= MAX_ASN_DIGITS
            && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return isDecimal ? Long.parseLong(text) : -1;
    }

    private List<Cidr> prefixes() {
        final var found = new ArrayList<Cidr>();
        for (var text : parameters.getOrDefault("prefix", List.of())) {
            final Cidr prefix;
            try {
                prefix = Cidr.parse(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("prefix=" + text + " is no prefix: " + e.getMessage(), e);
            }
            if (!host.allowedPrefixes().get().allows(prefix)) {
                throw new IllegalArgumentException("prefix=" + text + " would be rejected: it is not inside any of"
                    + " bgp/allowed-prefixes");
            }
            if (!host.canAnnounce(prefix)) {
                throw new IllegalArgumentException("prefix=" + text + " would be rejected: the only session is over"
                    + " IPv6, see bgp/peer-address; ask the site's operator for IPv4 addresses on the link");
            }
            found.add(prefix);
        }
        return found.stream().distinct().sorted().toList();
    }

    private Optional<LeakCommunity> community() {
        final var text = single("community");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        final var community = LeakCommunity.parse(text.orElseThrow());
        if (community.isEmpty()) {
            throw new IllegalArgumentException("community=" + text.orElseThrow() + " has no effect on the DPU:"
                + " write 65100:1 or 65100:2");
        }
        if (!host.leakCommunitiesAccepted()) {
            throw new IllegalArgumentException("community=" + text.orElseThrow() + " would be ignored:"
                + " bgp/leak-communities-accepted is false");
        }
        return community;
    }

    private Optional<String> single(final String name) {
        final var values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new IllegalArgumentException(name + " is given more than once");
        }
        return values.stream().findFirst();
    }
}

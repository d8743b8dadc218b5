/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * What a BGP speaker on a tenant host is to be configured for.
 *
 * @param host the host, and what it has to peer with
 * @param tenantAsn the host's own ASN; empty: still to be filled in
 * @param announced the prefixes it is to announce, each inside an allowed one; empty: still to be filled in
 * @param community what to attach to them, if anything
 */
@NonNullByDefault
public record SpeakerPlan(TenantHost host, OptionalLong tenantAsn, List<Cidr> announced,
        Optional<LeakCommunity> community) {
    /** Stands in a configuration where the tenant's own ASN belongs; no daemon takes it for one. */
    public static final String ASN_PLACEHOLDER = "TENANT_ASN";
    /** Stands in a configuration where a password belongs. */
    public static final String PASSWORD_PLACEHOLDER = "PASSWORD";
    /** More allowed prefixes than these are only counted: a comment is no place for thousands. */
    static final int MOST_NAMED = 64;

    private static final int IDENTIFIER_OCTETS = 4;

    /** Takes a plan. */
    public SpeakerPlan {
        requireNonNull(host);
        requireNonNull(tenantAsn);
        announced = List.copyOf(announced);
        requireNonNull(community);
    }

    String asnText() {
        return tenantAsn.isPresent() ? Long.toString(tenantAsn.orElseThrow()) : ASN_PLACEHOLDER;
    }

    /**
     * Refuses what a speaker cannot do that has no IPv4-mapped next hops.
     *
     * @throws IllegalArgumentException when an IPv6 prefix would need one
     */
    void requireSessionOfEachPrefix(final String speaker) {
        announced.stream().filter(prefix -> !host.hasSession(prefix)).findFirst().ifPresent(prefix -> {
            throw new IllegalArgumentException("prefix=" + prefix + " cannot be announced by " + speaker + " over the"
                + " session there is, which is over IPv4: use FRR or ExaBGP, or ask the site's operator for IPv6"
                + " addresses on the link");
        });
    }

    /** The prefixes of the family of a session. */
    List<Cidr> announcedOver(final Link link) {
        return announced.stream().filter(each -> each.isIpv4() == link.isIpv4()).toList();
    }

    /** What goes over one session: the prefixes of its family and, of a host without IPv6, others there are. */
    List<Channel> channels(final Link link) {
        final var others = announced.stream().filter(each -> !host.hasSession(each)).toList();
        return Stream.concat(Stream.of(new Channel(link.isIpv4(), announcedOver(link), Optional.empty())),
            others.isEmpty() ? Stream.<Channel>empty()
                : Stream.of(new Channel(false, others, Optional.of("::ffff:" + link.hostText())))).toList();
    }

    /** The host's IPv4 address or, where it has none, the last four octets of the other one: any but zero will do. */
    String bgpIdentifier() {
        final var octets = host.links().get(0).host().getAddress();
        final var last = new StringBuilder();
        for (int i = octets.length - IDENTIFIER_OCTETS; i < octets.length; i++) {
            last.append(i == octets.length - IDENTIFIER_OCTETS ? "" : ".").append(Byte.toUnsignedInt(octets[i]));
        }
        return last.toString().equals("0.0.0.0") ? "0.0.0.1" : last.toString();
    }

    /** What the host may announce over these sessions, in its order; no prefix is inside another one. */
    List<Cidr> announceable() {
        return host.allowedPrefixes().get().outermost().stream().filter(host::canAnnounce).toList();
    }

    /** The first of the prefixes it may announce, for examples. */
    private Optional<Cidr> example() {
        return announceable().stream().findFirst();
    }

    /**
     * What to tell whoever reads the configuration, without the sign that makes it a comment.
     *
     * @param announcing what of it is about the prefixes to announce
     */
    List<String> notes(final String speaker, final String file, final List<String> announcing) {
        return Stream.of(
            Stream.of(speaker + " on this tenant host: " + file + ".",
                "Another host may have another DPU and so another peer ASN: ask its metadata service on that host."),
            tenantAsn.isPresent() ? Stream.<String>empty() : Stream.of("FILL IN " + ASN_PLACEHOLDER
                + ": the ASN of your choice, not " + host.dpuAsn() + "; or ask for this with ?asn=65010."),
            announcing.stream(),
            Stream.of(allowed()),
            community.isEmpty() && host.leakCommunitiesAccepted()
                ? Stream.of("?community=65100:1: reachable from the underlay, too; 65100:2: from there only.")
                : Stream.<String>empty(),
            host.password() ? Stream.of("FILL IN " + PASSWORD_PLACEHOLDER
                + ": the TCP MD5 password, which the site's operator tells you.") : Stream.<String>empty())
            .flatMap(lines -> lines).toList();
    }

    /** What to tell of the prefixes a daemon announces. */
    List<String> announcing() {
        return announced.isEmpty() ? List.of("FILL IN what to announce, or ask for this with ?prefix="
            + example().map(Cidr::toString).orElse("<prefix>") + " (more than once, if need be).")
            : List.of("Packets need a place to land on this host, for instance:",
            announced.stream().map(each -> "ip address add " + each + " dev lo").collect(Collectors.joining("; ")));
    }

    private String allowed() {
        final var prefixes = host.allowedPrefixes().get().entries();
        if (prefixes.isEmpty()) {
            return "Allowed: nothing. The site's operator has to allow prefixes before any is accepted.";
        }
        final var rest = prefixes.size() - MOST_NAMED;
        return prefixes.stream().limit(MOST_NAMED).map(Cidr::toString)
            .collect(Collectors.joining(", ", "Allowed, with all that is inside: ",
                rest > 0 ? " and " + rest + " more" : ""));
    }
}

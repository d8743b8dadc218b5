/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * What is configured for one tenant host on one tenant interface, as far as it concerns the host.
 *
 * @param dpuAsn the ASN to peer with
 * @param pinnedAsn the one ASN the host may use; empty: any
 * @param links the sessions there can be, IPv4 first; one or two
 * @param allowedPrefixes what the host may announce; computed when first asked for
 * @param leakCommunitiesAccepted whether 65100:1 and 65100:2 have an effect
 * @param password whether the sessions need a TCP MD5 password (RFC 2385)
 * @param ttlSecurity whether the sessions need TTL 255 (RFC 5082)
 */
@NonNullByDefault
public record TenantHost(long dpuAsn, OptionalLong pinnedAsn, List<Link> links,
        Supplier<AllowedPrefixes> allowedPrefixes, boolean leakCommunitiesAccepted, boolean password,
        boolean ttlSecurity) {
    /** Takes what is configured. */
    public TenantHost {
        requireNonNull(pinnedAsn);
        links = List.copyOf(links);
        requireNonNull(allowedPrefixes);
    }

    /** Whether there is a session over the family of a prefix. */
    boolean hasSession(final Cidr prefix) {
        return links.stream().anyMatch(link -> link.isIpv4() == prefix.isIpv4());
    }

    /** Whether there is a session that a prefix can be announced over. Over IPv6 no IPv4 prefix has a next hop. */
    boolean canAnnounce(final Cidr prefix) {
        return !prefix.isIpv4() || hasSession(prefix);
    }
}

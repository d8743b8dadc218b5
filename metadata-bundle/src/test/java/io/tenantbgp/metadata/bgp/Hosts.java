/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Tenant hosts as tests need them. */
public final class Hosts {
    private static final OptionalLong ANY_ASN = OptionalLong.empty();

    private Hosts() {
        // Hidden on purpose
    }

    /** The host of the feature page's example. */
    public static TenantHost ofFeaturePage() {
        return new TenantHost(65000, ANY_ASN, List.of(link("10.0.0.1", "10.0.0.10")),
            () -> allowed("203.0.113.0/24"), false, false, false);
    }

    /** The same host, on a site that pins the ASN. */
    public static TenantHost pinned(final long asn) {
        return new TenantHost(65000, OptionalLong.of(asn), ofFeaturePage().links(), ofFeaturePage().allowedPrefixes(),
            false, false, false);
    }

    /** A host of both families with everything a tenant interface can have. */
    public static TenantHost ofEverything() {
        return new TenantHost(4200000001L, ANY_ASN,
            List.of(link("10.0.0.1", "10.0.0.10"), link("2001:db8::1", "2001:db8::10")),
            () -> allowed("198.51.100.0/25", "203.0.113.0/24", "2001:db8:203::/48"), true, true, true);
    }

    /** A host of IPv4 alone that may announce prefixes of both families. */
    public static TenantHost ofIpv4WithIpv6Prefixes() {
        return new TenantHost(65000, ANY_ASN, ofFeaturePage().links(),
            () -> allowed("203.0.113.0/24", "2001:db8:203::/48"), true, false, false);
    }

    /** A host of IPv6 alone that may announce nothing. */
    public static TenantHost ofIpv6() {
        return new TenantHost(65000, ANY_ASN, List.of(link("2001:db8::1", "2001:db8::10")),
            () -> AllowedPrefixes.NONE, false, false, false);
    }

    /** The addresses of one session, on a link with a /24 or a /64. */
    public static Link link(final String peer, final String host) {
        final var address = address(host);
        return new Link(address(peer), address, Cidr.around(address, Cidr.bits(address) == Integer.SIZE ? 24 : 64));
    }

    /** An address by its text. */
    public static InetAddress address(final String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** A list of allowed prefixes. */
    public static AllowedPrefixes allowed(final String... texts) {
        return AllowedPrefixes.of(Stream.of(texts).map(Cidr::parse).toList());
    }
}

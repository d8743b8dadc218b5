/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the container site of module tenant-bgp-site says, as far as NICo can say it.
 *
 * @param datacenterAsn the ASN of the VPCs' own route targets
 * @param commonTenantHostAsn the one ASN tenants may use
 * @param anycastSitePrefixes the deprecated list for all profiles
 * @param additionalImports route targets that every VPC imports
 * @param profiles the routing profiles by name
 */
record SitePolicy(OptionalLong datacenterAsn, OptionalLong commonTenantHostAsn, Set<String> anycastSitePrefixes,
        Set<RouteTarget> additionalImports, SortedMap<String, ProfilePolicy> profiles) {
    static final SitePolicy EMPTY = new SitePolicy(OptionalLong.empty(), OptionalLong.empty(), Set.of(), Set.of(),
        Collections.emptySortedMap());

    SitePolicy {
        requireNonNull(datacenterAsn);
        requireNonNull(commonTenantHostAsn);
        anycastSitePrefixes = ProfilePolicy.ordered(anycastSitePrefixes);
        additionalImports = ProfilePolicy.ordered(additionalImports);
        profiles = Collections.unmodifiableSortedMap(new TreeMap<>(profiles));
    }

    /** The same with other prefixes of the site and other profiles. */
    SitePolicy with(final Set<String> sitePrefixes, final SortedMap<String, ProfilePolicy> otherProfiles) {
        return new SitePolicy(datacenterAsn, commonTenantHostAsn, sitePrefixes, additionalImports, otherProfiles);
    }
}

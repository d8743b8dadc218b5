/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import io.tenantbgp.policy.AllowedPrefixes;
import io.tenantbgp.policy.InterfacePrefixes;
import io.tenantbgp.policy.PrefixSet;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.RoutingProfile;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.RoutingProfileKey;

/** The lists of a site, each read once for all interfaces that share it. Used by one thread. */
final class ProfilePrefixes {
    private final Map<RoutingProfileKey, PrefixSet> profiles = new HashMap<>();
    private final PrefixSet deprecatedSite;

    ProfilePrefixes(final @Nullable Site site) {
        deprecatedSite = site == null ? PrefixSet.EMPTY
            : ConfiguredPrefixes.of("anycast-site-prefixes", YangLists.anycastSitePrefixes(site));
    }

    /** The lists in effect on an interface of a VPC with this profile. */
    AllowedPrefixes of(final RoutingProfile profile, final InterfacePrefixes ofInterface) {
        final var configured = profile.getAllowedAnycastPrefixes();
        final var list = profiles.computeIfAbsent(profile.key(), key ->
            ConfiguredPrefixes.of("routing profile " + key.getName().getValue(), configured));
        // A profile all of whose entries are mistaken is not an empty one: the deprecated list must not widen it.
        return new AllowedPrefixes(list, configured == null || configured.isEmpty() ? deprecatedSite : PrefixSet.EMPTY,
            ofInterface);
    }
}

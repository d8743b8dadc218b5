/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A routing profile. Prefixes are texts: what is configured already can be something this code would not write.
 *
 * @param isInternal whether it is one for the operator's own tenants
 * @param accessTier its rank
 * @param allowedAnycastPrefixes what tenants may announce
 * @param areLeakCommunitiesAccepted whether tenants decide what leaks
 * @param imports route targets of routes that enter
 * @param exports route targets of routes that leave
 * @param leaksDefaultRoute whether the underlay's default routes enter
 * @param leaksHostRoutes whether the hosts' own addresses leave to the underlay
 * @param acceptedLeaks prefixes of the underlay that enter
 */
record ProfilePolicy(boolean isInternal, long accessTier, Set<String> allowedAnycastPrefixes,
        boolean areLeakCommunitiesAccepted, Set<RouteTarget> imports, Set<RouteTarget> exports,
        boolean leaksDefaultRoute, boolean leaksHostRoutes, Set<String> acceptedLeaks) {
    /** A profile about which nothing is said. */
    static final ProfilePolicy DEFAULT =
        new ProfilePolicy(false, 0, Set.of(), false, Set.of(), Set.of(), false, false, Set.of());

    ProfilePolicy {
        allowedAnycastPrefixes = ordered(allowedAnycastPrefixes);
        imports = ordered(imports);
        exports = ordered(exports);
        acceptedLeaks = ordered(acceptedLeaks);
    }

    /** The same with more prefixes that tenants may announce. */
    ProfilePolicy allowing(final Collection<String> prefixes) {
        final var all = new LinkedHashSet<>(allowedAnycastPrefixes);
        all.addAll(prefixes);
        return new ProfilePolicy(isInternal, accessTier, all, areLeakCommunitiesAccepted, imports, exports,
            leaksDefaultRoute, leaksHostRoutes, acceptedLeaks);
    }

    /** An immutable copy in the same order. */
    static <T> Set<T> ordered(final Set<T> set) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(set));
    }
}

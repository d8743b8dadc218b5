/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static java.util.Objects.requireNonNull;

/**
 * The lists that say what may be announced on one tenant interface.
 *
 * @param profile the routing profile's {@code allowed-anycast-prefixes}
 * @param deprecatedSite the site's {@code anycast-site-prefixes}
 * @param ofInterface the tenant interface's own {@code allowed-anycast-prefixes}
 */
public record AllowedPrefixes(PrefixSet profile, PrefixSet deprecatedSite, InterfacePrefixes ofInterface) {
    /** Takes the lists. */
    public AllowedPrefixes {
        requireNonNull(profile);
        requireNonNull(deprecatedSite);
        requireNonNull(ofInterface);
    }

    /**
     * The list before the interface narrows it. The deprecated one is consulted only for a profile whose own is empty
     * for both families: an operator who lists any prefix has moved to profiles, and a forgotten site list must not
     * widen it.
     *
     * @return the profile's list or the deprecated one
     */
    public PrefixSet inEffect() {
        return profile.isEmpty() ? deprecatedSite : profile;
    }

    /**
     * Whether prefixes are accepted by the deprecated site-wide list, which state and log must say.
     *
     * @return true when it is in effect and has entries
     */
    public boolean isDeprecatedSiteListInEffect() {
        return profile.isEmpty() && !deprecatedSite.isEmpty();
    }
}

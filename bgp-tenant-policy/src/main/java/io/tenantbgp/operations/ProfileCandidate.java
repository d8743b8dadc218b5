/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.operations;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.PrefixSet;
import java.util.ArrayList;
import java.util.Collection;

/**
 * Other values for the import policy of a routing profile.
 *
 * @param name the name of the profile
 * @param allowedPrefixes its allowed-anycast-prefixes
 * @param leakCommunitiesAccepted its tenant-leak-communities-accepted
 */
public record ProfileCandidate(String name, PrefixSet allowedPrefixes, boolean leakCommunitiesAccepted) {
    /** Refuses absent parts. */
    public ProfileCandidate {
        requireNonNull(name);
        requireNonNull(allowedPrefixes);
    }

    /**
     * Reads a candidate.
     *
     * @param name the name of the profile
     * @param prefixes its allowed-anycast-prefixes
     * @param leakCommunitiesAccepted its tenant-leak-communities-accepted
     * @return the candidate
     * @throws RefusedException when a prefix is none or has host bits; the message says what to write
     */
    public static ProfileCandidate parse(final String name, final Collection<String> prefixes,
            final boolean leakCommunitiesAccepted) throws RefusedException {
        final var entries = new ArrayList<Prefix>(prefixes.size());
        for (var prefix : prefixes) {
            try {
                entries.add(Prefix.parse(prefix));
            } catch (IllegalArgumentException e) {
                throw new RefusedException("allowed-anycast-prefixes: " + e.getMessage(), e);
            }
        }
        return new ProfileCandidate(name, PrefixSet.of(entries), leakCommunitiesAccepted);
    }
}

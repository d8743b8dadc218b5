/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.ImportPolicy;
import io.tenantbgp.policy.PrePolicyRoute;
import io.tenantbgp.policy.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a policy makes of a route that was announced before it was configured.
 *
 * @param route the route as it was announced
 * @param before the verdict before
 * @param after the verdict of the policy
 */
public record Redecision(PrePolicyRoute route, Verdict before, Verdict after) {
    /** Refuses absent parts. */
    public Redecision {
        requireNonNull(route);
        requireNonNull(before);
        requireNonNull(after);
    }

    /**
     * Whether the policy makes a difference.
     *
     * @return false when the verdict is the same
     */
    public boolean isChange() {
        return !before.equals(after);
    }

    /**
     * Decides on all routes of a session anew, and changes nothing. Where there are more than {@code maximum-prefixes}
     * the first ones win.
     */
    static List<Redecision> of(final Stream<Kept> kept, final ImportPolicy policy) {
        final Map<AddressFamily, Integer> accepted = new EnumMap<>(AddressFamily.class);
        final var decisions = new ArrayList<Redecision>();
        kept.forEach(each -> {
            final var family = each.route().prefix().family();
            final var verdict = policy.decide(each.route(), accepted.getOrDefault(family, 0));
            if (verdict instanceof Verdict.Accepted) {
                accepted.merge(family, 1, Integer::sum);
            }
            decisions.add(new Redecision(each.route(), each.verdict(), verdict));
        });
        return decisions;
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What was found twice in a row. Not thread-safe. */
final class Repeated<T> {
    /** What was found as often in a row is no coincidence. */
    private static final int MANY = 12;

    /** How often each was found in a row, until now. */
    private Map<T, Integer> times = Map.of();
    private Set<T> confirmed = Set.of();

    /**
     * Takes what has been found now.
     *
     * @param found what has been found
     * @param other whether something new may be another fault than the one that was found before
     * @return whether what counts as found twice has changed
     */
    boolean update(final Set<T> found, final Predicate<T> other) {
        final var next = new HashMap<T, Integer>();
        final var again = new HashSet<T>();
        for (var each : found) {
            final int count = times.getOrDefault(each, 0) + 1;
            next.put(each, count);
            if (count > 1 && (count >= MANY || confirmed.contains(each) || !other.test(each))) {
                again.add(each);
            }
        }
        times = next;
        final boolean changed = !again.equals(confirmed);
        confirmed = again;
        return changed;
    }

    Set<T> confirmed() {
        return confirmed;
    }
}

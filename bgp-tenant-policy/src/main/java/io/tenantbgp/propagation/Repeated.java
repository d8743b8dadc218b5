/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import java.util.HashSet;
import java.util.Set;

/** What was found twice in a row. Not thread-safe. */
final class Repeated<T> {
    private Set<T> last = Set.of();
    private Set<T> confirmed = Set.of();

    /** Takes what has been found now. Returns whether what was found twice has changed. */
    boolean update(final Set<T> found) {
        final var again = new HashSet<>(found);
        again.retainAll(last);
        last = Set.copyOf(found);
        final boolean changed = !again.equals(confirmed);
        confirmed = again;
        return changed;
    }

    Set<T> confirmed() {
        return confirmed;
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.tenantbgp.policy.RejectReason;

/**
 * What the prefixes of one UPDATE add to the counters of its peer, which are atomic: they are written once for each
 * UPDATE, not for each prefix of a flood. Confined to the session's event loop.
 */
final class UpdateTally {
    private static final RejectReason[] REASONS = RejectReason.values();

    private final int[] rejected = new int[REASONS.length];
    private int announced;
    private int withdrawn;

    void announced() {
        announced++;
    }

    void withdrawn() {
        withdrawn++;
    }

    void rejected(final RejectReason reason) {
        rejected[reason.ordinal()]++;
    }

    /** Adds it to the counters and begins anew. */
    void addTo(final PeerCounters counters) {
        if (withdrawn > 0) {
            counters.prefixesWithdrawn.add(withdrawn);
            withdrawn = 0;
        }
        if (announced > 0) {
            counters.prefixesAnnounced.add(announced);
            announced = 0;
            for (int i = 0; i < rejected.length; i++) {
                if (rejected[i] > 0) {
                    counters.addRejected(REASONS[i], rejected[i]);
                    rejected[i] = 0;
                }
            }
        }
    }
}

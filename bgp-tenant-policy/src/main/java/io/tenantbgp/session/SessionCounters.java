/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.tenantbgp.policy.RejectReason;
import java.util.Map;

/**
 * What was counted for one tenant peer since it was configured; reconnects do not reset it.
 *
 * @param connections connections accepted from the host's address
 * @param connectionsRefused those of them refused because another one was live, because they came too often or while
 *        the host was held off, or because of their TTL
 * @param opensRefused OPEN messages answered with a NOTIFICATION
 * @param establishedTransitions how often a session was established
 * @param updatesReceived UPDATE messages, End-of-RIB included
 * @param prefixesAnnounced prefixes announced, accepted or not
 * @param prefixesWithdrawn prefixes the tenant withdrew
 * @param prefixesRejected announced prefixes that were rejected
 * @param rejectedByReason the same by reason; a reason that never occurred is absent
 * @param updatesNotSent UPDATE messages with routes for the tenant that were stopped: more than zero is a fault of the
 *        export policy
 * @param readingPaused how often reading was paused because the session took more than its share
 */
public record SessionCounters(long connections, long connectionsRefused, long opensRefused, long establishedTransitions,
        long updatesReceived, long prefixesAnnounced, long prefixesWithdrawn, long prefixesRejected,
        Map<RejectReason, Long> rejectedByReason, long updatesNotSent, long readingPaused) {
    /** Copies the map. */
    public SessionCounters {
        rejectedByReason = Map.copyOf(rejectedByReason);
    }
}

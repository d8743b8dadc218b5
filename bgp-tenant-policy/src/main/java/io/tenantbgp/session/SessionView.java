/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The operator's view of one configured tenant peer at one moment.
 *
 * @param link the interface and addresses
 * @param state the session's state
 * @param counters what was counted since the peer was configured
 * @param backOffUntil until when the host is or was held off, empty when it does not keep failing
 * @param lastError why the last session or connection ended, empty when none did
 * @param accepted the accepted prefixes in their natural order, at most {@code maximum-prefixes} of each family
 * @param rejected the rejected prefixes in their natural order, at most 1000; kept until the next session
 * @param rejectedForgotten how many more rejected prefixes there were that are not kept
 */
public record SessionView(TenantLink link, SessionState state, SessionCounters counters,
        Optional<Instant> backOffUntil, Optional<SessionError> lastError, List<AcceptedPrefix> accepted,
        List<RejectedPrefix> rejected, long rejectedForgotten) {
    /** Copies the lists. */
    public SessionView {
        requireNonNull(link);
        requireNonNull(state);
        requireNonNull(counters);
        requireNonNull(backOffUntil);
        requireNonNull(lastError);
        accepted = List.copyOf(accepted);
        rejected = List.copyOf(rejected);
    }
}

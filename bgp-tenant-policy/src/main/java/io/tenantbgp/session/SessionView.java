/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The operator's view of one configured tenant peer at one moment.
 *
 * @param link the interface and addresses
 * @param state the session's state
 * @param lastOpenAsn the ASN in the host's last OPEN, accepted or not; empty when none has come
 * @param counters what was counted since the peer was configured
 * @param backOffUntil until when the host is or was held off, empty when it does not keep failing
 * @param lastError why the last session or connection ended, empty when none did
 * @param lastNotifications the last NOTIFICATION sent and the last one received, as far as there were any
 * @param accepted the accepted prefixes, the one accepted first in front; at most {@code maximum-prefixes} of each
 *     family
 * @param rejected the rejected prefixes, the one longest not seen first: at most 1000, and besides at most twice
 *     {@code maximum-prefixes} that were accepted before a policy change; kept until the next session
 * @param rejectedForgotten how many more rejected prefixes there were that are not kept
 */
public record SessionView(TenantLink link, SessionState state, OptionalLong lastOpenAsn,
        SessionCounters counters, Optional<Instant> backOffUntil, Optional<SessionError> lastError,
        Map<SessionError.Direction, SessionError> lastNotifications, List<AcceptedPrefix> accepted,
        List<RejectedPrefix> rejected, long rejectedForgotten) {
    /** Copies the collections. */
    public SessionView {
        requireNonNull(link);
        requireNonNull(state);
        requireNonNull(lastOpenAsn);
        requireNonNull(counters);
        requireNonNull(backOffUntil);
        requireNonNull(lastError);
        lastNotifications = Map.copyOf(lastNotifications);
        accepted = List.copyOf(accepted);
        rejected = List.copyOf(rejected);
    }
}

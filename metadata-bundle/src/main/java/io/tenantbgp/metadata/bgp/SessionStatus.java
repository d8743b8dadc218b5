/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * One BGP session of a tenant host as it is now.
 *
 * @param link its addresses
 * @param state {@code established} and so on as in RFC 4271, or {@code not-listening} and why
 * @param routes what has become of what the host announces; none unless the session is established
 * @param acceptedNotShown accepted prefixes that are not in routes because there are too many
 * @param rejectedNotShown rejected prefixes that are not in routes because there are or were too many
 */
@NonNullByDefault
public record SessionStatus(Link link, String state, List<Route> routes, long acceptedNotShown,
        long rejectedNotShown) {
    /** Takes what the state says. */
    public SessionStatus {
        requireNonNull(link);
        requireNonNull(state);
        routes = List.copyOf(routes);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.session.SessionError;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The operator's view of one configured neighbour at one moment.
 *
 * @param address its address
 * @param asn its configured ASN
 * @param families its configured families
 * @param state the session's state
 * @param localAddress the DPU's address of the connection, empty while there is none
 * @param open what its OPEN said, empty until it was accepted on this connection
 * @param establishedSince when the session was established, empty when it is not
 * @param lastError how the last session or attempt at one ended, empty when none has
 * @param prefixes how many the neighbour announces, of all families together
 * @param malformedUpdates UPDATEs whose routes were withdrawn for their path attributes, since the neighbour was
 *     configured
 * @param detail what keeps the session or a family of it from coming up and what to change, empty when nothing does
 */
public record FabricView(InetAddress address, long asn, Set<FabricFamily> families, FabricSessionState state,
        Optional<InetAddress> localAddress, Optional<FabricOpen> open, Optional<Instant> establishedSince,
        Optional<SessionError> lastError, long prefixes, long malformedUpdates, String detail) {
    /** Copies the set. */
    public FabricView {
        requireNonNull(address);
        families = Set.copyOf(families);
        requireNonNull(state);
        requireNonNull(localAddress);
        requireNonNull(open);
        requireNonNull(establishedSince);
        requireNonNull(lastError);
        requireNonNull(detail);
    }

    /** Of a neighbour without a session. */
    static FabricView idle(final InetAddress address, final long asn, final Set<FabricFamily> families,
            final String detail) {
        return new FabricView(address, asn, families, FabricSessionState.IDLE, Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), 0, 0, detail);
    }

    FabricView withMalformedUpdates(final long count) {
        return new FabricView(address, asn, families, state, localAddress, open, establishedSince, lastError,
            prefixes, count, detail);
    }

    FabricView withPrefixes(final long count) {
        return new FabricView(address, asn, families, state, localAddress, open, establishedSince, lastError,
            count, malformedUpdates, detail);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/** The state of a tenant peer's session in OpenConfig's and RFC 4271's words. */
public sealed interface SessionState {
    /**
     * The name in the models and in logs.
     *
     * @return {@code active}, {@code open-sent}, {@code open-confirm} or {@code established}
     */
    String name();

    /**
     * What the tenant's accepted OPEN said.
     *
     * @return the OPEN, empty before it was accepted
     */
    default Optional<RemoteOpen> remoteOpen() {
        return Optional.empty();
    }

    /**
     * When the session was established.
     *
     * @return the time, empty when it is not
     */
    default Optional<Instant> establishedSince() {
        return Optional.empty();
    }

    /** Listening; the tenant is not connected. */
    record Active() implements SessionState {
        @Override
        public String name() {
            return "active";
        }
    }

    /** The tenant is connected, its OPEN is awaited. */
    record OpenSent() implements SessionState {
        @Override
        public String name() {
            return "open-sent";
        }
    }

    /**
     * The OPEN was accepted, the tenant's first KEEPALIVE is awaited.
     *
     * @param open the tenant's OPEN
     */
    record OpenConfirm(RemoteOpen open) implements SessionState {
        /** Refuses an absent OPEN. */
        public OpenConfirm {
            requireNonNull(open);
        }

        @Override
        public String name() {
            return "open-confirm";
        }

        @Override
        public Optional<RemoteOpen> remoteOpen() {
            return Optional.of(open);
        }
    }

    /**
     * Routes are exchanged.
     *
     * @param open the tenant's OPEN
     * @param since when it became so
     */
    record Established(RemoteOpen open, Instant since) implements SessionState {
        /** Refuses absent parts. */
        public Established {
            requireNonNull(open);
            requireNonNull(since);
        }

        @Override
        public String name() {
            return "established";
        }

        @Override
        public Optional<RemoteOpen> remoteOpen() {
            return Optional.of(open);
        }

        @Override
        public Optional<Instant> establishedSince() {
            return Optional.of(since);
        }
    }
}

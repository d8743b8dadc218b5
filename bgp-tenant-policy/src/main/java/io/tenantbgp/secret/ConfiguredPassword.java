/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.secret;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.session.TcpMd5Key;
import java.util.Optional;

/** A password as it is configured, decrypted or not. It is never part of a text. */
public sealed interface ConfiguredPassword {
    /**
     * The key for the kernel.
     *
     * @return empty when the password is not readable
     */
    Optional<TcpMd5Key> key();

    /**
     * What an operator is told of it.
     *
     * @return what is wrong and what to change, empty when nothing is
     */
    Optional<String> mistake();

    /**
     * It has been decrypted.
     *
     * @param password the key
     */
    record Readable(TcpMd5Key password) implements ConfiguredPassword {
        /** Refuses an absent key. */
        public Readable {
            requireNonNull(password);
        }

        @Override
        public Optional<TcpMd5Key> key() {
            return Optional.of(password);
        }

        @Override
        public Optional<String> mistake() {
            return Optional.empty();
        }
    }

    /**
     * It cannot be decrypted, so nothing may be connected that it was to protect.
     *
     * @param detail why, and what to change
     */
    record Unreadable(String detail) implements ConfiguredPassword {
        /** Refuses an absent text. */
        public Unreadable {
            requireNonNull(detail);
        }

        @Override
        public Optional<TcpMd5Key> key() {
            return Optional.empty();
        }

        @Override
        public Optional<String> mistake() {
            return Optional.of(detail);
        }
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a tenant interface narrows its routing profile's list with its own {@code allowed-anycast-prefixes}. It never
 * widens it.
 */
public sealed interface InterfacePrefixes {
    /**
     * Whether the interface lets a prefix pass. Allocates nothing.
     *
     * @param family the prefix's family
     * @param high the first 64 bits of its address, as in {@link Prefix}
     * @param low the last 64 bits of its address
     * @param length its length in bits
     * @return true when it does
     */
    boolean admit(AddressFamily family, long high, long low, int length);

    /**
     * Whether a prefix of the family may pass that another narrowing holds back.
     *
     * @param previous another narrowing
     * @param family the family
     * @return false when this one lets pass no more
     */
    boolean isWiderThan(InterfacePrefixes previous, AddressFamily family);

    /**
     * The interface's entry nearest to a prefix, for the operator.
     *
     * @param prefix a prefix
     * @return the entry, empty when there is none of that family
     */
    Optional<Prefix> nearest(Prefix prefix);

    /**
     * The interface has no list of its own.
     */
    record NotNarrowed() implements InterfacePrefixes {
        @Override
        public boolean admit(final AddressFamily family, final long high, final long low, final int length) {
            return true;
        }

        @Override
        public boolean isWiderThan(final InterfacePrefixes previous, final AddressFamily family) {
            return previous instanceof OnlyInside;
        }

        @Override
        public Optional<Prefix> nearest(final Prefix prefix) {
            return Optional.empty();
        }
    }

    /**
     * Only what is inside this list, too; an empty one lets nothing pass.
     *
     * @param prefixes the interface's list
     */
    record OnlyInside(PrefixSet prefixes) implements InterfacePrefixes {
        /** Takes the list. */
        public OnlyInside {
            requireNonNull(prefixes);
        }

        @Override
        public boolean admit(final AddressFamily family, final long high, final long low, final int length) {
            return prefixes.covers(family, high, low, length);
        }

        @Override
        public boolean isWiderThan(final InterfacePrefixes previous, final AddressFamily family) {
            return previous instanceof OnlyInside other && !other.prefixes.coversAll(prefixes, family);
        }

        @Override
        public Optional<Prefix> nearest(final Prefix prefix) {
            return prefixes.nearest(prefix);
        }
    }
}

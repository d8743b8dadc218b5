/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.policy.Prefix;

/**
 * A prefix that is not where it has to be.
 *
 * @param vpc its VPC
 * @param kind what is wrong
 * @param prefix the prefix
 */
public record Finding(String vpc, Kind kind, Prefix prefix) {
    /** What can be wrong. */
    public enum Kind {
        /** A tenant's session has it and it is announced nowhere. */
        NOT_ANNOUNCED("accepted and not announced to the fabric"),
        /** It is to be announced and BGPCEP does not have it. */
        NOT_IN_RIB("announced and not in BGPCEP's RIB of the fabric"),
        /** BGPCEP has it and it is not to be announced. */
        NOT_ACCEPTED("in BGPCEP's RIB of the fabric and not to be announced"),
        /** BGPCEP has it with other route targets than the VPC exports. */
        OTHER_ROUTE_TARGETS("in BGPCEP's RIB of the fabric with other route targets than the VPC's");

        private final String text;

        Kind(final String text) {
            this.text = text;
        }

        /**
         * The alarm about some prefixes.
         *
         * @param count how many they are
         * @param example one of them
         * @return the alarm
         */
        public String alarm(final int count, final Prefix example) {
            return (count == 1 ? example + " is " : count + " prefixes, such as " + example + ", are ") + text;
        }
    }

    /** Takes the parts. */
    public Finding {
        requireNonNull(vpc);
        requireNonNull(kind);
        requireNonNull(prefix);
    }
}

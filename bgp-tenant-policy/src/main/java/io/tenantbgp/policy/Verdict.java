/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;

/**
 * The import policy's answer about an UPDATE's path or about one prefix. The policy always returns the same instances.
 */
public sealed interface Verdict {
    /**
     * Nothing speaks against it.
     *
     * @param disposition where the prefix is to be reachable from
     */
    record Accepted(Disposition disposition) implements Verdict {
        private static final Map<Disposition, Accepted> SHARED = shared();

        /** Takes the disposition. */
        public Accepted {
            requireNonNull(disposition);
        }

        static Accepted with(final Disposition disposition) {
            return SHARED.get(disposition);
        }

        private static Map<Disposition, Accepted> shared() {
            final var shared = new EnumMap<Disposition, Accepted>(Disposition.class);
            for (var each : Disposition.values()) {
                shared.put(each, new Accepted(each));
            }
            return shared;
        }
    }

    /**
     * The prefix, or with a path every prefix of the UPDATE, is rejected.
     *
     * @param reason the first reason that applies
     */
    record Rejected(RejectReason reason) implements Verdict {
        /** Takes the reason. */
        public Rejected {
            requireNonNull(reason);
        }
    }
}

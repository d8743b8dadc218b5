/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static java.util.Objects.requireNonNull;

/**
 * The import policy's answer about an UPDATE's path or about one prefix. The policy always returns the same instances.
 */
public sealed interface Verdict {
    /** Nothing speaks against it. */
    Verdict ACCEPTED = new Accepted();

    /**
     * Nothing speaks against it.
     */
    record Accepted() implements Verdict {
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

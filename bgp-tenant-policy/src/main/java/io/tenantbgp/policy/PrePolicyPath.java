/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static java.util.Objects.requireNonNull;

/**
 * What is kept of an UPDATE's path attributes with each of its prefixes (Adj-RIB-In, pre-policy), so that a changed
 * policy can decide again: all that no configuration changes during a session is decided already.
 */
public sealed interface PrePolicyPath {
    /**
     * Not acceptable under any configuration of the session.
     *
     * @param reason the first reason that applies
     */
    record Unacceptable(RejectReason reason) implements PrePolicyPath {
        /** Takes the reason. */
        public Unacceptable {
            requireNonNull(reason);
        }
    }

    /**
     * Acceptable where its next hop is.
     *
     * @param hops the length of AS_PATH, 1..64
     * @param nextHop the next hop as announced
     * @param leakRequest what the communities ask for
     */
    record Sane(int hops, IpAddress nextHop, LeakRequest leakRequest) implements PrePolicyPath {
        /** Takes the parts. */
        public Sane {
            requireNonNull(nextHop);
            requireNonNull(leakRequest);
        }
    }
}

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
     * What a policy makes of the path.
     *
     * @param policy the policy
     * @return the verdict on every prefix with this path that nothing else speaks against
     */
    Verdict decide(ImportPolicy policy);

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

        @Override
        public Verdict decide(final ImportPolicy policy) {
            return reason.verdict();
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

        @Override
        public Verdict decide(final ImportPolicy policy) {
            return policy.decideNextHop(this);
        }
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.bench;

import io.tenantbgp.policy.Disposition;
import io.tenantbgp.policy.ImportPolicy;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.RejectReason;
import io.tenantbgp.policy.Verdict;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;

/** What the import policy is asked for a prefix, in calls per second. */
public class ImportPolicyBenchmark {
    private static final Verdict ON_PATH = new Verdict.Accepted(Disposition.OVERLAY);

    /**
     * The verdict on a prefix inside an entry.
     *
     * @param list the list
     * @return the verdict
     */
    @Benchmark
    public Verdict accepted(final AllowList list) {
        return decide(list.policy(), list.nextInside());
    }

    /**
     * The verdict on a prefix between two entries.
     *
     * @param list the list
     * @return the verdict
     */
    @Benchmark
    public Verdict denied(final AllowList list) {
        return decide(list.policy(), list.nextOutside());
    }

    /**
     * The entry shown to the operator for a denied prefix.
     *
     * @param list the list
     * @return the entry
     */
    @Benchmark
    public Optional<Prefix> nearest(final AllowList list) {
        return list.policy().nearestAllowedEntry(list.nextOutside(), RejectReason.NOT_IN_ALLOWED_PREFIXES);
    }

    private static Verdict decide(final ImportPolicy policy, final Prefix prefix) {
        return policy.decidePrefix(ON_PATH, prefix.family(), prefix.high(), prefix.low(), prefix.length(), 0);
    }
}

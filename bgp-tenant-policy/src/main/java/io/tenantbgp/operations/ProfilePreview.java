/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.operations;

import io.tenantbgp.policy.Disposition;
import io.tenantbgp.policy.Verdict;
import io.tenantbgp.session.PolicyPreview;
import io.tenantbgp.session.Redecision;
import io.tenantbgp.session.TenantLink;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a candidate would change.
 *
 * @param interfaces the open interfaces that have the profile
 * @param previews what it would make of the prefixes of each of their sessions
 */
public record ProfilePreview(List<String> interfaces, List<PolicyPreview> previews) {
    /** Copies the lists. */
    public ProfilePreview {
        interfaces = List.copyOf(interfaces);
        previews = List.copyOf(previews);
    }

    /**
     * A prefix that would be decided otherwise.
     *
     * @param link the session that announced it
     * @param decision the verdicts
     */
    public record Change(TenantLink link, Redecision decision) {
    }

    /**
     * The prefixes that would be decided otherwise.
     *
     * @return all of them, by session
     */
    public Stream<Change> changes() {
        return previews.stream().flatMap(preview -> preview.decisions().stream().filter(Redecision::isChange)
            .map(decision -> new Change(preview.link(), decision)));
    }

    /**
     * Counts what would be withdrawn.
     *
     * @return the number of prefixes that are accepted and would be rejected
     */
    public long acceptedNowRejected() {
        return count(change -> isAccepted(change.before()) && !isAccepted(change.after()));
    }

    /**
     * Counts what would come.
     *
     * @return the number of prefixes that are rejected and would be accepted
     */
    public long rejectedNowAccepted() {
        return count(change -> !isAccepted(change.before()) && isAccepted(change.after()));
    }

    /**
     * Counts what would be reached from elsewhere.
     *
     * @return the number of prefixes that stay accepted, with another disposition
     */
    public long dispositionChanged() {
        return count(change -> isAccepted(change.before()) && isAccepted(change.after()));
    }

    /**
     * Counts what would be rejected otherwise.
     *
     * @return the number of prefixes that stay rejected, for another reason
     */
    public long reasonChanged() {
        return count(change -> !isAccepted(change.before()) && !isAccepted(change.after()));
    }

    /**
     * Counts what cannot be previewed.
     *
     * @return the number of rejected prefixes the DPU no longer has
     */
    public long notKept() {
        return previews.stream().mapToLong(PolicyPreview::notKept).sum();
    }

    /**
     * From where a prefix is to be reached.
     *
     * @param verdict the verdict on it
     * @return the disposition, empty when it is rejected
     */
    public static Optional<Disposition> disposition(final Verdict verdict) {
        return verdict instanceof Verdict.Accepted accepted ? Optional.of(accepted.disposition()) : Optional.empty();
    }

    private long count(final Predicate<Redecision> kind) {
        return changes().map(Change::decision).filter(kind).count();
    }

    private static boolean isAccepted(final Verdict verdict) {
        return verdict instanceof Verdict.Accepted;
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/**
 * The import policy of one tenant interface: sanity of path and prefix, allow lists, limit. The checks are made in the
 * order of {@link RejectReason}, the first that fails is the reason. Sanity comes before the lists, so a default route
 * is rejected as a reserved address (it covers loopback and the DPU) whatever the lists say.
 *
 * @param dpuAsn the DPU's own ASN
 * @param allowedPrefixes what may be announced
 * @param reservedAddresses what may never be announced
 * @param hostAddresses the host's configured addresses on the interface, one of each family it has
 * @param maximumPrefixes how many prefixes of one family a session may have accepted
 * @param leakCommunitiesAccepted whether the tenant's leak communities are honoured, or ignored
 */
public record ImportPolicy(long dpuAsn, AllowedPrefixes allowedPrefixes, ReservedAddresses reservedAddresses,
        Set<IpAddress> hostAddresses, int maximumPrefixes, boolean leakCommunitiesAccepted) {
    private static final int MOST_HOPS = 64;

    /**
     * Validates the policy.
     *
     * @throws IllegalArgumentException when the DPU's ASN is reserved, no host address is given or the limit is below 1
     */
    public ImportPolicy {
        Asn.requireAssignable(dpuAsn);
        requireNonNull(allowedPrefixes);
        requireNonNull(reservedAddresses);
        hostAddresses = Set.copyOf(hostAddresses);
        if (hostAddresses.isEmpty()) {
            throw new IllegalArgumentException("a tenant interface has at least one host address");
        }
        if (maximumPrefixes < 1) {
            throw new IllegalArgumentException("maximum-prefixes " + maximumPrefixes + " is below 1");
        }
    }

    /**
     * Examines the path of an UPDATE, once for each of its NLRI fields. The answer depends on the two ASNs of the
     * session only.
     *
     * @param tenantAsn the session's peer ASN, from its OPEN
     * @param facts what the path attributes say
     * @return what is to be kept of it
     */
    public PrePolicyPath examine(final long tenantAsn, final PathFacts facts) {
        if (facts instanceof PathFacts.Complete complete) {
            return objection(tenantAsn, complete.asPath()).<PrePolicyPath>map(PrePolicyPath.Unacceptable::new)
                .orElseGet(() -> new PrePolicyPath.Sane(complete.asPath().hops(), complete.nextHop(),
                    complete.leakRequest()));
        }
        return new PrePolicyPath.Unacceptable(facts instanceof PathFacts.Malformed ? RejectReason.MALFORMED_ATTRIBUTE
            : RejectReason.MISSING_MANDATORY_ATTRIBUTE);
    }

    /**
     * Decides on a path.
     *
     * @param path the path
     * @return the verdict on every prefix with this path that nothing else speaks against
     */
    public Verdict decidePath(final PrePolicyPath path) {
        return path.decide(this);
    }

    Verdict decideNextHop(final PrePolicyPath.Sane path) {
        // GoBGP announces IPv6 over an IPv4 session with the IPv4-mapped form of its address.
        return hostAddresses.contains(path.nextHop().unmapped())
            ? Verdict.Accepted.with(leakCommunitiesAccepted ? Disposition.of(path.leakRequest()) : Disposition.OVERLAY)
            : RejectReason.NEXT_HOP_NOT_TENANT.verdict();
    }

    /**
     * Decides on one prefix. Allocates nothing.
     *
     * @param onPath the verdict on its path, which is the answer when nothing speaks against the prefix
     * @param family the prefix's family
     * @param high the first 64 bits of its address; an IPv4 address is in the upper 32 of them
     * @param low the last 64 bits of an IPv6 address; zero for IPv4
     * @param length its length in bits
     * @param otherAccepted how many other prefixes of the family the session has accepted now; a prefix announced again
     *     does not count itself
     * @return the verdict
     * @throws IllegalArgumentException when the length is not of the family, which is an error of the whole UPDATE
     *     (RFC 7606, section 5.3)
     */
    public Verdict decidePrefix(final Verdict onPath, final AddressFamily family, final long high, final long low,
            final int length, final int otherAccepted) {
        if (length < 0 || length > family.bits()) {
            throw new IllegalArgumentException("prefix length " + length + " is not 0.." + family.bits());
        }
        if (onPath instanceof Verdict.Rejected) {
            return onPath;
        }
        if (Prefix.hasHostBits(high, low, length)) {
            return RejectReason.HOST_BITS_SET.verdict();
        }
        if (reservedAddresses.prefixes().overlaps(family, high, low, length)) {
            return RejectReason.RESERVED_ADDRESS.verdict();
        }
        final var allowed = allowedPrefixes.inEffect();
        if (!allowed.covers(family, high, low, length)) {
            return (allowed.isEmpty(family) ? RejectReason.ALLOWED_PREFIXES_EMPTY
                : RejectReason.NOT_IN_ALLOWED_PREFIXES).verdict();
        }
        if (!allowedPrefixes.ofInterface().admit(family, high, low, length)) {
            return RejectReason.NOT_IN_INTERFACE_PREFIXES.verdict();
        }
        return otherAccepted < maximumPrefixes ? onPath : RejectReason.MAXIMUM_PREFIXES.verdict();
    }

    /**
     * Decides on a route that is kept.
     *
     * @param route the route as it was announced
     * @param otherAccepted as in {@link #decidePrefix}
     * @return the verdict
     */
    public Verdict decide(final PrePolicyRoute route, final int otherAccepted) {
        final var onPath = decidePath(route.path());
        if (route.hostBits() && onPath instanceof Verdict.Accepted) {
            return RejectReason.HOST_BITS_SET.verdict();
        }
        final var prefix = route.prefix();
        return decidePrefix(onPath, prefix.family(), prefix.high(), prefix.low(), prefix.length(), otherAccepted);
    }

    /**
     * The allowed entry the tenant most likely meant, for the operator's table of rejected prefixes.
     *
     * @param prefix the rejected prefix
     * @param reason why it was rejected
     * @return the nearest entry of the list that rejected it; empty when that has no entry of the family, and for a
     *     reason that no entry could cure
     */
    public Optional<Prefix> nearestAllowedEntry(final Prefix prefix, final RejectReason reason) {
        return switch (reason) {
            case NOT_IN_ALLOWED_PREFIXES -> allowedPrefixes.inEffect().nearest(prefix);
            case NOT_IN_INTERFACE_PREFIXES -> allowedPrefixes.ofInterface().nearest(prefix);
            default -> Optional.empty();
        };
    }

    /**
     * Whether a prefix of the family that another policy rejects may be accepted by this one.
     *
     * @param previous the policy in effect before
     * @param family the family
     * @return false when this policy is the narrower one, or as wide
     */
    public boolean isWiderThan(final ImportPolicy previous, final AddressFamily family) {
        return maximumPrefixes > previous.maximumPrefixes
            || !previous.hostAddresses.containsAll(hostAddresses)
            || !reservedAddresses.prefixes().coversAll(previous.reservedAddresses.prefixes(), family)
            || !previous.allowedPrefixes.inEffect().coversAll(allowedPrefixes.inEffect(), family)
            || allowedPrefixes.ofInterface().isWiderThan(previous.allowedPrefixes.ofInterface(), family);
    }

    private Optional<RejectReason> objection(final long tenantAsn, final AsPath path) {
        final var first = path.first();
        if (first.isEmpty() || first.getAsLong() != tenantAsn) {
            return Optional.of(RejectReason.FIRST_AS_NOT_PEER_ASN);
        }
        if (path.hops() > MOST_HOPS) {
            return Optional.of(RejectReason.AS_PATH_TOO_LONG);
        }
        if (path.hasSetOrConfederation()) {
            return Optional.of(RejectReason.AS_SET_OR_CONFEDERATION_IN_PATH);
        }
        if (path.contains(0) || path.contains(Asn.AS_TRANS)) {
            return Optional.of(RejectReason.RESERVED_ASN_IN_PATH);
        }
        return path.contains(dpuAsn) ? Optional.of(RejectReason.DPU_ASN_IN_PATH) : Optional.empty();
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Decides on a tenant's OPEN. The session is eBGP only.
 *
 * <p>The checks, of which the first to fail answers, are in the order of RFC 4271, section 6.2: version, ASN, hold
 * time, BGP identifier, then capabilities. Within the ASN: My AS against the 4-octet AS number capability, then
 * reserved numbers, the DPU's own, and the pinned one.
 *
 * @param dpuAsn the DPU's own ASN
 * @param tenantAsn which ASNs tenants may use
 */
public record OpenPolicy(long dpuAsn, TenantAsnRule tenantAsn) {
    private static final int VERSION = 4;
    private static final int SHORTEST_HOLD_TIME = 3;

    /**
     * Validates the DPU's ASN.
     *
     * @throws IllegalArgumentException for 0, 23456 and what is above 4294967294
     */
    public OpenPolicy {
        Asn.requireAssignable(dpuAsn);
        requireNonNull(tenantAsn);
    }

    /**
     * Whether a tenant may have a session with an ASN; after a change of the policy also asked for live sessions.
     *
     * @param asn the tenant's effective ASN
     * @return true when it may
     */
    public boolean admits(final long asn) {
        return asn != dpuAsn && tenantAsn.admits(asn);
    }

    /**
     * Decides on an OPEN.
     *
     * @param facts what the OPEN said
     * @return the verdict
     */
    public OpenVerdict decide(final OpenFacts facts) {
        if (facts.version() != VERSION) {
            return new OpenVerdict.Refused(OpenError.UNSUPPORTED_VERSION_NUMBER, "the tenant speaks BGP version "
                + facts.version() + ", accepted is version 4: configure BGP-4 on the host");
        }
        final var objection = objectionToAsn(facts);
        if (objection.isPresent()) {
            return new OpenVerdict.Refused(OpenError.BAD_PEER_AS, objection.orElseThrow());
        }
        if (facts.holdTime() < SHORTEST_HOLD_TIME) {
            // RFC 4271 lets us refuse 0, too: without keepalives a dead host would keep its routes.
            return new OpenVerdict.Refused(OpenError.UNACCEPTABLE_HOLD_TIME, "the tenant proposes a hold time of "
                + facts.holdTime() + " s, accepted are 3..65535 s: raise the hold time on the host");
        }
        if (facts.bgpIdentifier() == 0) {
            // One equal to the DPU's own is fine between different ASes (RFC 6286, section 2.1).
            return new OpenVerdict.Refused(OpenError.BAD_BGP_IDENTIFIER,
                "the tenant's BGP identifier is 0.0.0.0: set a router ID on the host");
        }
        if (facts.families().isEmpty()) {
            return new OpenVerdict.Refused(OpenError.UNSUPPORTED_CAPABILITY,
                "the tenant offers neither IPv4 nor IPv6 unicast: activate one of them for this neighbour on the host");
        }
        return new OpenVerdict.Accepted(facts.effectiveAsn());
    }

    private Optional<String> objectionToAsn(final OpenFacts facts) {
        final long asn = facts.effectiveAsn();
        final int myAs = facts.myAs();
        if (myAs == Asn.AS_TRANS && facts.as4() instanceof As4Capability.Absent) {
            return objection("My AS is 23456 (AS_TRANS) without the 4-octet AS number capability",
                "enable 4-byte ASNs on the host or give it a 2-byte ASN");
        }
        if (myAs != Asn.AS_TRANS && myAs != asn) {
            return objection("My AS " + myAs + " contradicts ASN " + asn + " in the 4-octet AS number capability",
                "send the same ASN in both, or 23456 (AS_TRANS) in My AS");
        }
        if (!Asn.isAssignable(asn)) {
            return objection("the tenant's ASN " + asn + " is reserved", "give the host another local ASN");
        }
        if (asn == dpuAsn) {
            return objection("the tenant's ASN " + asn + " is the DPU's own, and the session is eBGP",
                "give the host another local ASN");
        }
        if (!tenantAsn.admits(asn)) {
            return objection("the tenant's ASN is " + asn,
                "give the host the accepted local ASN or change common-tenant-host-asn");
        }
        return Optional.empty();
    }

    private Optional<String> objection(final String problem, final String change) {
        return Optional.of(problem + ", accepted is " + tenantAsn.describe(dpuAsn) + ": " + change);
    }
}

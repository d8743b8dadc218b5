/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import java.util.Locale;

/**
 * Why a prefix was rejected, in the order of the checks: a prefix has the first reason that applies. The first group
 * rejects all prefixes of an UPDATE, the second is decided for each prefix.
 */
public enum RejectReason {
    /** A path attribute is malformed and the UPDATE is treated as a withdrawal (RFC 7606, section 2). */
    MALFORMED_ATTRIBUTE("a path attribute of the UPDATE is malformed: update or reconfigure the host's BGP speaker"),
    /** ORIGIN, AS_PATH or the next hop is missing (RFC 7606, section 3 d). */
    MISSING_MANDATORY_ATTRIBUTE(
        "ORIGIN, AS_PATH or the next hop is missing: update or reconfigure the host's BGP speaker"),
    /** The leftmost ASN of AS_PATH is not the session's peer ASN, or AS_PATH is empty (RFC 4271, section 6.3). */
    FIRST_AS_NOT_PEER_ASN(
        "AS_PATH does not begin with the tenant's ASN: the host must prepend its own ASN and be no route server"),
    /** AS_PATH has more than 64 hops. */
    AS_PATH_TOO_LONG("AS_PATH has more than 64 hops: prepend less on the host"),
    /** AS_PATH has an AS_SET or a confederation segment (RFC 9774, RFC 5065). */
    AS_SET_OR_CONFEDERATION_IN_PATH(
        "AS_PATH has an AS_SET or a confederation segment: announce without aggregation or confederation on the host"),
    /** AS_PATH has AS 0 (RFC 7607) or AS_TRANS (RFC 6793). */
    RESERVED_ASN_IN_PATH("AS_PATH has AS 0 or 23456 (AS_TRANS): remove that hop on the host"),
    /** AS_PATH has the DPU's own ASN: a loop (RFC 4271, section 9.1.2). */
    DPU_ASN_IN_PATH("AS_PATH has the DPU's own ASN: the host must not announce routes that came from this DPU"),
    /** The next hop is none of the host's configured addresses. */
    NEXT_HOP_NOT_TENANT("the next hop is not the host's address: "
        + "set next-hop-self on the host, or correct the interface's host-address"),

    /** Bits behind the prefix length are set. */
    HOST_BITS_SET("the prefix has host bits set: announce its network address"),
    /** The prefix overlaps link-local, loopback or multicast addresses or covers one of the DPU's own. */
    RESERVED_ADDRESS("the prefix overlaps link-local, loopback or multicast addresses or an address of the DPU, "
        + "as a default route does: announce a smaller or another prefix"),
    /** No list in effect has an entry of the prefix's family. */
    ALLOWED_PREFIXES_EMPTY(
        "the routing profile allows no prefix of this family: add an entry to its allowed-anycast-prefixes "
            + "(the first one replaces anycast-site-prefixes)"),
    /** No entry of the list in effect contains the whole prefix. */
    NOT_IN_ALLOWED_PREFIXES("no entry of the routing profile's allowed-anycast-prefixes contains the prefix: "
        + "add one that does (the first one replaces anycast-site-prefixes), "
        + "or announce another prefix"),
    /** The routing profile would allow it, the tenant interface's own list does not. */
    NOT_IN_INTERFACE_PREFIXES("no entry of the tenant interface's allowed-anycast-prefixes contains the prefix: "
        + "add one that does, or announce another prefix"),
    /** The session has as many accepted prefixes of this family as it may. */
    MAXIMUM_PREFIXES("the session has reached maximum-prefixes of this family: announce fewer or raise the limit");

    private final String advice;
    private final String yangName = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final Verdict.Rejected verdict = new Verdict.Rejected(this);

    RejectReason(final String advice) {
        this.advice = advice;
    }

    /**
     * The name in the models, in logs and in documentation.
     *
     * @return such as {@code not-in-allowed-prefixes}
     */
    public String yangName() {
        return yangName;
    }

    /**
     * One line for the operator: what is wrong, then what to change.
     *
     * @return the text, without a final full stop
     */
    public String advice() {
        return advice;
    }

    /** The one verdict with this reason, so that a denied prefix allocates nothing. */
    Verdict verdict() {
        return verdict;
    }
}

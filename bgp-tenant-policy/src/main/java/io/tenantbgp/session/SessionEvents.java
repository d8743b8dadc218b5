/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.RejectReason;
import java.util.OptionalLong;

/**
 * Is told what happens to tenant sessions. Called on the sessions' event loops: implementations neither block nor
 * throw.
 */
public interface SessionEvents {
    /** Nobody is told. */
    SessionEvents NONE = new SessionEvents() {
    };

    /**
     * A session became established.
     *
     * @param link whose
     * @param open what was agreed
     */
    default void sessionUp(final TenantLink link, final RemoteOpen open) {
        // nobody is told
    }

    /**
     * A session, or an attempt at one, ended.
     *
     * @param link whose
     * @param last the state it was in
     * @param openAsn the ASN in the tenant's OPEN, empty when none came or it was malformed
     * @param error why
     */
    default void ended(final TenantLink link, final SessionState last, final OptionalLong openAsn,
            final SessionError error) {
        // nobody is told
    }

    /**
     * A session reached its limit in a family; not told again while it stays there.
     *
     * @param peer whose, with the limit and the action
     * @param family the family
     */
    default void maximumPrefixesReached(final TenantPeer peer, final AddressFamily family) {
        // nobody is told
    }

    /**
     * A prefix was rejected that was not among the session's rejected ones: at most 10 of a host at once, then one a
     * second.
     *
     * @param peer whose, with the policy that rejected it
     * @param prefix the prefix, without its host bits
     * @param reason why
     * @param untold how many such prefixes since the last one that was told were too many to be told
     */
    default void prefixRejected(final TenantPeer peer, final Prefix prefix, final RejectReason reason,
            final long untold) {
        // nobody is told
    }
}

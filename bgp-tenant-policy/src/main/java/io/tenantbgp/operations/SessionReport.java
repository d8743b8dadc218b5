/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.operations;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.TenantAsnRule;
import io.tenantbgp.session.SessionView;
import io.tenantbgp.session.TenantPeer;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What there is to say of one host address of a tenant interface.
 *
 * @param interfaceName the interface
 * @param vpc its VPC
 * @param hostAddress the host's address
 * @param state the session's state, or why there can be none: the status of the interface
 * @param peer the session as it is configured, empty when the interface is closed
 * @param view what is seen of the session, empty when the interface is closed
 * @param detail what keeps the interface from listening and what to change, empty when nothing does
 */
public record SessionReport(String interfaceName, String vpc, InetAddress hostAddress, String state,
        Optional<TenantPeer> peer, Optional<SessionView> view, String detail) {
    /** Refuses absent parts. */
    public SessionReport {
        requireNonNull(interfaceName);
        requireNonNull(vpc);
        requireNonNull(hostAddress);
        requireNonNull(state);
        requireNonNull(peer);
        requireNonNull(view);
        requireNonNull(detail);
    }

    /**
     * The one ASN that is accepted.
     *
     * @return common-tenant-host-asn, empty when any is accepted
     */
    public OptionalLong expectedAsn() {
        return peer.map(each -> each.openPolicy().tenantAsn()).filter(TenantAsnRule.OnlyAsn.class::isInstance)
            .map(TenantAsnRule.OnlyAsn.class::cast).map(rule -> OptionalLong.of(rule.asn()))
            .orElseGet(OptionalLong::empty);
    }

    /**
     * Whether an operator's filter means this one.
     *
     * @param filter the name of an interface, or a host address in any form
     * @return true when it does
     */
    public boolean isOf(final String filter) {
        return interfaceName.equals(filter) || IpAddress.of(hostAddress).isWrittenAs(filter);
    }
}

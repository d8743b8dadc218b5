/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What was told of sessions, as text. */
final class SessionEventLog implements SessionEvents {
    private final List<String> events = new ArrayList<>();

    /** What was told since this was last asked. */
    List<String> take() {
        final var taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    @Override
    public void sessionUp(final TenantLink link, final RemoteOpen open) {
        events.add(link.interfaceName() + " up AS " + open.tenantAsn());
    }

    @Override
    public void ended(final TenantLink link, final SessionState last, final OptionalLong openAsn,
            final SessionError error) {
        events.add(link.interfaceName() + " " + last.name() + " ended " + error.direction() + " " + error.code() + "/"
            + error.subcode() + (openAsn.isPresent() ? " AS " + openAsn.getAsLong() : ""));
    }

    @Override
    public void maximumPrefixesReached(final TenantPeer peer, final AddressFamily family) {
        events.add(peer.link().interfaceName() + " limit " + peer.importPolicy().maximumPrefixes() + " " + family);
    }

    @Override
    public void prefixRejected(final TenantPeer peer, final Prefix prefix, final RejectReason reason,
            final long untold) {
        events.add(peer.link().interfaceName() + " rejected " + prefix + " " + reason.yangName() + " after " + untold);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.tenantbgp.wire.Notification;
import io.tenantbgp.wire.NotificationCode;
import io.tenantbgp.wire.SessionResetException;
import org.eclipse.jdt.annotation.Nullable;

/** What a new configuration means for a live connection. */
final class Reconfiguration {
    private Reconfiguration() {
        // static methods only
    }

    /**
     * Finds the peer as it is configured now.
     *
     * @param current the peer as it was configured
     * @param remote the agreement with the tenant, null before its OPEN
     * @param peers all peers now
     * @return what the connection goes on with
     * @throws SessionResetException when it cannot go on
     */
    static TenantPeer apply(final TenantPeer current, final @Nullable RemoteOpen remote, final TenantPeers peers)
            throws SessionResetException {
        final var next = peers.find(current.hostAddress());
        if (next.isEmpty()) {
            final var told = peers.shutDown().get(current.hostAddress());
            throw told == null ? reset(NotificationCode.PEER_DECONFIGURED, "the interface or host address was removed")
                : new SessionResetException(Notification.withText(NotificationCode.ADMINISTRATIVE_SHUTDOWN, told), "");
        }
        final var peer = next.orElseThrow();
        if (current.needsNewSession(peer)) {
            throw reset(NotificationCode.OTHER_CONFIGURATION_CHANGE, current.security().equals(peer.security())
                ? "VPC, addresses, ASN or identifier have changed" : "password or ttl-security has changed");
        }
        if (remote != null && !peer.openPolicy().admits(remote.tenantAsn())) {
            throw reset(NotificationCode.PEER_DECONFIGURED, "tenant ASN " + remote.tenantAsn()
                + " is no longer accepted, but " + peer.openPolicy().tenantAsn().describe(peer.openPolicy().dpuAsn()));
        }
        return peer;
    }

    private static SessionResetException reset(final NotificationCode code, final String message) {
        return new SessionResetException(Notification.of(code), message);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import java.net.InetAddress;

/** BGPCEP's peer registry as the guard needs it. Called on event loops: must not block. */
public interface SpeakerPeers {
    /**
     * Whether BGPCEP knows the neighbour, so that a connection can be handed to it.
     *
     * @param hostAddress the tenant host's address
     * @return false while the neighbour is not deployed yet, or no longer
     */
    boolean isConfigured(InetAddress hostAddress);

    /**
     * Makes BGPCEP expect this ASN of the neighbour in place of the unreachable one it is fenced with. Called right
     * before the OPEN is handed over.
     *
     * @param peer the peer
     * @param tenantAsn the ASN the OPEN policy accepted
     */
    void expect(TenantPeer peer, long tenantAsn);

    /**
     * Fences the neighbour again. Called exactly once after each {@link #expect}, when BGPCEP has been told that the
     * connection is gone.
     *
     * @param peer the peer as it was given to {@code expect}
     * @param established whether BGPCEP had the session established; if not it does not forget the connection itself
     *        and must be made to ({@code removePeerSession}), or it refuses the next one
     */
    void release(TenantPeer peer, boolean established);
}

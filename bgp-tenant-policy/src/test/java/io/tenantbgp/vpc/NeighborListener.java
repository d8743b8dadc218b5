/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.vpc;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import java.util.List;
import org.opendaylight.protocol.bgp.rib.impl.spi.BGPSessionPreferences;
import org.opendaylight.protocol.bgp.rib.spi.BGPSession;
import org.opendaylight.protocol.bgp.rib.spi.BGPSessionListener;
import org.opendaylight.protocol.bgp.rib.spi.BGPTerminationReason;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.AsNumber;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.rib.TablesKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.BgpId;
import org.opendaylight.yangtools.yang.binding.Notification;
import org.opendaylight.yangtools.yang.common.Uint32;

/** What BGPCEP's registry wants of a neighbour, for one that is in the registry only and has no RIB. */
enum NeighborListener implements BGPSessionListener {
    INSTANCE;

    /** As BGPCEP makes them of our configuration. */
    static final BGPSessionPreferences FENCED = new BGPSessionPreferences(new AsNumber(Uint32.valueOf(65000)), 65535,
        new BgpId(new Ipv4AddressNoZone("192.0.2.1")), BgpcepPeers.FENCE_ASN, List.of());

    @Override
    public void markUptodate(final TablesKey tablesKey) {
        // has no tables
    }

    @Override
    public void onSessionUp(final BGPSession session) {
        // has no session
    }

    @Override
    public void onSessionDown(final BGPSession session, final Exception exc) {
        // has no session
    }

    @Override
    public void onSessionTerminated(final BGPSession session, final BGPTerminationReason reason) {
        // has no session
    }

    @Override
    public void onMessage(final BGPSession session, final Notification<?> notification) {
        // has no session
    }

    @Override
    public ListenableFuture<?> releaseConnection() {
        return Futures.immediateVoidFuture();
    }

    @Override
    public ListenableFuture<?> restartGracefully(final long selectionDeferralTimerSeconds) {
        return Futures.immediateVoidFuture();
    }
}

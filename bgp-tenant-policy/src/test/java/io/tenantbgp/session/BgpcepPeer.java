/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.opendaylight.protocol.bgp.rib.impl.BGPSessionImpl;
import org.opendaylight.protocol.bgp.rib.impl.StrictBGPPeerRegistry;
import org.opendaylight.protocol.bgp.rib.impl.spi.BGPSessionPreferences;
import org.opendaylight.protocol.bgp.rib.spi.BGPSession;
import org.opendaylight.protocol.bgp.rib.spi.BGPSessionListener;
import org.opendaylight.protocol.bgp.rib.spi.BGPTerminationReason;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.AsNumber;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.Update;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.rib.TablesKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.BgpId;
import org.opendaylight.yangtools.yang.binding.Notification;
import org.opendaylight.yangtools.yang.common.Uint32;

/** A neighbour in BGPCEP's own registry, fenced as the wiring fences it, that keeps what its sessions tell it. */
final class BgpcepPeer implements BGPSessionListener, SpeakerPeers {
    private static final long FENCE = 4_294_967_295L;

    final StrictBGPPeerRegistry registry = new StrictBGPPeerRegistry();
    final List<String> events = new ArrayList<>();
    final List<Update> updates = new ArrayList<>();

    BgpcepPeer(final InetAddress host) {
        registry.addPeer(IetfInetUtil.ipAddressNoZoneFor(host), this, preferences(FENCE));
    }

    private static BGPSessionPreferences preferences(final long remoteAsn) {
        return new BGPSessionPreferences(new AsNumber(Uint32.valueOf(65000)), 9,
            new BgpId(new Ipv4AddressNoZone("10.0.0.254")), new AsNumber(Uint32.valueOf(remoteAsn)), List.of());
    }

    @Override
    public boolean isConfigured(final InetAddress hostAddress) {
        return registry.isPeerConfigured(IetfInetUtil.ipAddressNoZoneFor(hostAddress));
    }

    @Override
    public void expect(final TenantPeer peer, final long tenantAsn) {
        registry.updatePeerPreferences(IetfInetUtil.ipAddressNoZoneFor(peer.hostAddress()), preferences(tenantAsn));
    }

    @Override
    public void release(final TenantPeer peer, final boolean established) {
        expect(peer, FENCE);
        if (!established) {
            registry.removePeerSession(IetfInetUtil.ipAddressNoZoneFor(peer.hostAddress()));
        }
    }

    @Override
    public void onSessionUp(final BGPSession session) {
        events.add("up " + session.getAsNumber().getValue() + " " + session.getBgpId().getValue());
    }

    @Override
    public void onSessionDown(final BGPSession session, final Exception exc) {
        events.add("down");
        // As BGPPeer does.
        ((BGPSessionImpl) session).close();
    }

    @Override
    public void onSessionTerminated(final BGPSession session, final BGPTerminationReason reason) {
        events.add("terminated " + reason.getErrorMessage());
    }

    @Override
    public void onMessage(final BGPSession session, final Notification<?> notification) {
        if (notification instanceof Update update) {
            updates.add(update);
        }
    }

    @Override
    public void markUptodate(final TablesKey tablesKey) {
        events.add("end of RIB " + tablesKey.getAfi());
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

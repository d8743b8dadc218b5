/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.vpc;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.session.SpeakerPeers;
import io.tenantbgp.session.TenantPeer;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.opendaylight.protocol.bgp.rib.impl.spi.BGPPeerRegistry;
import org.opendaylight.protocol.bgp.rib.impl.spi.BGPSessionPreferences;
import org.opendaylight.protocol.bgp.rib.impl.spi.PeerRegistryListener;
import org.opendaylight.protocol.util.Ipv6Util;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.AsNumber;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;
import org.opendaylight.yangtools.yang.common.Uint32;

/**
 * BGPCEP's peer registry (StrictBGPPeerRegistry), which wants one exact remote AS of each neighbour. A neighbour is
 * fenced with an ASN no speaker can have, so that a connection that came past the guard is refused; the guard takes the
 * fence down for its own connection only.
 */
public final class BgpcepPeers implements SpeakerPeers {
    /** The fence: the last ASN, which RFC 7300 reserves. */
    static final AsNumber FENCE_ASN = new AsNumber(Uint32.MAX_VALUE);

    private final BGPPeerRegistry registry;

    /**
     * For the neighbours of all RIBs.
     *
     * @param registry BGPCEP's peers
     */
    public BgpcepPeers(final BGPPeerRegistry registry) {
        this.registry = requireNonNull(registry);
    }

    @Override
    public boolean isConfigured(final InetAddress hostAddress) {
        return registry.isPeerConfigured(key(hostAddress));
    }

    @Override
    public void expect(final TenantPeer peer, final long tenantAsn) {
        setRemoteAs(key(peer.hostAddress()), new AsNumber(Uint32.valueOf(tenantAsn)));
    }

    @Override
    public void release(final TenantPeer peer, final boolean established) {
        final var address = key(peer.hostAddress());
        if (!established) {
            // Its negotiator does not: the next OPEN would meet the session of the connection that is gone.
            registry.removePeerSession(address);
        }
        setRemoteAs(address, FENCE_ASN);
    }

    /**
     * Waits until BGPCEP's neighbours are as they should be.
     *
     * @param condition what must hold, asked again whenever a neighbour comes or goes
     * @param timeoutNanos how long to wait at most
     * @return whether it holds
     * @throws InterruptedException when the thread is interrupted
     */
    boolean await(final BooleanSupplier condition, final long timeoutNanos) throws InterruptedException {
        final var changes = new Semaphore(0);
        final long start = System.nanoTime();
        try (var registration = registry.registerPeerRegisterListener(new Changes(changes))) {
            while (!condition.getAsBoolean()) {
                final long left = timeoutNanos - (System.nanoTime() - start);
                if (left <= 0 || !changes.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                    return condition.getAsBoolean();
                }
            }
            return true;
        }
    }

    private void setRemoteAs(final IpAddressNoZone address, final AsNumber remoteAs) {
        preferences(address).ifPresent(found -> registry.updatePeerPreferences(address, new BGPSessionPreferences(
            found.getMyAs(), found.getHoldTime(), found.getBgpId(), remoteAs, found.getParams(),
            found.getMd5Password())));
    }

    private Optional<BGPSessionPreferences> preferences(final IpAddressNoZone address) {
        try {
            return registry.isPeerConfigured(address) ? Optional.of(registry.getPeerPreferences(address))
                : Optional.empty();
        } catch (IllegalStateException e) {
            // Removed between the two calls; there is no neighbour to fence.
            return Optional.empty();
        }
    }

    // The registry stores IPv6 neighbours by the full form and updatePeerPreferences takes its key as it is.
    private static IpAddressNoZone key(final InetAddress address) {
        final var found = IetfInetUtil.ipAddressNoZoneFor(address);
        final var ipv6 = found.getIpv6AddressNoZone();
        return ipv6 == null ? found : new IpAddressNoZone(Ipv6Util.getFullForm(ipv6));
    }

    private record Changes(Semaphore seen) implements PeerRegistryListener {
        @Override
        public void onPeerAdded(final IpAddressNoZone address, final BGPSessionPreferences preferences) {
            seen.release();
        }

        @Override
        public void onPeerRemoved(final IpAddressNoZone address) {
            seen.release();
        }
    }
}

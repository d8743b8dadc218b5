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
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
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
 * fence down for its own connection only. Thread-safe.
 */
public final class BgpcepPeers implements SpeakerPeers {
    /** The fence: the last ASN, which RFC 7300 reserves. */
    static final AsNumber FENCE_ASN = new AsNumber(Uint32.MAX_VALUE);

    private final Set<InetAddress> handedOver = new HashSet<>();
    private final Semaphore changes = new Semaphore(0);
    private final BGPPeerRegistry registry;
    private Set<InetAddress> admitted = Set.of();
    private Set<InetAddress> leaving = Set.of();

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
        return isAdmitted(hostAddress) && isNeighbor(hostAddress);
    }

    @Override
    public void expect(final TenantPeer peer, final long tenantAsn) {
        synchronized (handedOver) {
            if (leaving.contains(peer.hostAddress())) {
                // The fence stays, and BGPCEP refuses the connection.
                return;
            }
            handedOver.add(peer.hostAddress());
        }
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
        synchronized (handedOver) {
            handedOver.remove(peer.hostAddress());
        }
        changes.release();
    }

    /**
     * Takes connections of these hosts only. BGPCEP knows a neighbour by its address: while one is still in the RIB of
     * another VPC, or of another ASN, a connection handed over would end up there.
     *
     * @param hosts those whose neighbour is in the RIB it belongs to
     */
    void admit(final Set<InetAddress> hosts) {
        synchronized (handedOver) {
            admitted = Set.copyOf(hosts);
        }
    }

    /**
     * Hands over no connection of these hosts any more, whose neighbours are about to be removed, unless BGPCEP still
     * has one: it must not take a peer down on one thread while it brings its session up on another.
     *
     * @param hosts in place of those given before
     * @return false when BGPCEP has a connection of one of them; nothing has changed then
     */
    boolean leave(final Collection<InetAddress> hosts) {
        synchronized (handedOver) {
            if (!Collections.disjoint(handedOver, hosts)) {
                return false;
            }
            leaving = Set.copyOf(hosts);
            return true;
        }
    }

    /**
     * Whether BGPCEP has the neighbour, in whichever RIB.
     *
     * @param hostAddress the neighbour's address
     * @return true when it has
     */
    public boolean isNeighbor(final InetAddress hostAddress) {
        synchronized (registry) {
            return registry.isPeerConfigured(key(hostAddress));
        }
    }

    /**
     * Waits until BGPCEP's neighbours are as they should be. For one thread at a time.
     *
     * @param condition what must hold, asked again whenever a neighbour comes or goes or a connection is gone
     * @param timeoutNanos how long to wait at most
     * @return whether it holds
     * @throws InterruptedException when the thread is interrupted
     */
    public boolean await(final BooleanSupplier condition, final long timeoutNanos) throws InterruptedException {
        final long start = System.nanoTime();
        changes.drainPermits();
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

    /**
     * What a session with a neighbour begins with.
     *
     * @param address the neighbour's address
     * @return what our OPEN says, empty when BGPCEP does not have the neighbour
     */
    public Optional<BGPSessionPreferences> preferences(final InetAddress address) {
        final var key = key(address);
        synchronized (registry) {
            return registry.isPeerConfigured(key) ? Optional.of(registry.getPeerPreferences(key)) : Optional.empty();
        }
    }

    /**
     * Makes BGPCEP forget a connection that is gone, if it has not: it would refuse the next one.
     *
     * @param address the neighbour's address
     */
    public void forget(final InetAddress address) {
        registry.removePeerSession(key(address));
    }

    private boolean isAdmitted(final InetAddress hostAddress) {
        synchronized (handedOver) {
            return admitted.contains(hostAddress);
        }
    }

    // StrictBGPPeerRegistry adds and removes neighbours under its own lock; updatePeerPreferences and isPeerConfigured
    // take none, and the preferences of a neighbour that is re-created meanwhile must not be overwritten by its old
    // ones.
    private void setRemoteAs(final IpAddressNoZone address, final AsNumber remoteAs) {
        synchronized (registry) {
            if (registry.isPeerConfigured(address)) {
                final var found = registry.getPeerPreferences(address);
                registry.updatePeerPreferences(address, new BGPSessionPreferences(found.getMyAs(),
                    found.getHoldTime(), found.getBgpId(), remoteAs, found.getParams(), found.getMd5Password()));
            }
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

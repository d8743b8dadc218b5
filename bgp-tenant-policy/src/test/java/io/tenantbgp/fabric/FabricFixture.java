/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import com.google.common.net.InetAddresses;
import io.tenantbgp.session.SessionError;
import io.tenantbgp.testing.Await;
import io.tenantbgp.testing.Bgpcep;
import io.tenantbgp.testing.Datastore;
import io.tenantbgp.testing.Leaf;
import io.tenantbgp.testing.TenantHost;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.opendaylight.protocol.bgp.rib.spi.RouterIds;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.BgpRib;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.PeerId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.RibId;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.bgp.rib.Rib;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.bgp.rib.RibKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.bgp.rib.rib.Peer;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.bgp.rib.rib.PeerKey;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;

/** A fabric over TCP on the loopback, with BGPCEP's RIBs, and a leaf that awaits its connection. */
abstract class FabricFixture {
    static final int MAXIMUM_PREFIXES = 1000;
    static final InstanceIdentifier<Rib> RIB =
        InstanceIdentifier.create(BgpRib.class).child(Rib.class, new RibKey(new RibId(FabricRib.ID)));
    private static final Inet4Address LOOPBACK = (Inet4Address) InetAddresses.forString("192.0.2.1");
    static final InetAddress LOCAL = InetAddresses.forString("127.3.0.1");
    static final InetAddress LEAF = InetAddresses.forString("127.3.0.2");
    static final String LEAF_IDENTIFIER = "7f030002";
    static final InetAddress OTHER_LEAF = InetAddresses.forString("127.3.0.3");
    static final Set<FabricFamily> UNICAST = Set.of(FabricFamily.IPV4_UNICAST, FabricFamily.IPV6_UNICAST);

    final List<String> events = new CopyOnWriteArrayList<>();
    final int port = TenantHost.freePort();
    final int neighborPort = TenantHost.freePort();
    Datastore datastore;
    Bgpcep bgpcep;
    Fabric fabric;
    Leaf leaf;

    @BeforeEach
    void start() throws Exception {
        datastore = Datastore.start();
        bgpcep = Bgpcep.start(datastore);
        fabric = new Fabric(datastore.broker(), bgpcep.registry(), bgpcep.extensions(), bgpcep.fabricPeers(),
            new Events(events), neighborPort, bgpcep.ribDatastore().fabricBacklog());
        leaf = Leaf.at(LEAF, neighborPort);
    }

    @AfterEach
    void stop() throws Exception {
        leaf.close();
        fabric.close();
        bgpcep.close();
    }

    void apply(final FabricNeighbor... neighbors) throws InterruptedException {
        apply(Optional.of(new FabricSpeaker(65000, LOOPBACK, port,
            new FabricConfig(List.of(neighbors), List.of()))));
    }

    void apply(final Optional<FabricSpeaker> desired) throws InterruptedException {
        fabric.retain(desired);
        fabric.remove(desired);
        fabric.add(desired);
        fabric.open(desired);
    }

    FabricView awaitEstablished(final InetAddress neighbor) {
        return Await.until("established", () -> view(neighbor),
            view -> view.state() == FabricSessionState.ESTABLISHED);
    }

    FabricView view(final InetAddress neighbor) {
        return fabric.views().stream().filter(view -> view.address().equals(neighbor)).findFirst().orElseThrow();
    }

    Optional<Peer> peer(final String identifier) {
        return datastore.operational(RIB.child(Peer.class, new PeerKey(id(identifier))));
    }

    static PeerId id(final String identifier) {
        return RouterIds.createPeerId(new Ipv4AddressNoZone(
            InetAddresses.fromInteger(Integer.parseUnsignedInt(identifier, 16)).getHostAddress()));
    }

    static FabricNeighbor neighbor(final InetAddress address) {
        return new FabricNeighbor(address, 65101, UNICAST, Optional.of(LOCAL), false, OptionalInt.of(3),
            Optional.empty(), MAXIMUM_PREFIXES);
    }

    private record Events(List<String> seen) implements FabricEvents {
        @Override
        public void up(final FabricView view) {
            seen.add("up " + view.address().getHostAddress());
        }

        @Override
        public void down(final FabricView last, final SessionError error) {
            seen.add("down " + last.address().getHostAddress() + " " + error.direction() + " " + error.code() + "/"
                + error.subcode());
        }
    }
}

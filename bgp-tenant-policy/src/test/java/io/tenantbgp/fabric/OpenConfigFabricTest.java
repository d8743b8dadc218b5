/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.net.InetAddresses;
import io.tenantbgp.testing.Datastore;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.PeerType;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.network.instance.protocols.ProtocolBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.network.instance.protocols.ProtocolKey;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.policy.types.rev151009.BGP;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.openconfig.extensions.rev180329.NetworkInstanceProtocol;

class OpenConfigFabricTest {
    private static final InetAddress LEAF = InetAddresses.forString("10.1.0.2");
    private static final InetAddress ROUTE_SERVER = InetAddresses.forString("2001:db8::2");
    private static final DeployedRib RIB = new DeployedRib(4200000000L,
        (Inet4Address) InetAddresses.forString("192.0.2.1"), Map.of(
            LEAF, new DeployedRib.Peer(65101, Set.of(FabricFamily.IPV4_UNICAST, FabricFamily.IPV6_UNICAST)),
            ROUTE_SERVER, new DeployedRib.Peer(4200000000L, Set.of(FabricFamily.L2VPN_EVPN))));

    @Test
    void ribIsReadBackFromTheDatastoreAsItWasWritten() throws Exception {
        final var datastore = Datastore.start();
        datastore.configure(OpenConfigFabric.PATH, OpenConfigFabric.protocol(RIB));
        assertEquals(RIB, OpenConfigFabric.read(datastore.configured(OpenConfigFabric.PATH).orElseThrow()));
    }

    @Test
    void neighbourIsPassiveAndOfTheTypeOfItsAsn() {
        final var leaf = OpenConfigFabric.neighbor(RIB, LEAF, RIB.neighbors().get(LEAF));
        final var server = OpenConfigFabric.neighbor(RIB, ROUTE_SERVER, RIB.neighbors().get(ROUTE_SERVER));
        assertTrue(leaf.getTransport().getConfig().getPassiveMode());
        assertNull(leaf.getErrorHandling());
        assertEquals(PeerType.EXTERNAL, leaf.getConfig().getPeerType());
        assertEquals(PeerType.INTERNAL, server.getConfig().getPeerType());
        assertEquals(1, server.getAfiSafis().nonnullAfiSafi().size());
    }

    @Test
    void ourPolicyIsNamedAndThereIsTheApplicationPeer() {
        final var bgp = OpenConfigFabric.protocol(RIB).augmentation(NetworkInstanceProtocol.class).getBgp();
        assertEquals(List.of(FabricRib.POLICY),
            bgp.getGlobal().getApplyPolicy().getConfig().getExportPolicy());
        assertEquals(3, bgp.getNeighbors().nonnullNeighbor().size());
    }

    @Test
    void brokenRibIsReadAsOneThatNoDpuHas() {
        final var broken = new ProtocolBuilder().withKey(new ProtocolKey(BGP.VALUE, FabricRib.ID)).build();
        assertFalse(OpenConfigFabric.read(broken).hasSameSpeaker(RIB));
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.testing;

import com.google.common.net.InetAddresses;
import io.tenantbgp.fabric.FabricRib;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.multiprotocol.rev151009.bgp.common.afi.safi.list.AfiSafi;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.multiprotocol.rev151009.bgp.common.afi.safi.list.AfiSafiBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.multiprotocol.rev151009.bgp.common.afi.safi.list.AfiSafiKey;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.global.base.AfiSafisBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.global.base.ConfigBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.neighbors.NeighborBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.neighbors.NeighborKey;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.top.BgpBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.top.bgp.GlobalBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.top.bgp.NeighborsBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.IPV4UNICAST;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.IPV6UNICAST;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.L2VPNEVPN;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.network.instance.Protocols;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.network.instance.protocols.Protocol;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.network.instance.protocols.ProtocolBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.network.instance.protocols.ProtocolKey;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.policy.types.rev151009.BGP;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.AsNumber;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddress;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4Address;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.openconfig.extensions.rev180329.NetworkInstanceProtocolBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.openconfig.extensions.rev180329.network.instance.protocol.NeighborPeerGroupConfigBuilder;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;
import org.opendaylight.yangtools.yang.common.Uint32;

/** The fabric's RIB with its application peer and without neighbours. */
public final class FabricRibConfiguration {
    private static final InstanceIdentifier<Protocol> PATH =
        Bgpcep.CONFIGURATION.child(Protocols.class).child(Protocol.class,
            new ProtocolKey(BGP.VALUE, FabricRib.ID));

    private FabricRibConfiguration() {
        // static methods only
    }

    /** Waits until the edge has made it, which it does in the background. */
    public static void await(final Datastore datastore) {
        Await.until("configured RIB of the fabric", () -> datastore.configured(PATH), Optional::isPresent);
    }

    /** Makes it. */
    public static void deploy(final Datastore datastore) {
        final Map<AfiSafiKey, AfiSafi> families = Stream.of(IPV4UNICAST.VALUE, IPV6UNICAST.VALUE, L2VPNEVPN.VALUE)
            .map(family -> new AfiSafiBuilder().setAfiSafiName(family).build())
            .collect(Collectors.toMap(AfiSafi::key, family -> family));
        final var peer = new NeighborKey(new IpAddress(new Ipv4Address(FabricRib.APPLICATION_PEER)));
        datastore.configure(PATH, new ProtocolBuilder().withKey(new ProtocolKey(BGP.VALUE, FabricRib.ID))
            .addAugmentation(new NetworkInstanceProtocolBuilder().setBgp(new BgpBuilder()
                .setGlobal(new GlobalBuilder()
                    .setConfig(new ConfigBuilder().setAs(new AsNumber(Uint32.valueOf(65000)))
                        .setRouterId(IetfInetUtil.ipv4AddressFor(InetAddresses.forString("192.0.2.1"))).build())
                    .setAfiSafis(new AfiSafisBuilder().setAfiSafi(families).build()).build())
                .setNeighbors(new NeighborsBuilder().setNeighbor(Map.of(peer, new NeighborBuilder().withKey(peer)
                    .setConfig(new org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.neighbor
                        .group.ConfigBuilder().addAugmentation(new NeighborPeerGroupConfigBuilder()
                            .setPeerGroup("application-peers").build()).build())
                    .build())).build())
                .build()).build())
            .build());
    }

    /** Takes it away. */
    public static void remove(final Datastore datastore) {
        datastore.unconfigure(PATH);
    }
}

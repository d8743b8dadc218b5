/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import com.google.common.net.InetAddresses;
import io.tenantbgp.vpc.BgpcepConfiguration;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.multiprotocol.rev151009.bgp.common.afi.safi.list.AfiSafi;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.multiprotocol.rev151009.bgp.common.afi.safi.list.AfiSafiBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.multiprotocol.rev151009.bgp.common.afi.safi.list.AfiSafiKey;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.global.base.AfiSafisBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.global.base.Config;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.global.base.ConfigBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.neighbor.group.TimersBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.neighbor.group.TransportBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.neighbors.Neighbor;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.neighbors.NeighborBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.neighbors.NeighborKey;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.top.Bgp;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.top.BgpBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.top.bgp.Global;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.top.bgp.GlobalBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.top.bgp.Neighbors;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.top.bgp.NeighborsBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.AfiSafiType;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.IPV4UNICAST;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.IPV6UNICAST;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.L2VPNEVPN;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.PeerType;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.network.instance.protocols.Protocol;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.network.instance.protocols.ProtocolBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.network.instance.protocols.ProtocolKey;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.policy.types.rev151009.BGP;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.routing.policy.rev151009.DefaultPolicyType;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.routing.policy.rev151009.apply.policy.group.ApplyPolicyBuilder;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.AsNumber;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.openconfig.extensions.rev180329.NetworkInstanceProtocol;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.openconfig.extensions.rev180329.NetworkInstanceProtocolBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.openconfig.extensions.rev180329.network.instance.protocol.NeighborPeerGroupConfigBuilder;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;
import org.opendaylight.yangtools.yang.common.Decimal64;
import org.opendaylight.yangtools.yang.common.Uint32;

/** Writes a {@link DeployedRib} in the model BGPCEP is configured with, openconfig-network-instance. */
final class OpenConfigFabric {
    static final InstanceIdentifier<Protocol> PATH =
        BgpcepConfiguration.PROTOCOLS.child(Protocol.class, new ProtocolKey(BGP.VALUE, FabricRib.ID));
    /** As FRR's datacenter profile has it, with a KEEPALIVE at each third of it. */
    static final int HOLD_TIME = 9;

    private static final InetAddress APPLICATION_PEER = InetAddresses.forString(FabricRib.APPLICATION_PEER);
    /** BGPCEP's name for the group (OpenConfigMappingUtil.isApplicationPeer). */
    private static final String APPLICATION_PEERS = "application-peers";

    private OpenConfigFabric() {
        // static methods only
    }

    static InstanceIdentifier<Neighbor> path(final InetAddress neighbor) {
        return PATH.augmentation(NetworkInstanceProtocol.class).child(Bgp.class).child(Neighbors.class)
            .child(Neighbor.class, key(neighbor));
    }

    static Protocol protocol(final DeployedRib rib) {
        final Map<NeighborKey, Neighbor> neighbors = new HashMap<>(rib.neighbors().entrySet().stream()
            .map(entry -> neighbor(rib, entry.getKey(), entry.getValue()))
            .collect(Collectors.toMap(Neighbor::key, Function.identity())));
        neighbors.put(key(APPLICATION_PEER), applicationPeer());
        return new ProtocolBuilder()
            .setIdentifier(BGP.VALUE)
            .setName(FabricRib.ID)
            .addAugmentation(new NetworkInstanceProtocolBuilder().setBgp(new BgpBuilder()
                .setGlobal(global(rib))
                .setNeighbors(new NeighborsBuilder().setNeighbor(neighbors).build())
                .build()).build())
            .build();
    }

    /**
     * BGPCEP does not connect by itself: it binds a local address with the port of the neighbour, and has no TTL. Its
     * treat-as-withdraw stays off: it withdraws routes without their family (convertMpReachToMpUnReach).
     */
    static Neighbor neighbor(final DeployedRib rib, final InetAddress address, final DeployedRib.Peer peer) {
        return new NeighborBuilder()
            .withKey(key(address))
            .setConfig(new org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.neighbor.group
                .ConfigBuilder().setPeerAs(asNumber(peer.asn()))
                .setPeerType(peer.asn() == rib.asn() ? PeerType.INTERNAL : PeerType.EXTERNAL).build())
            .setTransport(new TransportBuilder().setConfig(new org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp
                .rev151009.bgp.neighbor.group.transport.ConfigBuilder().setPassiveMode(true).build()).build())
            .setTimers(new TimersBuilder().setConfig(new org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp
                .rev151009.bgp.neighbor.group.timers.ConfigBuilder()
                .setHoldTime(Decimal64.valueOf(2, HOLD_TIME)).build()).build())
            .setAfiSafis(new org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.neighbor.group
                .AfiSafisBuilder().setAfiSafi(afiSafis(peer.families())).build())
            .build();
    }

    /** Reads the RIB back. What is amiss with a neighbour or the RIB shows as ASN 0, which nobody has. */
    static DeployedRib read(final Protocol protocol) {
        final var bgp = Optional.ofNullable(protocol.augmentation(NetworkInstanceProtocol.class))
            .map(NetworkInstanceProtocol::getBgp);
        final var config = bgp.map(Bgp::getGlobal).map(Global::getConfig);
        return new DeployedRib(config.map(Config::getAs).map(OpenConfigFabric::number).orElse(0L),
            config.map(Config::getRouterId).map(IetfInetUtil::inet4AddressFor)
                .orElseGet(() -> InetAddresses.fromInteger(0)),
            bgp.map(Bgp::getNeighbors).map(Neighbors::nonnullNeighbor).orElse(Map.of()).values().stream()
                .filter(found -> !address(found).equals(APPLICATION_PEER))
                .collect(Collectors.toMap(OpenConfigFabric::address, OpenConfigFabric::peer)));
    }

    private static DeployedRib.Peer peer(final Neighbor neighbor) {
        final var afiSafis = neighbor.getAfiSafis();
        final var families = afiSafis == null ? Map.<AfiSafiKey, AfiSafi>of() : afiSafis.nonnullAfiSafi();
        return new DeployedRib.Peer(Optional.ofNullable(neighbor.getConfig()).map(config -> config.getPeerAs())
            .map(OpenConfigFabric::number).orElse(0L), Arrays.stream(FabricFamily.values())
                .filter(family -> families.containsKey(new AfiSafiKey(type(family)))).collect(Collectors.toSet()));
    }

    private static Neighbor applicationPeer() {
        return new NeighborBuilder()
            .withKey(key(APPLICATION_PEER))
            .setConfig(new org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.neighbor.group
                .ConfigBuilder().addAugmentation(new NeighborPeerGroupConfigBuilder().setPeerGroup(APPLICATION_PEERS)
                    .build()).build())
            .build();
    }

    private static Global global(final DeployedRib rib) {
        return new GlobalBuilder()
            .setConfig(new ConfigBuilder()
                .setAs(asNumber(rib.asn()))
                .setRouterId(IetfInetUtil.ipv4AddressFor(rib.routerId()))
                .build())
            .setAfiSafis(new AfiSafisBuilder().setAfiSafi(afiSafis(Set.of(FabricFamily.values()))).build())
            // The default is in effect where our policy is not: then nothing is announced.
            .setApplyPolicy(new ApplyPolicyBuilder().setConfig(new org.opendaylight.yang.gen.v1.http.openconfig.net.yang
                .routing.policy.rev151009.apply.policy.group.apply.policy.ConfigBuilder()
                .setDefaultImportPolicy(DefaultPolicyType.ACCEPTROUTE)
                .setDefaultExportPolicy(DefaultPolicyType.REJECTROUTE)
                .setExportPolicy(List.of(FabricRib.POLICY))
                .build()).build())
            .build();
    }

    private static Map<AfiSafiKey, AfiSafi> afiSafis(final Set<FabricFamily> families) {
        return families.stream()
            .map(family -> new AfiSafiBuilder().setAfiSafiName(type(family)).build())
            .collect(Collectors.toMap(AfiSafi::key, Function.identity()));
    }

    private static AfiSafiType type(final FabricFamily family) {
        return switch (family) {
            case IPV4_UNICAST -> IPV4UNICAST.VALUE;
            case IPV6_UNICAST -> IPV6UNICAST.VALUE;
            case L2VPN_EVPN -> L2VPNEVPN.VALUE;
        };
    }

    private static NeighborKey key(final InetAddress address) {
        return new NeighborKey(IetfInetUtil.ipAddressFor(address));
    }

    private static InetAddress address(final Neighbor neighbor) {
        return IetfInetUtil.inetAddressFor(neighbor.getNeighborAddress());
    }

    private static AsNumber asNumber(final long asn) {
        return new AsNumber(Uint32.valueOf(asn));
    }

    private static long number(final AsNumber asn) {
        return asn.getValue().toJava();
    }
}

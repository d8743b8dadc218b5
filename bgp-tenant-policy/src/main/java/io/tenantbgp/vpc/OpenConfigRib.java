/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.vpc;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.multiprotocol.rev151009.bgp.common.afi.safi.list.AfiSafi;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.multiprotocol.rev151009.bgp.common.afi.safi.list.AfiSafiBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.multiprotocol.rev151009.bgp.common.afi.safi.list.AfiSafiKey;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.global.base.AfiSafisBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.global.base.Config;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.global.base.ConfigBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.graceful.restart.GracefulRestartBuilder;
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
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.IPV4UNICAST;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.IPV6UNICAST;
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
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;
import org.opendaylight.yangtools.yang.common.Decimal64;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;

/** Writes a {@link VpcRib} in the model BGPCEP is configured with, openconfig-network-instance. */
final class OpenConfigRib {
    // The guard negotiates the hold time with the tenant and tells BGPCEP the outcome: the smaller one is in effect.
    private static final Decimal64 LONGEST_HOLD_TIME = Decimal64.valueOf(2, 65535);
    // The guard takes graceful restart out of the OPEN; unset, this is the hold time, which has more bits than it.
    private static final Uint16 RESTART_TIME = Uint16.ONE;
    private static final Map<AfiSafiKey, AfiSafi> UNICAST = Map.of(
        new AfiSafiKey(IPV4UNICAST.VALUE), new AfiSafiBuilder().setAfiSafiName(IPV4UNICAST.VALUE).build(),
        new AfiSafiKey(IPV6UNICAST.VALUE), new AfiSafiBuilder().setAfiSafiName(IPV6UNICAST.VALUE).build());

    private OpenConfigRib() {
        // Hidden on purpose
    }

    static InstanceIdentifier<Protocol> path(final String vpc) {
        return BgpcepConfiguration.PROTOCOLS.child(Protocol.class, new ProtocolKey(BGP.VALUE, VpcRib.ribId(vpc)));
    }

    static InstanceIdentifier<Neighbor> path(final String vpc, final InetAddress neighbor) {
        return path(vpc).augmentation(NetworkInstanceProtocol.class).child(Bgp.class).child(Neighbors.class)
            .child(Neighbor.class, neighborKey(neighbor));
    }

    static Protocol protocol(final VpcRib rib) {
        final var neighbors = rib.neighbors().stream().map(OpenConfigRib::neighbor)
            .collect(Collectors.toMap(Neighbor::key, Function.identity()));
        return new ProtocolBuilder()
            .setIdentifier(BGP.VALUE)
            .setName(VpcRib.ribId(rib.vpc()))
            .addAugmentation(new NetworkInstanceProtocolBuilder().setBgp(new BgpBuilder()
                .setGlobal(global(rib))
                .setNeighbors(new NeighborsBuilder().setNeighbor(neighbors).build())
                .build()).build())
            .build();
    }

    /** Whether the RIB is one of ours. */
    static boolean isOurs(final Protocol protocol) {
        return protocol.getIdentifier().equals(BGP.VALUE) && protocol.getName().startsWith(VpcRib.PREFIX);
    }

    /** Reads back one of our RIBs. What is amiss with it shows as ASN 0, which no DPU has. */
    static VpcRib read(final Protocol protocol) {
        final var bgp = Optional.ofNullable(protocol.augmentation(NetworkInstanceProtocol.class))
            .map(NetworkInstanceProtocol::getBgp);
        final var config = bgp.map(Bgp::getGlobal).map(Global::getConfig);
        return new VpcRib(protocol.getName().substring(VpcRib.PREFIX.length()),
            config.map(Config::getAs).map(as -> as.getValue().toJava()).orElse(0L),
            config.map(Config::getRouterId).map(IetfInetUtil::inet4AddressFor)
                .orElseGet(() -> InetAddresses.fromInteger(0)),
            bgp.map(Bgp::getNeighbors).map(Neighbors::nonnullNeighbor).orElse(Map.of()).values().stream()
                .map(found -> IetfInetUtil.inetAddressFor(found.getNeighborAddress()))
                .collect(Collectors.toSet()));
    }

    static Neighbor neighbor(final InetAddress address) {
        return new NeighborBuilder()
            .withKey(neighborKey(address))
            .setConfig(new org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.neighbor.group
                .ConfigBuilder().setPeerAs(BgpcepPeers.FENCE_ASN).setPeerType(PeerType.EXTERNAL).build())
            .setTransport(new TransportBuilder().setConfig(new org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp
                .rev151009.bgp.neighbor.group.transport.ConfigBuilder().setPassiveMode(true).build()).build())
            .setTimers(new TimersBuilder().setConfig(new org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp
                .rev151009.bgp.neighbor.group.timers.ConfigBuilder().setHoldTime(LONGEST_HOLD_TIME).build()).build())
            .setGracefulRestart(new GracefulRestartBuilder().setConfig(new org.opendaylight.yang.gen.v1.http.openconfig
                .net.yang.bgp.rev151009.bgp.graceful.restart.graceful.restart.ConfigBuilder()
                .setRestartTime(RESTART_TIME).build()).build())
            .setAfiSafis(new org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.rev151009.bgp.neighbor.group
                .AfiSafisBuilder().setAfiSafi(UNICAST).build())
            .build();
    }

    private static NeighborKey neighborKey(final InetAddress address) {
        return new NeighborKey(IetfInetUtil.ipAddressFor(address));
    }

    private static Global global(final VpcRib rib) {
        return new GlobalBuilder()
            .setConfig(new ConfigBuilder()
                .setAs(new AsNumber(Uint32.valueOf(rib.asn())))
                .setRouterId(IetfInetUtil.ipv4AddressFor(rib.routerId()))
                .build())
            .setAfiSafis(new AfiSafisBuilder().setAfiSafi(UNICAST).build())
            // BGPCEP would send one tenant's routes to the other tenants of the RIB. Import policy is the guard's.
            .setApplyPolicy(new ApplyPolicyBuilder().setConfig(new org.opendaylight.yang.gen.v1.http.openconfig.net.yang
                .routing.policy.rev151009.apply.policy.group.apply.policy.ConfigBuilder()
                .setDefaultImportPolicy(DefaultPolicyType.ACCEPTROUTE)
                .setDefaultExportPolicy(DefaultPolicyType.REJECTROUTE)
                .setExportPolicy(List.of(VpcRib.POLICY))
                .build()).build())
            .build();
    }
}

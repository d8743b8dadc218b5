/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import io.tenantbgp.fabric.FabricFamily;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpPrefix;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv6AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.fabric.neighbors.Neighbor;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterface;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.Vpc;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.VpcKey;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.InstanceMetadata;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.RoutingProfile;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.RoutingProfileKey;

/** The lists of the models, empty where a container above them is absent. */
final class YangLists {
    private YangLists() {
        // Hidden on purpose
    }

    static Map<VpcKey, Vpc> vpcs(final Dpu dpu) {
        final var vpcs = dpu.getVpcs();
        return vpcs == null ? Map.of() : vpcs.nonnullVpc();
    }

    static Collection<TenantInterface> tenantInterfaces(final Dpu dpu) {
        final var interfaces = dpu.getTenantInterfaces();
        return interfaces == null ? List.of() : interfaces.nonnullTenantInterface().values();
    }

    static Collection<Neighbor> fabricNeighbors(final Dpu dpu) {
        final var fabric = dpu.getFabric();
        final var neighbors = fabric == null ? null : fabric.getNeighbors();
        return neighbors == null ? List.of() : neighbors.nonnullNeighbor().values();
    }

    static Set<FabricFamily> families(final Neighbor neighbor) {
        return neighbor.requireFamilies().stream().map(family -> switch (family) {
            case Ipv4Unicast -> FabricFamily.IPV4_UNICAST;
            case Ipv6Unicast -> FabricFamily.IPV6_UNICAST;
            case L2vpnEvpn -> FabricFamily.L2VPN_EVPN;
        }).collect(Collectors.toSet());
    }

    /** The DPU's own addresses towards the fabric, as far as they are configured. */
    static Stream<InetAddress> fabricAddresses(final Dpu dpu) {
        return fabricNeighbors(dpu).stream().map(Neighbor::getLocalAddress).filter(Objects::nonNull)
            .map(YangLists::inetAddress);
    }

    /** The addresses that are the DPU's: its loopback and those towards tenants and fabric. */
    static Stream<InetAddress> ownAddresses(final Dpu dpu) {
        return Stream.of(Stream.of((InetAddress) IetfInetUtil.inet4AddressForNoZone(dpu.requireLoopback())),
            InterfaceAddresses.of(dpu).stream().flatMap(each -> each.gateways().stream()), fabricAddresses(dpu))
            .flatMap(addresses -> addresses);
    }

    /** The addresses the metadata service is told to listen on; of those it has by itself none can be announced. */
    static Stream<InetAddress> metadataAddresses(final InstanceMetadata metadata) {
        final var listen = metadata.getListen();
        if (listen == null) {
            return Stream.empty();
        }
        final var additional = listen.getAdditionalAddress();
        return Stream.concat(Stream.ofNullable(listen.getAddress()),
            additional == null ? Stream.empty() : additional.stream()).map(YangLists::inetAddress);
    }

    // IetfInetUtil.inetAddressForNoZone throws on an IPv4-mapped address, of which Java makes an IPv4 one.
    static InetAddress inetAddress(final IpAddressNoZone address) {
        final var ipv6 = address.getIpv6AddressNoZone();
        return ipv6 == null ? IetfInetUtil.inet4AddressForNoZone(address.getIpv4AddressNoZone())
            : inet6Address(ipv6);
    }

    static Inet6Address inet6Address(final Ipv6AddressNoZone address) {
        try {
            return Inet6Address.getByAddress(null, IetfInetUtil.ipv6AddressNoZoneBytes(address), -1);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are always an address", e);
        }
    }

    static Map<RoutingProfileKey, RoutingProfile> routingProfiles(final @Nullable Site site) {
        final var fnn = site == null ? null : site.getFnn();
        final var profiles = fnn == null ? null : fnn.getRoutingProfiles();
        return profiles == null ? Map.of() : profiles.nonnullRoutingProfile();
    }

    // Deprecated for the operator; it has an effect until it is removed from the model.
    @SuppressWarnings("deprecation")
    static Set<IpPrefix> anycastSitePrefixes(final Site site) {
        final var prefixes = site.getAnycastSitePrefixes();
        return prefixes == null ? Set.of() : prefixes;
    }
}

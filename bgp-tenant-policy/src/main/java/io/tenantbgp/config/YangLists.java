/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpPrefix;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.fabric.neighbors.Neighbor;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterface;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.Vpc;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.VpcKey;
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

    /** The DPU's own addresses towards the fabric, as far as they are configured. */
    static Stream<InetAddress> fabricAddresses(final Dpu dpu) {
        final var fabric = dpu.getFabric();
        final var neighbors = fabric == null ? null : fabric.getNeighbors();
        return neighbors == null ? Stream.empty() : neighbors.nonnullNeighbor().values().stream()
            .map(Neighbor::getLocalAddress).filter(Objects::nonNull).map(IetfInetUtil::inetAddressForNoZone);
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

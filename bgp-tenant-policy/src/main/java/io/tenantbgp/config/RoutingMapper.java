/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import io.tenantbgp.evpn.RouteDistinguisher;
import io.tenantbgp.evpn.RouteTarget;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.PrefixSet;
import io.tenantbgp.propagation.Routing;
import io.tenantbgp.propagation.VpcRouting;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.Vpc;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.RoutingProfile;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.RoutingProfileKey;

/**
 * Maps what the models say about the exchange of routes with the fabric. A route target that cannot be encoded has no
 * effect, with a reason, and nothing else is touched. Used by one thread.
 */
final class RoutingMapper {
    private final RouteDistinguishers numbers = new RouteDistinguishers();

    /**
     * Maps a configuration.
     *
     * @param site the site, null when it is not configured
     * @param dpu the DPU
     * @param loopback its loopback address
     * @param interfaces its tenant interfaces
     * @return the routing of all VPCs
     */
    Routing map(final @Nullable Site site, final Dpu dpu, final Inet4Address loopback,
            final List<TenantInterfaceConfig> interfaces) {
        final var vpcs = new HashMap<String, VpcRouting>();
        final var configured = YangLists.vpcs(dpu).values().stream()
            .collect(Collectors.toMap(vpc -> vpc.requireName().getValue(), vpc -> vpc));
        final var shared = NumberRules.sharedVnis(dpu);
        numbers.retain(configured.keySet());
        configured.keySet().stream().sorted().forEach(name -> {
            final var vpc = configured.get(name);
            final var distinguisher =
                RouteDistinguisher.of(loopback, numbers.of(name, vpc.requireVni().getValue().toJava()));
            final long vni = vpc.requireVni().getValue().toJava();
            final var routing = vpc(site, vpc, distinguisher, hosts(name, interfaces));
            vpcs.put(name, shared.containsKey(vni)
                ? routing.withoutOverlay(NumberRules.sharedVni(vni, name, shared.get(vni))) : routing);
        });
        return new Routing(dpu.requireAsn().getValue().toJava(), Optional.of(loopback),
            Optional.ofNullable(dpu.getRouterMac()).map(mac -> mac.getValue().toLowerCase(Locale.ROOT)), vpcs);
    }

    /** An interface that is closed has no host the underlay could reach. */
    private static Set<Prefix> hosts(final String vpc, final List<TenantInterfaceConfig> interfaces) {
        return interfaces.stream()
            .filter(each -> each.vpc().equals(vpc) && each.admission() instanceof InterfaceAdmission.Open)
            .flatMap(each -> each.hostAddresses().stream()).map(IpAddress::of).map(Prefix::host)
            .collect(Collectors.toUnmodifiableSet());
    }

    private static VpcRouting vpc(final @Nullable Site site, final Vpc vpc, final RouteDistinguisher distinguisher,
            final Set<Prefix> hosts) {
        final long vni = vpc.requireVni().getValue().toJava();
        final var targets = new Targets();
        final var own = new HashSet<RouteTarget>();
        if (site != null && site.getDatacenterAsn() != null) {
            targets.add(own, site.getDatacenterAsn().getValue().toJava(), vni, "the VPC's own route target");
        }
        final var exports = new HashSet<>(own);
        final var imports = new HashSet<>(own);
        if (site != null && site.getFnn() != null) {
            targets.addAll(imports, site.getFnn().nonnullAdditionalRouteTargetImports().values(),
                "additional-route-target-imports");
        }
        final var profile = profile(site, vpc);
        if (profile != null) {
            targets.addAll(exports, profile.nonnullRouteTargetsOnExports().values(), "route-targets-on-exports");
            targets.addAll(imports, profile.nonnullRouteTargetImports().values(), "route-target-imports");
        }
        if (exports.isEmpty()) {
            targets.problems.add("nothing is announced to the overlay, since the VPC has no route target: set "
                + "datacenter-asn of the site or route-targets-on-exports of the routing profile");
        }
        return new VpcRouting(distinguisher, vni, exports, imports,
            profile != null && Boolean.TRUE.equals(profile.getLeakDefaultRouteFromUnderlay()),
            profile == null ? PrefixSet.EMPTY : ConfiguredPrefixes.of("accepted-leaks-from-underlay of routing profile "
                + profile.requireName().getValue(), profile.getAcceptedLeaksFromUnderlay()),
            profile != null && Boolean.TRUE.equals(profile.getLeakTenantHostRoutesToUnderlay()) ? hosts : Set.of(),
            targets.problems);
    }

    private static @Nullable RoutingProfile profile(final @Nullable Site site, final Vpc vpc) {
        return vpc.getRoutingProfile() == null ? null
            : YangLists.routingProfiles(site).get(new RoutingProfileKey(vpc.getRoutingProfile()));
    }

    private static final class Targets {
        private final List<String> problems = new ArrayList<>();

        void addAll(final Set<RouteTarget> targets, final Collection<? extends org.opendaylight.yang.gen.v1.urn.io
                .tenantbgp.site.rev261123.RouteTarget> configured, final String list) {
            configured.forEach(each -> add(targets, each.requireAsn().getValue().toJava(),
                each.requireVni().getValue().toJava(), list));
        }

        void add(final Set<RouteTarget> targets, final long asn, final long number, final String what) {
            try {
                targets.add(RouteTarget.of(asn, number));
            } catch (IllegalArgumentException e) {
                problems.add(what + ": route target " + asn + ":" + number + " has no effect, since with an ASN above "
                    + "65535 there is room for a VNI up to 65535 only (RFC 5668): use a smaller one of either");
            }
        }
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import io.tenantbgp.validation.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.Vpc;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.RouteTarget;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;

/** ASNs, VNIs and the route targets made of them. */
final class NumberRules {
    /** One of a route target's two numbers is at most this. */
    static final long TWO_OCTETS = 65535;

    private static final String DOES_NOT_FIT =
        " does not fit, since an ASN above 65535 leaves room for a VNI up to 65535 only (RFC 5668): use a smaller one "
            + "of either";

    private final List<Finding> found = new ArrayList<>();
    private final @Nullable Site site;
    private final @Nullable Dpu dpu;

    NumberRules(final @Nullable Site site, final @Nullable Dpu dpu) {
        this.site = site;
        this.dpu = dpu;
    }

    List<Finding> check() {
        if (site != null) {
            ofSite(site);
        }
        if (dpu != null) {
            ofDpu(dpu);
        }
        return found;
    }

    /** Whether a route target can be written in an extended community (RFC 5668, section 2). */
    static boolean fits(final long asn, final long number) {
        return asn <= TWO_OCTETS || number <= TWO_OCTETS;
    }

    /** The VNIs that more than one VPC has, each with the names of these VPCs. */
    static Map<Long, List<String>> sharedVnis(final Dpu dpu) {
        final Map<Long, List<String>> uses = new HashMap<>(YangLists.vpcs(dpu).values().stream()
            .sorted(Comparator.comparing(vpc -> vpc.requireName().getValue()))
            .collect(Collectors.groupingBy(NumberRules::vni,
                Collectors.mapping(vpc -> vpc.requireName().getValue(), Collectors.toList()))));
        uses.values().removeIf(names -> names.size() < 2);
        return uses;
    }

    static String sharedVni(final long vni, final String vpc, final List<String> all) {
        return "VNI " + vni + " of VPC " + vpc + " is also that of VPC "
            + all.stream().filter(other -> !other.equals(vpc)).findFirst().orElseThrow()
            + ": give one of them another, or their routes would mix";
    }

    private void ofSite(final Site of) {
        final var fnn = of.getFnn();
        if (fnn != null) {
            routeTargets(InstancePath.SITE.child("fnn"), "additional-route-target-imports",
                fnn.nonnullAdditionalRouteTargetImports().values());
        }
        YangLists.routingProfiles(of).values().stream()
            .sorted(Comparator.comparing(profile -> profile.requireName().getValue())).forEach(profile -> {
                final var path = InstancePath.routingProfile(profile.requireName().getValue());
                routeTargets(path, "route-target-imports", profile.nonnullRouteTargetImports().values());
                routeTargets(path, "route-targets-on-exports", profile.nonnullRouteTargetsOnExports().values());
            });
    }

    private void routeTargets(final InstancePath parent, final String list,
            final Collection<? extends RouteTarget> targets) {
        targets.stream()
            .sorted(Comparator.comparing((RouteTarget each) -> each.requireAsn().getValue())
                .thenComparing(each -> each.requireVni().getValue()))
            .forEach(each -> {
                final long asn = each.requireAsn().getValue().toJava();
                final long number = each.requireVni().getValue().toJava();
                if (!fits(asn, number)) {
                    found.add(Finding.invalid(parent.entry(list, "asn", asn).where("vni", number).text(),
                        "route target " + asn + ":" + number + DOES_NOT_FIT));
                }
            });
    }

    private void ofDpu(final Dpu of) {
        final long asn = of.requireAsn().getValue().toJava();
        final var pinned = site == null ? null : site.getCommonTenantHostAsn();
        if (pinned != null && pinned.getValue().toJava() == asn) {
            found.add(Finding.invalid(InstancePath.SITE.child("common-tenant-host-asn").text(),
                "common-tenant-host-asn " + asn + " is the ASN of the DPU, which no tenant can have, since tenant "
                    + "sessions are eBGP: change one of them"));
        }
        final var shared = sharedVnis(of);
        YangLists.vpcs(of).values().stream().sorted(Comparator.comparing(vpc -> vpc.requireName().getValue()))
            .forEach(vpc -> ofVpc(vpc, shared));
    }

    private void ofVpc(final Vpc vpc, final Map<Long, List<String>> shared) {
        final var name = vpc.requireName().getValue();
        final var path = InstancePath.vpc(name).child("vni").text();
        final long vni = vni(vpc);
        if (shared.containsKey(vni)) {
            found.add(Finding.invalid(path, sharedVni(vni, name, shared.get(vni))));
        }
        final var datacenter = site == null ? null : site.getDatacenterAsn();
        if (datacenter != null && !fits(datacenter.getValue().toJava(), vni)) {
            found.add(Finding.invalid(path, "the route target " + datacenter.getValue() + ":" + vni + " of VPC "
                + name + ", made of datacenter-asn and its VNI," + DOES_NOT_FIT));
        }
    }

    private static long vni(final Vpc vpc) {
        return vpc.requireVni().getValue().toJava();
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import io.tenantbgp.validation.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterface;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.Vpc;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.VpcKey;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.RoutingProfileKey;
import org.opendaylight.yangtools.yang.common.ErrorTag;

/** What is named has to be there. A change that takes it away is told what still uses it. */
final class ReferenceRules {
    private final CommittedConfig before;

    ReferenceRules(final CommittedConfig before) {
        this.before = before;
    }

    List<Finding> check(final @Nullable Site site, final Dpu dpu) {
        final var found = new ArrayList<Finding>();
        YangLists.vpcs(dpu).values().stream().sorted(Comparator.comparing(vpc -> vpc.requireName().getValue()))
            .forEach(vpc -> profile(site, vpc, found));
        YangLists.tenantInterfaces(dpu).stream().sorted(Comparator.comparing(each -> each.requireName().getValue()))
            .forEach(each -> vpc(dpu, each, found));
        return found;
    }

    private void profile(final @Nullable Site site, final Vpc vpc, final List<Finding> found) {
        final var profile = vpc.getRoutingProfile();
        if (profile == null || YangLists.routingProfiles(site).containsKey(new RoutingProfileKey(profile))) {
            return;
        }
        final var name = profile.getValue();
        final var user = vpc.requireName().getValue();
        final var isTakenAway = YangLists.routingProfiles(before.site().orElse(null))
            .containsKey(new RoutingProfileKey(profile));
        found.add(isTakenAway
            ? new Finding(ErrorTag.IN_USE, InstancePath.routingProfile(name).text(), "routing profile " + name
                + " is in use by VPC " + user + ": give the VPC another one, or none, first")
            : new Finding(ErrorTag.DATA_MISSING, InstancePath.vpc(user).child("routing-profile").text(),
                "the site has no routing profile " + name
                    + ": add it to fnn/routing-profiles of the site first, or name one that is there"));
    }

    private void vpc(final Dpu dpu, final TenantInterface tenantInterface, final List<Finding> found) {
        final var key = new VpcKey(tenantInterface.requireVpc());
        if (YangLists.vpcs(dpu).containsKey(key)) {
            return;
        }
        final var name = tenantInterface.requireVpc().getValue();
        final var user = tenantInterface.requireName().getValue();
        final var isTakenAway = before.dpu().map(YangLists::vpcs).filter(vpcs -> vpcs.containsKey(key)).isPresent();
        found.add(isTakenAway
            ? new Finding(ErrorTag.IN_USE, InstancePath.vpc(name).text(), "VPC " + name
                + " is in use by tenant interface " + user + ": remove the interface or give it another VPC first")
            : new Finding(ErrorTag.DATA_MISSING, InstancePath.tenantInterface(user).child("vpc").text(),
                "the DPU has no VPC " + name + ": add it to vpcs, or name one that is there"));
    }
}

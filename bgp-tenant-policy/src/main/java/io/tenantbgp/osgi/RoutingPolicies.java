/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.osgi;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.fabric.FabricPeers;
import io.tenantbgp.fabric.FabricRib;
import io.tenantbgp.fabric.FabricRoutingPolicy;
import io.tenantbgp.vpc.VpcRib;
import io.tenantbgp.vpc.VpcRoutingPolicy;
import java.util.List;
import org.opendaylight.protocol.bgp.openconfig.routing.policy.spi.BGPRibRoutingPolicyFactory;
import org.opendaylight.protocol.bgp.rib.spi.policy.BGPRibRoutingPolicy;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.routing.policy.rev151009.apply.policy.group.apply.policy.Config;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.ClusterIdentifier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The routing policies as BGPCEP gets them: the feature points the reference {@code routingPolicyFactory} of BGPCEP's
 * OSGiBgpDeployer here. RIBs of ours are told by the export policy they name, since BGPCEP does not say which RIB it
 * asks for; all others have BGPCEP's own. The ranking keeps it from everybody else.
 */
@Component(service = { BGPRibRoutingPolicyFactory.class, RoutingPolicies.class },
    property = { "type=tenant-bgp", "service.ranking:Integer=-1000" })
public final class RoutingPolicies implements BGPRibRoutingPolicyFactory {
    private final FabricPeers fabricPeers = new FabricPeers();
    private final BGPRibRoutingPolicyFactory delegate;

    /**
     * In front of BGPCEP's.
     *
     * @param delegate BGPCEP's factory
     */
    @Activate
    public RoutingPolicies(@Reference(target = "(!(type=tenant-bgp))") final BGPRibRoutingPolicyFactory delegate) {
        this.delegate = requireNonNull(delegate);
    }

    /**
     * Whom the fabric's policy asks about a neighbour.
     *
     * @return the sessions, to be kept up to date
     */
    public FabricPeers fabricPeers() {
        return fabricPeers;
    }

    @Override
    public BGPRibRoutingPolicy buildBGPRibPolicy(final long localAs, final Ipv4AddressNoZone bgpId,
            final ClusterIdentifier clusterId, final Config policyConfig) {
        final var named = policyConfig.getExportPolicy();
        if (List.of(FabricRib.POLICY).equals(named)) {
            return new FabricRoutingPolicy(localAs, fabricPeers);
        }
        return List.of(VpcRib.POLICY).equals(named) ? new VpcRoutingPolicy()
            : delegate.buildBGPRibPolicy(localAs, bgpId, clusterId, policyConfig);
    }
}

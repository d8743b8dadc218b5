/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.vpc;

import java.util.Optional;
import org.opendaylight.protocol.bgp.rib.spi.policy.BGPRibRoutingPolicy;
import org.opendaylight.protocol.bgp.rib.spi.policy.BGPRouteEntryExportParameters;
import org.opendaylight.protocol.bgp.rib.spi.policy.BGPRouteEntryImportParameters;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.AfiSafiType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.Attributes;

/**
 * The routing policy of a VPC's RIB: tenants get no route. Import policy is the guard's; what comes in is taken as it
 * is. Thread-safe.
 */
public final class VpcRoutingPolicy implements BGPRibRoutingPolicy {
    @Override
    public Optional<Attributes> applyImportPolicies(final BGPRouteEntryImportParameters parameters,
            final Attributes attributes, final AfiSafiType family) {
        return Optional.of(attributes);
    }

    @Override
    public Optional<Attributes> applyExportPolicies(final BGPRouteEntryExportParameters parameters,
            final Attributes attributes, final AfiSafiType family) {
        return Optional.empty();
    }
}

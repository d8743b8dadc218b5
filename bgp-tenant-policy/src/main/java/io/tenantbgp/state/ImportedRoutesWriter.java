/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.state;

import io.tenantbgp.policy.Prefix;
import io.tenantbgp.propagation.ImportChanges;
import io.tenantbgp.propagation.VpcImport;
import java.util.Optional;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.Vpc;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.vpc.ImportedRoutes;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.vpc.imported.routes.ImportedRoute;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.vpc.imported.routes.ImportedRouteKey;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;

/** Writes what has changed of what the VPCs have learnt: each route by itself, for there may be very many of them. */
final class ImportedRoutesWriter {
    private ImportedRoutesWriter() {
        // Hidden on purpose
    }

    static void write(final WriteTransaction tx, final ImportChanges changes) {
        changes.vpcs().forEach((name, prefixes) -> {
            final var vpc = StatePaths.vpc(name);
            prefixes.forEach((prefix, learnt) -> write(tx, vpc, prefix, learnt));
        });
    }

    private static void write(final WriteTransaction tx, final InstanceIdentifier<Vpc> vpc, final Prefix prefix,
            final Optional<VpcImport> learnt) {
        final var path = vpc.child(ImportedRoutes.class)
            .child(ImportedRoute.class, new ImportedRouteKey(YangNames.prefix(prefix)));
        learnt.map(ExchangeMapper::imported).ifPresentOrElse(
            route -> tx.put(LogicalDatastoreType.OPERATIONAL, path, route),
            () -> tx.delete(LogicalDatastoreType.OPERATIONAL, path));
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.state;

import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.ConfigurationError;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.ConfigurationErrorKey;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.Fabric;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.TenantInterfaces;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.Vpcs;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.fabric.Neighbors;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.fabric.neighbors.Neighbor;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.fabric.neighbors.NeighborKey;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterface;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterfaceKey;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.Vpc;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.VpcKey;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;

/** Where the state of the DPU is in the operational datastore. */
final class StatePaths {
    static final InstanceIdentifier<Dpu> DPU = InstanceIdentifier.create(Dpu.class);

    private StatePaths() {
        // Hidden on purpose
    }

    static InstanceIdentifier<ConfigurationError> configurationError(final String path) {
        return DPU.child(ConfigurationError.class, new ConfigurationErrorKey(path));
    }

    static InstanceIdentifier<Vpc> vpc(final String name) {
        return DPU.child(Vpcs.class).child(Vpc.class, new VpcKey(YangNames.entryName(name)));
    }

    static InstanceIdentifier<TenantInterface> tenantInterface(final String name) {
        return DPU.child(TenantInterfaces.class).child(TenantInterface.class,
            new TenantInterfaceKey(YangNames.entryName(name)));
    }

    static InstanceIdentifier<Neighbor> neighbor(final NeighborKey key) {
        return DPU.child(Fabric.class).child(Neighbors.class).child(Neighbor.class, key);
    }
}

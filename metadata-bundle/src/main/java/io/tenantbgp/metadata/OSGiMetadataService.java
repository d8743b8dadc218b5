/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import org.opendaylight.mdsal.binding.api.DataBroker;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The metadata service in OSGi: runs while the component is active. */
@Component(service = { })
public final class OSGiMetadataService {
    private final MetadataServer server;
    private final MetadataConfiguration configuration;
    private final TenantFollower tenants;
    private final StatePublisher state;

    /** Starts the service; it listens once the datastore has said where. */
    @Activate
    public OSGiMetadataService(@Reference final DataBroker dataBroker) {
        final var tree = new CurrentTree();
        server = new MetadataServer(tree, ServerLimits.DEFAULT);
        configuration = new MetadataConfiguration(dataBroker, tree::onValues, server::listen);
        tenants = new TenantFollower(dataBroker, tree::onTenants);
        state = new StatePublisher(dataBroker, server::state);
    }

    @Deactivate
    void deactivate() {
        state.close();
        tenants.close();
        configuration.close();
        server.close();
    }
}

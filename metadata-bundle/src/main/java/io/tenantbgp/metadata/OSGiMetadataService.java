/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import java.util.concurrent.atomic.AtomicReference;
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
    private final StatePublisher state;

    /** Starts the service; it listens once the datastore has said where. */
    @Activate
    public OSGiMetadataService(@Reference final DataBroker dataBroker) {
        final var tree = new AtomicReference<>(MetadataTree.unavailable());
        server = new MetadataServer(tree::get, ServerLimits.DEFAULT);
        configuration = new MetadataConfiguration(dataBroker, tree::set, server::listen);
        state = new StatePublisher(dataBroker, server::state);
    }

    @Deactivate
    void deactivate() {
        state.close();
        configuration.close();
        server.close();
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.osgi;

import io.tenantbgp.operations.TenantBgpOperations;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.mdsal.binding.api.RpcProviderService;
import org.opendaylight.protocol.bgp.parser.spi.BGPExtensionConsumerContext;
import org.opendaylight.protocol.bgp.rib.impl.spi.BGPDispatcher;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Runs the tenant edge while BGPCEP and the datastore are there. It is the first to end in an orderly stop of the whole
 * process: while the platform is taken apart its services come and go, and tenants must not be answered by half a DPU.
 */
@Component(service = { })
public final class TenantBgp implements SynchronousBundleListener {
    private final AtomicReference<Optional<Published>> running = new AtomicReference<>(Optional.empty());
    private final BundleContext context;

    /**
     * Starts the edge, unless the process is stopping.
     *
     * @param context to see the process stop
     * @param broker the datastore
     * @param ribs the datastore as BGPCEP's RIBs have it
     * @param dispatcher BGPCEP's peers
     * @param extensions BGPCEP's message codecs
     * @param policies the routing policies BGPCEP has of us
     * @param publisher takes notifications
     * @param rpcs takes the implementations of RPCs
     * @param passwords reads configured passwords
     */
    @Activate
    public TenantBgp(final BundleContext context, @Reference final DataBroker broker,
            @Reference final RibDatastore ribs, @Reference final BGPDispatcher dispatcher,
            @Reference final BGPExtensionConsumerContext extensions,
            @Reference final RoutingPolicies policies, @Reference final NotificationPublishService publisher,
            @Reference final RpcProviderService rpcs, @Reference final OSGiPasswords passwords) {
        this.context = context;
        if (context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState() != Bundle.STOPPING) {
            final var edge = new RunningEdge(broker, ribs, dispatcher, extensions, policies.fabricPeers(), publisher,
                rpcs, passwords.passwords());
            running.set(Optional.of(new Published(edge,
                context.registerService(TenantBgpOperations.class, edge.operations(), null))));
            context.addBundleListener(this);
        }
    }

    /** Ends all tenant sessions and stops. */
    @Deactivate
    public void stop() {
        context.removeBundleListener(this);
        close();
    }

    @Override
    public void bundleChanged(final BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING
                && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            close();
        }
    }

    private void close() {
        running.getAndSet(Optional.empty()).ifPresent(Published::close);
    }

    /** The edge, and its answers for the shell. */
    private record Published(RunningEdge edge, ServiceRegistration<TenantBgpOperations> operations) {
        void close() {
            operations.unregister();
            edge.close();
        }
    }
}

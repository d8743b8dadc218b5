/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.netconf;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.opendaylight.netconf.server.api.monitoring.Capability;
import org.opendaylight.netconf.server.api.monitoring.CapabilityListener;
import org.opendaylight.netconf.server.api.notifications.NetconfNotificationRegistry;
import org.opendaylight.netconf.server.api.operations.NetconfOperationService;
import org.opendaylight.netconf.server.api.operations.NetconfOperationServiceFactory;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.netconf.base._1._0.rev110601.SessionIdType;
import org.opendaylight.yangtools.concepts.Registration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The operations of NETCONF sessions, those of the platform and ours (docs/design/0011). The feature tenant-bgp
 * points the platform's NETCONF server here, so it does not run without.
 */
@Component(service = NetconfOperationServiceFactory.class, property = "type=tenant-bgp")
public final class NetconfOperations implements NetconfOperationServiceFactory {
    static final int MOST_SUBSCRIPTIONS = 32;

    private final NetconfOperationServiceFactory platform;
    private final SessionOperations.Shared shared;

    /**
     * Without a session yet.
     *
     * @param platform all operations of the platform
     * @param notifications the streams
     */
    @Activate
    public NetconfOperations(
            @Reference(target = "(type=mapper-aggregator-registry)") final NetconfOperationServiceFactory platform,
            @Reference(target = "(type=netconf-notification-manager)")
            final NetconfNotificationRegistry notifications) {
        this.platform = requireNonNull(platform);
        shared = new SessionOperations.Shared(new DatastoreLocks(), new ConcurrentHashMap<>(), notifications,
            new Semaphore(MOST_SUBSCRIPTIONS));
    }

    @Override
    public Set<Capability> getCapabilities() {
        return platform.getCapabilities();
    }

    @Override
    public Registration registerCapabilityListener(final CapabilityListener listener) {
        return platform.registerCapabilityListener(listener);
    }

    @Override
    public NetconfOperationService createService(final SessionIdType sessionId) {
        return new SessionOperations(sessionId, platform.createService(sessionId), shared);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.northbound;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.validation.ConfigurationGuard;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.opendaylight.netconf.server.api.monitoring.Capability;
import org.opendaylight.netconf.server.api.monitoring.CapabilityListener;
import org.opendaylight.netconf.server.api.operations.NetconfOperation;
import org.opendaylight.netconf.server.api.operations.NetconfOperationService;
import org.opendaylight.netconf.server.api.operations.NetconfOperationServiceFactory;
import org.opendaylight.netconf.server.api.operations.NetconfOperationServiceFactoryListener;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.netconf.base._1._0.rev110601.SessionIdType;
import org.opendaylight.yangtools.concepts.Registration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Hands the operations of the platform's NETCONF server on with answers a client can use. The feature points the
 * reference {@code netconfOperationServiceFactoryListener} of MdsalNetconfOperationServiceFactory here, so NETCONF has
 * no operation on the datastore before every change is checked.
 */
@Component(service = NetconfOperationServiceFactoryListener.class, property = "type=tenant-bgp")
public final class RefusingOperations implements NetconfOperationServiceFactoryListener {
    private final Map<NetconfOperationServiceFactory, NetconfOperationServiceFactory> wrapped =
        new ConcurrentHashMap<>();
    private final NetconfOperationServiceFactoryListener server;

    /**
     * In front of the platform's.
     *
     * @param server takes the operations
     * @param guard is there while changes are checked
     */
    @Activate
    public RefusingOperations(
            @Reference(target = "(type=mapper-aggregator-registry)")
            final NetconfOperationServiceFactoryListener server, @Reference final ConfigurationGuard guard) {
        this.server = requireNonNull(server);
        requireNonNull(guard);
    }

    @Override
    public void onAddNetconfOperationServiceFactory(final NetconfOperationServiceFactory service) {
        server.onAddNetconfOperationServiceFactory(wrapped.computeIfAbsent(service, Refusing::new));
    }

    @Override
    public void onRemoveNetconfOperationServiceFactory(final NetconfOperationServiceFactory service) {
        final var known = wrapped.remove(service);
        if (known != null) {
            server.onRemoveNetconfOperationServiceFactory(known);
        }
    }

    private record Refusing(NetconfOperationServiceFactory factory) implements NetconfOperationServiceFactory {
        @Override
        public Set<Capability> getCapabilities() {
            return factory.getCapabilities();
        }

        @Override
        public Registration registerCapabilityListener(final CapabilityListener listener) {
            return factory.registerCapabilityListener(listener);
        }

        @Override
        public NetconfOperationService createService(final SessionIdType sessionId) {
            return new RefusingService(factory.createService(sessionId));
        }
    }

    private record RefusingService(NetconfOperationService service) implements NetconfOperationService {
        @Override
        public Set<NetconfOperation> getNetconfOperations() {
            return service.getNetconfOperations().stream().map(RefusingOperation::new)
                .collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public void close() {
            service.close();
        }
    }
}

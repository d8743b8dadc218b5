/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.edge;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.session.TenantChannelInitializer;
import io.tenantbgp.session.TenantEventLoops;
import io.tenantbgp.session.TenantListener;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners of all open tenant interfaces. One that cannot be bound, since its address is not on the DPU yet, is
 * tried again every second. Used on the configuration thread; {@link #statuses()} by any.
 */
final class TenantListeners {
    private static final Logger LOG = LoggerFactory.getLogger(TenantListeners.class);
    private static final long RETRY_SECONDS = 1;

    private final Map<InetSocketAddress, Gateway> gateways = new ConcurrentHashMap<>();
    private final TenantEventLoops loops;
    private final TenantChannelInitializer connections;
    private final ScheduledExecutorService configuration;

    TenantListeners(final TenantEventLoops loops, final TenantChannelInitializer connections,
            final ScheduledExecutorService configuration) {
        this.loops = requireNonNull(loops);
        this.connections = requireNonNull(connections);
        this.configuration = requireNonNull(configuration);
    }

    /** Closes those that are not desired, before anything they would hand connections to is changed. */
    void retain(final Set<InetSocketAddress> desired) {
        gateways.values().removeIf(gateway -> {
            final boolean goes = !desired.contains(gateway.address);
            if (goes) {
                gateway.close();
            }
            return goes;
        });
    }

    /** Opens those that are desired and not open yet. */
    void open(final Set<InetSocketAddress> desired) {
        desired.stream().filter(address -> !gateways.containsKey(address)).forEach(address -> {
            final var gateway = new Gateway(address);
            gateways.put(address, gateway);
            gateway.bind();
        });
    }

    /** What each desired gateway address is doing. */
    Map<InetSocketAddress, ListenerStatus> statuses() {
        return gateways.values().stream()
            .collect(Collectors.toUnmodifiableMap(gateway -> gateway.address, gateway -> gateway.status));
    }

    /**
     * A gateway address for as long as it is desired. One that is desired again later is another gateway: what the
     * earlier one has under way does not concern it.
     */
    private final class Gateway {
        private final InetSocketAddress address;
        private volatile ListenerStatus status = new ListenerStatus.Starting();
        private Optional<TenantListener> listener = Optional.empty();

        Gateway(final InetSocketAddress address) {
            this.address = address;
        }

        void bind() {
            TenantListener.bind(loops, connections, address)
                .whenCompleteAsync((bound, failure) -> {
                    if (failure == null) {
                        onBound(bound);
                    } else {
                        onBindFailed(failure);
                    }
                }, configuration);
        }

        void close() {
            listener.ifPresent(open -> {
                open.close();
                LOG.info("gateway {} closed: no open tenant interface has it", this);
            });
        }

        @Override
        public String toString() {
            return IpAddress.of(address.getAddress()) + " port " + address.getPort();
        }

        private boolean isDesired() {
            return gateways.get(address) == this;
        }

        private void onBound(final TenantListener bound) {
            if (!isDesired()) {
                bound.close();
                return;
            }
            listener = Optional.of(bound);
            status = new ListenerStatus.Listening();
            LOG.info("gateway {} listening for tenants", this);
        }

        private void onBindFailed(final Throwable failure) {
            if (!isDesired()) {
                return;
            }
            final var next = new ListenerStatus.BindFailed("cannot listen on " + this + " (" + failure.getMessage()
                + "); tried again every second: put the address on the DPU's tenant interface, and see that nothing "
                + "else listens there");
            if (status instanceof ListenerStatus.BindFailed) {
                LOG.debug("gateway {} still not bound", this, failure);
            } else {
                LOG.warn("gateway {}: {}", this, next.detail());
            }
            status = next;
            configuration.schedule(() -> {
                if (isDesired()) {
                    bind();
                }
            }, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.edge;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.session.TenantChannelInitializer;
import io.tenantbgp.session.TenantEventLoops;
import io.tenantbgp.session.TenantListener;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners of all open tenant interfaces. One that cannot be bound, since its address is not on the DPU yet, is
 * tried again every second. Used on the configuration thread; {@link #statuses()} by any.
 */
final class TenantListeners {
    private static final Logger LOG = LoggerFactory.getLogger(TenantListeners.class);
    private static final long RETRY_SECONDS = 1;

    private final Map<InetSocketAddress, TenantListener> listeners = new HashMap<>();
    private final Map<InetSocketAddress, ListenerStatus> statuses = new ConcurrentHashMap<>();
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
        statuses.keySet().retainAll(desired);
        listeners.entrySet().removeIf(entry -> {
            final boolean goes = !desired.contains(entry.getKey());
            if (goes) {
                entry.getValue().close();
                LOG.info("gateway {} closed: no open tenant interface has it", text(entry.getKey()));
            }
            return goes;
        });
    }

    /** Opens those that are desired and not open yet. */
    void open(final Set<InetSocketAddress> desired) {
        desired.stream()
            .filter(gateway -> statuses.putIfAbsent(gateway, new ListenerStatus.Starting()) == null)
            .forEach(this::bind);
    }

    /** What each desired gateway address is doing. */
    Map<InetSocketAddress, ListenerStatus> statuses() {
        return Map.copyOf(statuses);
    }

    private void bind(final InetSocketAddress gateway) {
        TenantListener.bind(loops, connections, gateway)
            .whenCompleteAsync((listener, failure) -> {
                if (failure == null) {
                    onBound(gateway, listener);
                } else {
                    onBindFailed(gateway, failure);
                }
            }, configuration);
    }

    private void onBound(final InetSocketAddress gateway, final TenantListener listener) {
        // Not desired any more, or closed and desired again, in which case another bind is under way.
        if (!statuses.containsKey(gateway) || listeners.putIfAbsent(gateway, listener) != null) {
            listener.close();
            return;
        }
        statuses.put(gateway, new ListenerStatus.Listening());
        LOG.info("gateway {} listening for tenants", text(gateway));
    }

    private void onBindFailed(final InetSocketAddress gateway, final Throwable failure) {
        final var next = new ListenerStatus.BindFailed("cannot listen on " + text(gateway) + " ("
            + failure.getMessage() + "); tried again every second: put the address on the DPU's tenant interface, and "
            + "see that nothing else listens there");
        final var before = statuses.replace(gateway, next);
        if (before == null) {
            return;
        }
        if (before instanceof ListenerStatus.BindFailed) {
            LOG.debug("gateway {} still not bound", text(gateway), failure);
        } else {
            LOG.warn("gateway {}: {}", text(gateway), next.detail());
        }
        configuration.schedule(() -> {
            if (statuses.containsKey(gateway) && !listeners.containsKey(gateway)) {
                bind(gateway);
            }
        }, RETRY_SECONDS, TimeUnit.SECONDS);
    }

    private static String text(final InetSocketAddress gateway) {
        return gateway.getAddress().getHostAddress() + " port " + gateway.getPort();
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.edge;

import static java.util.Objects.requireNonNull;

import io.netty.channel.ChannelException;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.session.ListenerSecurity;
import io.tenantbgp.session.TenantChannelInitializer;
import io.tenantbgp.session.TenantEventLoops;
import io.tenantbgp.session.TenantListener;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    private static final long BIND_TIMEOUT_SECONDS = 5;

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

    /**
     * Closes those that are not desired and has the others enforce what is desired of them, before anything they would
     * hand connections to is changed. When it returns, every connection made under what was enforced before is with the
     * sessions, which end those that are no longer secured as configured.
     */
    void retain(final Map<InetSocketAddress, ListenerSecurity> desired) {
        gateways.values().removeIf(gateway -> {
            final boolean goes = !desired.containsKey(gateway.address);
            if (goes) {
                gateway.close();
            }
            return goes;
        });
        final var changed = gateways.values().stream()
            .filter(gateway -> !gateway.security.equals(desired.get(gateway.address))).toList();
        changed.forEach(gateway -> gateway.secure(desired.get(gateway.address)));
        if (!changed.isEmpty()) {
            loops.settle();
        }
    }

    /** Opens those that are desired and not open yet. */
    void open(final Map<InetSocketAddress, ListenerSecurity> desired) {
        desired.forEach((address, security) -> {
            if (!gateways.containsKey(address)) {
                final var gateway = new Gateway(address, security);
                gateways.put(address, gateway);
                gateway.bind();
            }
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
        private ListenerSecurity security;
        private CompletableFuture<TenantListener> binding = new CompletableFuture<>();

        Gateway(final InetSocketAddress address, final ListenerSecurity security) {
            this.address = address;
            this.security = security;
        }

        void bind() {
            final var attempt = TenantListener.bind(loops, connections, address, security).toCompletableFuture();
            binding = attempt;
            attempt.whenCompleteAsync((bound, failure) -> {
                if (binding != attempt) {
                    LOG.debug("gateway {} was closed right after its bind", this);
                } else if (failure == null) {
                    onBound(bound);
                } else {
                    onFailed(failure);
                }
            }, configuration);
        }

        void secure(final ListenerSecurity next) {
            security = next;
            listener().ifPresent(open -> {
                if (secure(open)) {
                    LOG.info("gateway {}: keys or TTL to enforce changed", this);
                }
            });
        }

        /** Closes a socket that does not enforce what it should: it would let tenants in without. */
        private boolean secure(final TenantListener open) {
            try {
                open.secure(security);
                return true;
            } catch (ChannelException e) {
                open.close();
                binding = CompletableFuture.failedFuture(e);
                onFailed(e);
                return false;
            }
        }

        void close() {
            listener().ifPresent(open -> {
                open.close();
                LOG.info("gateway {} closed: no open tenant interface has it", this);
            });
        }

        /** The socket, when the kernel has taken the bind that is under way; it does not wait for anything there. */
        private Optional<TenantListener> listener() {
            try {
                return Optional.of(binding.get(BIND_TIMEOUT_SECONDS, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                LOG.debug("gateway {} not bound", this, e);
            }
            return Optional.empty();
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
            } else if (secure(bound)) {
                status = new ListenerStatus.Listening();
                LOG.info("gateway {} listening for tenants", this);
            }
        }

        private void onFailed(final Throwable failure) {
            if (!isDesired()) {
                return;
            }
            final var cure = failure instanceof ChannelException
                ? "the kernel does not give a socket with the keys or the TTL to enforce: see net.core.optmem_max when "
                    + "there are many keys, or remove password and ttl-security"
                : "put the address on the DPU's tenant interface, and see that nothing else listens there";
            final var next = new ListenerStatus.BindFailed("cannot listen on " + this + " (" + failure.getMessage()
                + "); tried again every second: " + cure);
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

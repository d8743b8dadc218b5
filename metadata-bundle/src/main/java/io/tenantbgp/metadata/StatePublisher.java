/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.InstanceMetadata;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.instance.metadata.State;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the server's state to the operational datastore once a second when it has changed, so that a flood of requests
 * is not one of transactions. Everything happens on a thread of its own: a datastore that is slow keeps no client
 * waiting.
 */
final class StatePublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatePublisher.class);
    private static final InstanceIdentifier<State> STATE =
        InstanceIdentifier.builder(InstanceMetadata.class).child(State.class).build();
    private static final long PERIOD_SECONDS = 1;
    private static final long TIMEOUT_SECONDS = 10;
    private static final long CLOSE_SECONDS = 5;

    private final DataBroker broker;
    private final Supplier<ServerState> server;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        final var thread = new Thread(task, "tenant-bgp-metadata-state");
        thread.setDaemon(true);
        return thread;
    });
    private final Future<?> publishing;

    // Touched by the timer's thread only
    private @Nullable ServerState written;
    private boolean failing;

    /** Starts to publish; {@code server} is asked on this object's thread. */
    StatePublisher(final DataBroker broker, final Supplier<ServerState> server) {
        this.broker = requireNonNull(broker);
        this.server = requireNonNull(server);
        publishing = timer.scheduleWithFixedDelay(this::publish, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /** Stops, and leaves no state behind that nobody keeps up to date. Waits for a few seconds at most. */
    @Override
    public void close() {
        publishing.cancel(false);
        try {
            timer.submit(() -> {
                final var tx = broker.newWriteOnlyTransaction();
                tx.delete(LogicalDatastoreType.OPERATIONAL, STATE);
                commit(tx);
                return null;
            }).get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("state of the metadata service not removed", e);
        }
        timer.shutdownNow();
    }

    // An exception would end the timer
    @SuppressWarnings("checkstyle:illegalCatch")
    private void publish() {
        try {
            final var now = server.get();
            if (!now.equals(written)) {
                final var tx = broker.newWriteOnlyTransaction();
                tx.put(LogicalDatastoreType.OPERATIONAL, STATE, MetadataMapper.state(now));
                commit(tx);
                written = now;
            }
            failing = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            report(e);
        }
    }

    /** Once for each time it begins to fail, however often it is tried again. */
    private void report(final Exception cause) {
        if (failing) {
            LOG.debug("state of the metadata service not published", cause);
        } else {
            LOG.warn("state of the metadata service not published, tried again every second", cause);
            failing = true;
        }
    }

    private static void commit(final WriteTransaction tx)
            throws InterruptedException, ExecutionException, TimeoutException {
        tx.commit().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}

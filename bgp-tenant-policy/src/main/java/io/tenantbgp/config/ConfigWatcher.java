/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.DataTreeIdentifier;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yangtools.concepts.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the site, the DPU and its metadata service in the configuration datastore. Every change has all of them read,
 * in one transaction, and applied as a whole on the configuration thread: a commit that changes several is never seen
 * in part.
 */
public final class ConfigWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigWatcher.class);
    private static final long READ_TIMEOUT_SECONDS = 30;
    private static final long RETRY_SECONDS = 5;

    private final ConfigMapper mapper;
    private final AtomicBoolean pending = new AtomicBoolean();
    private final DataBroker broker;
    private final ScheduledExecutorService configuration;
    private final Consumer<TenantBgpConfig> target;
    private final Registration siteRegistration;
    private final Registration dpuRegistration;
    private final Registration metadataRegistration;
    private Optional<TenantBgpConfig> applied = Optional.empty();

    /**
     * Starts to watch; what is configured now is applied first, nothing included.
     *
     * @param broker the datastore
     * @param mapper maps what is configured
     * @param configuration the configuration thread
     * @param target takes each snapshot that differs from the one before, on the configuration thread
     */
    public ConfigWatcher(final DataBroker broker, final ConfigMapper mapper,
            final ScheduledExecutorService configuration, final Consumer<TenantBgpConfig> target) {
        this.broker = requireNonNull(broker);
        this.mapper = requireNonNull(mapper);
        this.configuration = requireNonNull(configuration);
        this.target = requireNonNull(target);
        siteRegistration = broker.registerDataListener(
            DataTreeIdentifier.of(LogicalDatastoreType.CONFIGURATION, CommittedConfig.SITE), ignored -> changed());
        dpuRegistration = broker.registerDataListener(
            DataTreeIdentifier.of(LogicalDatastoreType.CONFIGURATION, CommittedConfig.DPU), ignored -> changed());
        metadataRegistration = broker.registerDataListener(DataTreeIdentifier.of(LogicalDatastoreType.CONFIGURATION,
            CommittedConfig.METADATA), ignored -> changed());
        changed();
    }

    /** Has what is configured applied anew when it reads otherwise than before. */
    public void refresh() {
        changed();
    }

    @Override
    public void close() {
        metadataRegistration.close();
        dpuRegistration.close();
        siteRegistration.close();
    }

    private void changed() {
        if (!pending.getAndSet(true)) {
            configuration.execute(this::apply);
        }
    }

    // The executor would keep an exception to itself.
    @SuppressWarnings("checkstyle:illegalCatch")
    private void apply() {
        pending.set(false);
        try {
            final var next = read();
            if (!applied.equals(Optional.of(next))) {
                applied = Optional.empty();
                target.accept(next);
                applied = Optional.of(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.error("configuration not read, the one before it stays in effect; tried again in {} s", RETRY_SECONDS,
                e);
            configuration.schedule(this::changed, RETRY_SECONDS, TimeUnit.SECONDS);
        } catch (RuntimeException e) {
            LOG.error("configuration not applied, the one before it stays in effect", e);
        }
    }

    private TenantBgpConfig read() throws InterruptedException, ExecutionException, TimeoutException {
        return mapper.map(CommittedConfig.read(broker).toCompletableFuture()
            .get(READ_TIMEOUT_SECONDS, TimeUnit.SECONDS));
    }
}

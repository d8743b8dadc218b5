/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.DataTreeIdentifier;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.binding.DataObject;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the site and the DPU in the configuration datastore: what changes is recorded on the datastore's notification
 * thread and applied once, as a whole, on the configuration thread. Nothing is applied before both have been read.
 */
public final class ConfigWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigWatcher.class);

    private final ConfigMapper mapper = new ConfigMapper();
    private final AtomicBoolean pending = new AtomicBoolean();
    private final Executor configuration;
    private final Consumer<TenantBgpConfig> target;
    private final Registration siteRegistration;
    private final Registration dpuRegistration;
    private volatile Optional<Seen<Site>> site = Optional.empty();
    private volatile Optional<Seen<Dpu>> dpu = Optional.empty();

    /**
     * Starts to watch.
     *
     * @param broker the datastore
     * @param configuration the configuration thread
     * @param target takes each snapshot, on the configuration thread
     */
    public ConfigWatcher(final DataBroker broker, final Executor configuration,
            final Consumer<TenantBgpConfig> target) {
        this.configuration = requireNonNull(configuration);
        this.target = requireNonNull(target);
        siteRegistration = broker.registerDataListener(configuration(InstanceIdentifier.create(Site.class)), data -> {
            site = Optional.of(new Seen<>(data));
            changed();
        });
        dpuRegistration = broker.registerDataListener(configuration(InstanceIdentifier.create(Dpu.class)), data -> {
            dpu = Optional.of(new Seen<>(data));
            changed();
        });
    }

    @Override
    public void close() {
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
        final var seenSite = site;
        final var seenDpu = dpu;
        if (seenSite.isPresent() && seenDpu.isPresent()) {
            try {
                target.accept(mapper.map(seenSite.orElseThrow().data(), seenDpu.orElseThrow().data()));
            } catch (RuntimeException e) {
                LOG.error("configuration not applied, the one before it stays in effect", e);
            }
        }
    }

    private static <T extends DataObject> DataTreeIdentifier<T> configuration(final InstanceIdentifier<T> path) {
        return DataTreeIdentifier.of(LogicalDatastoreType.CONFIGURATION, path);
    }

    /**
     * The datastore has been read.
     *
     * @param data what was there, null when nothing was
     */
    private record Seen<T>(@Nullable T data) {
    }
}

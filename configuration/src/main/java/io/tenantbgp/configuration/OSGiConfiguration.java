/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.configuration;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.opendaylight.mdsal.binding.api.RpcProviderService;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMSchemaService;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the startup files once the models are there, and answers backup and restore. */
@Component(service = { })
public final class OSGiConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(OSGiConfiguration.class);

    private final CountDownLatch modelsThere = new CountDownLatch(1);
    private final DOMSchemaService schemas;
    private final Startup startup;
    private final Thread loading;
    private final Registration watching;
    private final Registration answering;

    /**
     * Starts to load and to answer.
     *
     * @param broker the datastore
     * @param schemas the models
     * @param rpcs takes the implementations of RPCs
     */
    @Activate
    public OSGiConfiguration(@Reference final DOMDataBroker broker, @Reference final DOMSchemaService schemas,
            @Reference final RpcProviderService rpcs) {
        this.schemas = requireNonNull(schemas);
        final var store = new ConfigurationStore(broker);
        startup = new Startup(new StartupFiles(Path.of(System.getProperty("karaf.etc", "etc"), "tenant-bgp")), store);
        loading = new Thread(this::load, "tenant-bgp-startup");
        loading.setDaemon(true);
        watching = schemas.registerSchemaContextListener(this::onModels);
        answering = rpcs.registerRpcImplementations(new BackupRpc(store, this::documents),
            new RestoreRpc(store, this::documents));
        loading.start();
    }

    /** Answers no more. */
    @Deactivate
    public void stop() {
        answering.close();
        watching.close();
        loading.interrupt();
    }

    private Documents documents() {
        return new Documents(schemas.getGlobalContext());
    }

    private void onModels(final EffectiveModelContext models) {
        if (Configuration.PARTS.stream()
                .allMatch(part -> models.findModule(part.getNodeType().getModule()).isPresent())) {
            modelsThere.countDown();
        }
    }

    private void load() {
        try {
            modelsThere.await();
            startup.load(documents());
        } catch (InterruptedException e) {
            LOG.debug("stopped before the startup files were loaded", e);
            Thread.currentThread().interrupt();
        }
    }
}

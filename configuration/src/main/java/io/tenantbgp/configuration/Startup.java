/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.configuration;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a DPU that has no configuration the one of its {@link StartupFiles}, in one transaction, or none. */
final class Startup {
    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);
    private static final long SECONDS = 120;

    private final StartupFiles files;
    private final ConfigurationStore store;

    Startup(final StartupFiles files, final ConfigurationStore store) {
        this.files = requireNonNull(files);
        this.store = requireNonNull(store);
    }

    /** Waits for the datastore, two minutes at most; whatever happens, the DPU goes on. */
    void load(final Documents documents) throws InterruptedException {
        try {
            final var found = files.read(documents);
            if (found.isPresent()) {
                final boolean loaded = store.fill(found.orElseThrow()).get(SECONDS, TimeUnit.SECONDS);
                LOG.info("startup files: {}", loaded ? "their configuration is loaded"
                    : "the DPU is configured, they are not looked at");
            }
        } catch (DocumentException e) {
            LOG.error("no startup file is loaded: {}; correct it and start again, or configure the DPU otherwise",
                e.getMessage());
        } catch (ExecutionException e) {
            LOG.error("no startup file is loaded, the datastore refuses them: {}; correct them and start again, or "
                + "configure the DPU otherwise", DocumentException.reason(e));
        } catch (TimeoutException e) {
            LOG.error("no startup file is loaded, the datastore has not answered for {} s; start again", SECONDS);
        }
    }
}

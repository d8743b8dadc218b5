/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform;

import org.eclipse.jdt.annotation.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a stop ends. Karaf has {@value #TIMEOUT} for that, and forgets it when SIGTERM stops it: its handler
 * waits for ever. OpenDaylight's EOSClusterSingletonServiceProvider was seen to wait for ever too (docs/design/0009).
 */
@Component(service = { })
public final class BoundedStop implements SynchronousBundleListener {
    /** Of etc/config.properties, in milliseconds. */
    static final String TIMEOUT = "karaf.shutdown.timeout";

    private static final Logger LOG = LoggerFactory.getLogger(BoundedStop.class);
    private static final int KARAF_DEFAULT_SECONDS = 300;

    private final BundleContext context;

    /**
     * Waits for a stop.
     *
     * @param context of this bundle
     */
    @Activate
    public BoundedStop(final BundleContext context) {
        this.context = context;
        context.addBundleListener(this);
    }

    /** Leaves a stop alone. */
    @Deactivate
    public void stop() {
        context.removeBundleListener(this);
    }

    @Override
    public void bundleChanged(final BundleEvent event) {
        if (event.getType() != BundleEvent.STOPPING
                || event.getBundle().getBundleId() != Constants.SYSTEM_BUNDLE_ID
                || !(event.getBundle() instanceof Framework framework)) {
            return;
        }
        final int seconds = seconds(context.getProperty(TIMEOUT));
        if (seconds > 0) {
            final var deadline = new Thread(new StopDeadline(seconds, Thread.currentThread(),
                wait -> framework.waitForStop(wait).getType() != FrameworkEvent.WAIT_TIMEDOUT,
                Runtime.getRuntime()::halt, System.err), "tenant-bgp-stop");
            deadline.setDaemon(true);
            deadline.start();
        }
    }

    /**
     * Reads the property as Karaf does.
     *
     * @param milliseconds its value, null when it is not set
     * @return seconds, 0 when the stop may take as long as it wants
     */
    static int seconds(final @Nullable String milliseconds) {
        if (milliseconds == null) {
            return KARAF_DEFAULT_SECONDS;
        }
        try {
            return Math.max(0, (int) Math.ceil(Integer.parseInt(milliseconds.trim()) / 1000d));
        } catch (NumberFormatException e) {
            LOG.warn("{}={} is not a number of milliseconds, a stop may take {} s", TIMEOUT, milliseconds,
                KARAF_DEFAULT_SECONDS, e);
            return KARAF_DEFAULT_SECONDS;
        }
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that logins work. At about one start in seven of a busy machine nobody could log in, over RESTCONF or
 * NETCONF, until the next start: aaa 0.19.5's OSGiPasswordServiceConfigBootstrap ignores the datastore's first event
 * when it comes before the component's constructor has stored its registration, and no second one follows. When the
 * password service is still missing some seconds after that component was activated, the component is started anew.
 */
@Component(service = { })
public final class PasswordServiceStart {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordServiceStart.class);
    private static final String BOOTSTRAP =
        "org.opendaylight.aaa.impl.password.service.OSGiPasswordServiceConfigBootstrap";
    private static final String PASSWORD_SERVICE = "org.opendaylight.aaa.api.password.service.PasswordHashService";
    private static final int CHECKS_BEFORE_RESTART = 3;
    private static final int MOST_CHECKS = 600;

    private final ScheduledExecutorService checks = Executors.newSingleThreadScheduledExecutor(work -> {
        final var thread = new Thread(work, "tenant-bgp-password-service-start");
        thread.setDaemon(true);
        return thread;
    });
    private final ServiceComponentRuntime components;
    private final BundleContext context;
    private int checked;
    private int missing;

    /**
     * Starts to check once a second, for ten minutes at most.
     *
     * @param components to start the component anew
     * @param context to see the password service
     */
    @Activate
    public PasswordServiceStart(@Reference final ServiceComponentRuntime components, final BundleContext context) {
        this.components = components;
        this.context = context;
        checks.scheduleWithFixedDelay(this::check, 1, 1, TimeUnit.SECONDS);
    }

    /** Stops checking. */
    @Deactivate
    public void stop() {
        checks.shutdownNow();
    }

    private void check() {
        checked++;
        if (context.getServiceReference(PASSWORD_SERVICE) != null || checked > MOST_CHECKS) {
            checks.shutdown();
            return;
        }
        components.getComponentDescriptionDTOs().stream().filter(found -> BOOTSTRAP.equals(found.name)).findAny()
            .filter(this::isActive)
            .ifPresent(bootstrap -> {
                missing++;
                if (missing % CHECKS_BEFORE_RESTART == 0) {
                    LOG.warn("the password service did not start, logins would be refused: starting it anew");
                    components.disableComponent(bootstrap).then(done -> components.enableComponent(bootstrap));
                }
            });
    }

    private boolean isActive(final ComponentDescriptionDTO component) {
        return components.getComponentConfigurationDTOs(component).stream()
            .anyMatch(found -> found.state == ComponentConfigurationDTO.ACTIVE);
    }
}

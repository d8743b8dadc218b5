/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform;

import java.util.List;
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
 * Sees to it that logins work. Without it nobody could log in, over RESTCONF or NETCONF, after one start in four of a
 * busy machine (docs/design/0004): a {@link RacyComponent} had not started its service. It is started anew then.
 */
@Component(service = { })
public final class LoginStart {
    private static final Logger LOG = LoggerFactory.getLogger(LoginStart.class);
    private static final int MOST_CHECKS = 600;

    private final List<RacyComponent> racy = List.of(
        new RacyComponent("org.opendaylight.aaa.impl.password.service.OSGiPasswordServiceConfigBootstrap",
            "org.opendaylight.aaa.api.password.service.PasswordHashService"),
        new RacyComponent("org.opendaylight.aaa.encrypt.impl.OSGiEncryptionServiceConfigurator",
            "org.opendaylight.aaa.encrypt.AAAEncryptionService"));
    private final ScheduledExecutorService checks = Executors.newSingleThreadScheduledExecutor(work -> {
        final var thread = new Thread(work, "tenant-bgp-login-start");
        thread.setDaemon(true);
        return thread;
    });
    private final ServiceComponentRuntime components;
    private final BundleContext context;
    private int checked;

    /**
     * Starts to check once a second, for ten minutes at most.
     *
     * @param components to start components anew
     * @param context to see their services
     */
    @Activate
    public LoginStart(@Reference final ServiceComponentRuntime components, final BundleContext context) {
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
        racy.forEach(this::check);
        if (racy.stream().allMatch(this::isServiceThere) || checked > MOST_CHECKS) {
            checks.shutdown();
        }
    }

    private void check(final RacyComponent component) {
        components.getComponentDescriptionDTOs().stream()
            .filter(found -> component.name().equals(found.name)).findAny()
            .filter(found -> component.mustRestart(isActive(found), isServiceThere(component)))
            .ifPresent(found -> {
                LOG.warn("{} has not started {}, logins would be refused: starting it anew", component.name(),
                    component.service());
                components.disableComponent(found).then(done -> components.enableComponent(found));
            });
    }

    private boolean isServiceThere(final RacyComponent component) {
        return context.getServiceReference(component.service()) != null;
    }

    private boolean isActive(final ComponentDescriptionDTO component) {
        return components.getComponentConfigurationDTOs(component).stream()
            .anyMatch(found -> found.state == ComponentConfigurationDTO.ACTIVE);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.access;

import java.nio.file.Path;
import java.util.Map;
import org.opendaylight.aaa.api.IDMStoreException;
import org.opendaylight.aaa.api.IIDMStore;
import org.opendaylight.aaa.api.password.service.PasswordHashService;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Publishes the platform's store of users a second time, when the first users are in it. The platform's check of logins
 * is configured to wait for that (feature.xml), and RESTCONF, NETCONF and the shell wait for the check: a default
 * password works at no moment.
 */
@Component(service = { })
public final class OSGiFirstUsers {
    private final ServiceRegistration<IIDMStore> registration;

    /**
     * Fills the store.
     *
     * @param context publishes it
     * @param store the platform's
     * @param hashes the platform's
     * @throws IDMStoreException when the store does not work: nobody can log in then
     */
    @Activate
    public OSGiFirstUsers(final BundleContext context,
            @Reference(target = "(!(type=tenant-bgp))") final IIDMStore store,
            @Reference final PasswordHashService hashes) throws IDMStoreException {
        new FirstUsers(store, hashes, new FirstPasswords(System.getenv(),
            Path.of(System.getProperty("karaf.data", "data"), "security", "credentials"))).fill();
        registration = context.registerService(IIDMStore.class, store,
            FrameworkUtil.asDictionary(Map.of("type", "tenant-bgp", "service.ranking", -1)));
    }

    /** Nobody can log in any more. */
    @Deactivate
    public void stop() {
        registration.unregister();
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.access;

import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.karaf.jaas.boot.ProxyLoginModule;
import org.apache.karaf.jaas.config.JaasRealm;
import org.opendaylight.aaa.api.PasswordCredentialAuth;
import org.opendaylight.netconf.auth.AuthProvider;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Lets admins alone into NETCONF, whose own check is configured away (feature.xml), and into Karaf's shell, whose
 * realm goes before the one of etc/users.properties.
 */
@Component(service = { })
public final class OSGiAdminLogin implements JaasRealm {
    private final ServiceRegistration<AuthProvider> netconf;
    private final ServiceRegistration<JaasRealm> shell;
    private final AppConfigurationEntry entry;

    /**
     * Lets admins in.
     *
     * @param context this bundle
     * @param everybody the platform's check of logins
     */
    @Activate
    public OSGiAdminLogin(final BundleContext context, @Reference final PasswordCredentialAuth everybody) {
        final var admins = new AdminLogin(everybody);
        entry = new AppConfigurationEntry(ProxyLoginModule.class.getName(), LoginModuleControlFlag.REQUIRED, Map.of(
            ProxyLoginModule.PROPERTY_MODULE, ShellLoginModule.class.getName(),
            ProxyLoginModule.PROPERTY_BUNDLE, Long.toString(context.getBundle().getBundleId()),
            ShellLoginModule.LOGIN, admins));
        netconf = context.registerService(AuthProvider.class, admins,
            FrameworkUtil.asDictionary(Map.of("type", "netconf-auth-provider")));
        shell = context.registerService(JaasRealm.class, this, null);
    }

    /** Lets nobody in any more. */
    @Deactivate
    public void stop() {
        shell.unregister();
        netconf.unregister();
    }

    @Override
    public String getName() {
        return "karaf";
    }

    /** Karaf's own has 0. */
    @Override
    public int getRank() {
        return 1;
    }

    @Override
    public AppConfigurationEntry[] getEntries() {
        return new AppConfigurationEntry[] {entry};
    }
}

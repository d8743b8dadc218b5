/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.access;

import static java.util.Objects.requireNonNull;

import org.opendaylight.aaa.api.AuthenticationException;
import org.opendaylight.aaa.api.IIDMStore;
import org.opendaylight.aaa.api.PasswordCredentialAuth;
import org.opendaylight.aaa.api.PasswordCredentials;
import org.opendaylight.netconf.auth.AuthProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks a login where the platform cannot tell roles apart: only an admin is let in. */
final class AdminLogin implements AuthProvider {
    private static final Logger LOG = LoggerFactory.getLogger(AdminLogin.class);

    private final PasswordCredentialAuth everybody;

    AdminLogin(final PasswordCredentialAuth everybody) {
        this.everybody = requireNonNull(everybody);
    }

    @Override
    public boolean authenticated(final String username, final String password) {
        try {
            return everybody.authenticate(new Credentials(username, password)).roles()
                .contains(Role.ADMIN.roleName());
        } catch (AuthenticationException e) {
            LOG.debug("user {} is not let in", username, e);
            return false;
        }
    }

    /** What was typed; in the platform's default domain. */
    private record Credentials(String username, String password) implements PasswordCredentials {
        @Override
        public String domain() {
            return IIDMStore.DEFAULT_DOMAIN;
        }

        @Override
        public String toString() {
            return "Credentials[" + username + "]";
        }
    }
}

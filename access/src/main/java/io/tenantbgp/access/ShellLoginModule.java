/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.access;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.opendaylight.netconf.auth.AuthProvider;

/** Karaf's logins, by ssh and JMX, with the users of the DPU in place of those of etc/users.properties. */
public final class ShellLoginModule implements LoginModule {
    /** The option that has the {@link AuthProvider}. */
    static final String LOGIN = "io.tenantbgp.access.login";
    /** What Karaf's own admin has. */
    private static final List<String> ADMIN_ROLES = List.of("admin", "manager", "viewer", "systembundles", "ssh");

    private Subject subject = new Subject();
    private CallbackHandler handler = callbacks -> { };
    private AuthProvider login = (username, password) -> false;
    private List<Principal> principals = List.of();

    /** Is initialized by the caller. */
    public ShellLoginModule() {
        // JAAS needs it
    }

    @Override
    public void initialize(final Subject newSubject, final CallbackHandler newHandler,
            final Map<String, ?> sharedState, final Map<String, ?> options) {
        subject = requireNonNull(newSubject);
        handler = requireNonNull(newHandler);
        login = (AuthProvider) requireNonNull(options.get(LOGIN));
    }

    @Override
    public boolean login() throws LoginException {
        final var name = new NameCallback("user: ");
        final var password = new PasswordCallback("password: ", false);
        try {
            handler.handle(new Callback[] {name, password});
        } catch (IOException | UnsupportedCallbackException e) {
            throw (LoginException) new LoginException("no user and password").initCause(e);
        }
        final var characters = password.getPassword();
        if (name.getName() == null || characters == null) {
            throw new FailedLoginException("no user and password");
        }
        final var text = new String(characters);
        password.clearPassword();
        if (!login.authenticated(name.getName(), text)) {
            throw new FailedLoginException("login failed");
        }
        principals = Stream.<Principal>concat(Stream.of(new UserPrincipal(name.getName())),
            ADMIN_ROLES.stream().map(RolePrincipal::new)).toList();
        return true;
    }

    @Override
    public boolean commit() {
        return subject.getPrincipals().addAll(principals);
    }

    @Override
    public boolean abort() {
        return logout();
    }

    @Override
    public boolean logout() {
        subject.getPrincipals().removeAll(principals);
        principals = List.of();
        return true;
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.access;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.opendaylight.aaa.api.IDMStoreException;
import org.opendaylight.aaa.api.IDMStoreUtil;
import org.opendaylight.aaa.api.IIDMStore;
import org.opendaylight.aaa.api.StoreBuilder;
import org.opendaylight.aaa.api.model.User;
import org.opendaylight.aaa.api.password.service.PasswordHashService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the platform's store of users. A role that is missing comes with its first user; a role that is there is a sign
 * that its users are the operator's business, be they changed or deleted. Only the platform's default password is never
 * left alone.
 */
final class FirstUsers {
    private static final Logger LOG = LoggerFactory.getLogger(FirstUsers.class);
    private static final String DOMAIN = IIDMStore.DEFAULT_DOMAIN;
    private static final String DEFAULT_PASSWORD = "admin";

    private final IIDMStore store;
    private final StoreBuilder builder;
    private final PasswordHashService hashes;
    private final FirstPasswords passwords;

    /**
     * Ready to fill.
     *
     * @param store the users
     * @param hashes tells which password a user has
     * @param passwords what users have at first
     */
    FirstUsers(final IIDMStore store, final PasswordHashService hashes, final FirstPasswords passwords) {
        this.store = requireNonNull(store);
        this.hashes = requireNonNull(hashes);
        this.passwords = requireNonNull(passwords);
        builder = new StoreBuilder(store);
    }

    /** Nobody can log in with a default password when this has returned. */
    void fill() throws IDMStoreException {
        builder.initDomainAndRolesWithoutUsers(DOMAIN);
        if (store.getUsers().getUsers().isEmpty()) {
            add(Role.ADMIN, List.of("user", Role.ADMIN.roleName()));
        } else {
            replaceDefaultPassword();
        }
        for (var role : List.of(Role.OPERATOR, Role.VIEWER)) {
            if (store.readRole(IDMStoreUtil.createRoleid(role.roleName(), DOMAIN)) == null) {
                add(role, List.of(role.roleName()));
                final var added = new org.opendaylight.aaa.api.model.Role();
                added.setName(role.roleName());
                added.setDomainid(DOMAIN);
                added.setDescription("of tenant-bgp");
                store.writeRole(added);
            }
        }
    }

    private void add(final Role role, final List<String> roleNames) throws IDMStoreException {
        final var id = IDMStoreUtil.createUserid(role.roleName(), DOMAIN);
        if (store.readUser(id) != null) {
            LOG.warn("user {} was there before role {}: grant it the role, or give another user the role", id,
                role.roleName());
            return;
        }
        builder.createUser(DOMAIN, role.roleName(), passwords.of(role),
            roleNames.stream().map(name -> IDMStoreUtil.createRoleid(name, DOMAIN)).toList());
    }

    private void replaceDefaultPassword() throws IDMStoreException {
        final var admin = Optional.ofNullable(
            store.readUser(IDMStoreUtil.createUserid(Role.ADMIN.roleName(), DOMAIN)));
        if (admin.filter(user -> hashes.passwordsMatch(DEFAULT_PASSWORD, user.getPassword(), user.getSalt()))
                .isPresent()) {
            LOG.warn("user admin has OpenDaylight's default password, which is replaced");
            final var change = new User();
            change.setUserid(admin.orElseThrow().getUserid());
            change.setPassword(passwords.of(Role.ADMIN));
            store.updateUser(change);
        }
    }
}

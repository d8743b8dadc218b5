/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.aaa.api.IDMStoreException;
import org.opendaylight.aaa.api.IDMStoreUtil;
import org.opendaylight.aaa.api.IIDMStore;
import org.opendaylight.aaa.api.StoreBuilder;
import org.opendaylight.aaa.api.model.User;
import org.opendaylight.aaa.api.password.service.PasswordHashService;
import org.opendaylight.aaa.datastore.h2.H2Store;
import org.opendaylight.aaa.impl.password.service.DefaultPasswordHashService;

class FirstUsersTest {
    private static final String FIT = "not-the-default";

    private final PasswordHashService hashes = new DefaultPasswordHashService();
    private final String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private final IIDMStore store = new H2Store(() -> {
        try {
            return DriverManager.getConnection(database, "user", "password");
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }, hashes);
    @TempDir
    private Path directory;

    @Test
    void firstUsersHaveRandomPasswordsInAFileOfTheOwnersAlone() throws Exception {
        fill(Map.of());

        final var lines = Files.readAllLines(file());
        assertEquals(List.of("TENANT_BGP_ADMIN_PASSWORD", "TENANT_BGP_OPERATOR_PASSWORD", "TENANT_BGP_VIEWER_PASSWORD"),
            lines.stream().map(line -> line.substring(0, line.indexOf('='))).toList());
        for (var line : lines) {
            final var name = line.split("_")[2].toLowerCase();
            assertTrue(hasPassword(name, line.substring(line.indexOf('\'') + 1, line.length() - 1)), name);
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        assertFalse(hasPassword("admin", "admin"));
        assertEquals(List.of("admin", "user"), roles("admin"));
        assertEquals(List.of("operator"), roles("operator"));
        assertEquals(List.of("viewer"), roles("viewer"));
    }

    @Test
    void passwordOfTheEnvironmentIsTakenAndNotWritten() throws Exception {
        fill(Map.of("TENANT_BGP_ADMIN_PASSWORD", FIT, "TENANT_BGP_OPERATOR_PASSWORD", FIT,
            "TENANT_BGP_VIEWER_PASSWORD", FIT));

        for (var name : List.of("admin", "operator", "viewer")) {
            assertTrue(hasPassword(name, FIT), name);
        }
        assertFalse(Files.exists(file()));
    }

    @Test
    void unfitPasswordOfTheEnvironmentIsReplaced() throws Exception {
        for (var unfit : List.of("", "admin", "short", "with:colon", "with space", "with'quote", "x".repeat(129))) {
            assertNotEquals(unfit,
                new FirstPasswords(Map.of("TENANT_BGP_ADMIN_PASSWORD", unfit), file()).of(Role.ADMIN));
        }
        assertEquals(1, Files.readAllLines(file()).size());
    }

    @Test
    void platformAddsNoDefaultUserAfterwards() throws Exception {
        fill(Map.of());
        new StoreBuilder(store).initWithDefaultUsers(IIDMStore.DEFAULT_DOMAIN);

        assertFalse(hasPassword("admin", "admin"));
        assertEquals(3, store.getUsers().getUsers().size());
    }

    @Test
    void defaultPasswordOfAnExistingStoreIsReplacedAndUsersAreAdded() throws Exception {
        new StoreBuilder(store).initWithDefaultUsers(IIDMStore.DEFAULT_DOMAIN);
        assertTrue(hasPassword("admin", "admin"));

        fill(Map.of("TENANT_BGP_ADMIN_PASSWORD", FIT));

        assertTrue(hasPassword("admin", FIT));
        assertEquals(List.of("admin", "user"), roles("admin"));
        assertEquals(List.of("viewer"), roles("viewer"));
    }

    @Test
    void whatTheOperatorChangesStays() throws Exception {
        fill(Map.of());
        final var change = new User();
        change.setUserid(id("admin"));
        change.setPassword("changed by the operator");
        store.updateUser(change);
        new StoreBuilder(store).deleteUser(IIDMStore.DEFAULT_DOMAIN, "viewer");
        new StoreBuilder(store).createUser(IIDMStore.DEFAULT_DOMAIN, "alice", "her password",
            List.of(IDMStoreUtil.createRoleid("viewer", IIDMStore.DEFAULT_DOMAIN)));

        fill(Map.of("TENANT_BGP_ADMIN_PASSWORD", FIT, "TENANT_BGP_VIEWER_PASSWORD", FIT));

        assertTrue(hasPassword("admin", "changed by the operator"));
        assertTrue(hasPassword("alice", "her password"));
        assertEquals(null, store.readUser(id("viewer")));
    }

    @Test
    void withoutAPlaceForTheRandomPasswordNobodyIsAdded() throws Exception {
        Files.writeString(directory.resolve("security"), "no directory");

        assertThrows(java.io.UncheckedIOException.class, () -> fill(Map.of()));
        assertTrue(store.getUsers().getUsers().isEmpty());
    }

    private void fill(final Map<String, String> environment) throws IDMStoreException {
        new FirstUsers(store, hashes, new FirstPasswords(environment, file())).fill();
    }

    private Path file() {
        return directory.resolve("security").resolve("credentials");
    }

    private boolean hasPassword(final String name, final String password) throws IDMStoreException {
        final var user = store.readUser(id(name));
        return hashes.passwordsMatch(password, user.getPassword(), user.getSalt());
    }

    private List<String> roles(final String name) throws IDMStoreException {
        return store.getGrants(IIDMStore.DEFAULT_DOMAIN, id(name)).getGrants().stream()
            .map(grant -> grant.getRoleid().replace("@" + IIDMStore.DEFAULT_DOMAIN, "")).sorted().toList();
    }

    private static String id(final String name) {
        return IDMStoreUtil.createUserid(name, IIDMStore.DEFAULT_DOMAIN);
    }
}

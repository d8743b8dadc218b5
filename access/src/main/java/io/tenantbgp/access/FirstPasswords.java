/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.access;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The password a user has at first: the environment's, or a random one that is left in a file which only the owner of
 * the process reads. No password is in a text of this class.
 */
final class FirstPasswords {
    private static final Logger LOG = LoggerFactory.getLogger(FirstPasswords.class);
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int RANDOM_LENGTH = 24;
    private static final int LEAST_LENGTH = 8;
    private static final int GREATEST_LENGTH = 128;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> environment;
    private final Path file;

    /**
     * Ready to give passwords.
     *
     * @param environment the process's variables
     * @param file where random passwords are written
     */
    FirstPasswords(final Map<String, String> environment, final Path file) {
        this.environment = requireNonNull(environment);
        this.file = requireNonNull(file);
    }

    /** The password of the first user of a role; a random one is in the file before this returns. */
    String of(final Role role) {
        final var variable = variable(role);
        final var given = environment.getOrDefault(variable, "");
        if (isFit(given)) {
            LOG.info("the password of user {} is the one in {}", role.roleName(), variable);
            return given;
        }
        if (!given.isEmpty()) {
            LOG.error("{} is refused, a random password takes its place: it must be {} to {} printable ASCII "
                + "characters without space, colon and quote", variable, LEAST_LENGTH, GREATEST_LENGTH);
        }
        final var password = random();
        try {
            write(variable, password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LOG.info("the password of user {} is in {}: take it from there", role.roleName(), file);
        return password;
    }

    private static String variable(final Role role) {
        return "TENANT_BGP_" + role.name().toUpperCase(Locale.ROOT) + "_PASSWORD";
    }

    /** HTTP's basic authentication of the platform splits at every colon; the file quotes. */
    private static boolean isFit(final String password) {
        return password.length() >= LEAST_LENGTH && password.length() <= GREATEST_LENGTH
            && password.chars().allMatch(each -> each > ' ' && each <= '~' && each != ':' && each != '\'');
    }

    private String random() {
        return random.ints(RANDOM_LENGTH, 0, ALPHABET.length())
            .collect(StringBuilder::new, (text, index) -> text.append(ALPHABET.charAt(index)), StringBuilder::append)
            .toString();
    }

    private void write(final String variable, final String password) throws IOException {
        final var directory = requireNonNull(file.toAbsolutePath().getParent());
        Files.createDirectories(directory);
        final List<String> lines = new ArrayList<>();
        if (Files.exists(file)) {
            lines.addAll(Files.readAllLines(file, StandardCharsets.US_ASCII));
            lines.removeIf(line -> line.startsWith(variable + "="));
        }
        lines.add(variable + "='" + password + "'");
        final var next = Files.createTempFile(directory, "credentials", null,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(next, lines, StandardCharsets.US_ASCII);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

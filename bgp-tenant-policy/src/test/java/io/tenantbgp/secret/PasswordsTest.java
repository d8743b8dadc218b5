/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.session.TcpMd5Key;
import io.tenantbgp.testing.Encryption;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private static final String LONGEST = "1234567890123456789012345678901234567890"
        + "1234567890123456789012345678901234567890";
    private static final TcpMd5Key KEY = new TcpMd5Key("correct-horse");

    private final Passwords passwords = Encryption.passwords("0123456789ab");

    @ParameterizedTest
    @ValueSource(strings = {"x", "correct-horse", "with spaces and ~!@#", LONGEST})
    void passwordIsReadAsItWasEncrypted(final String password) throws GeneralSecurityException {
        final var key = new TcpMd5Key(password);

        assertEquals(Optional.of(key), passwords.read(passwords.encrypt(key)).key());
    }

    @Test
    void encryptedFormTellsNothingOfThePassword() throws GeneralSecurityException {
        final var once = Base64.getEncoder().encodeToString(passwords.encrypt(KEY));
        final var again = Base64.getEncoder().encodeToString(passwords.encrypt(KEY));

        assertTrue(once.startsWith("TcpMd5v1") && again.startsWith("TcpMd5v1"), once);
        assertNotEquals(once.substring(8, 30), again.substring(8, 30), "equal passwords show");
        assertNotEquals(once.substring(40, 60), again.substring(40, 60), "equal passwords show");
        assertEquals(once.length(), Base64.getEncoder().encodeToString(passwords.encrypt(new TcpMd5Key("x"))).length());
    }

    @Test
    void passwordOfAnotherKeyIsNotReadAndSaidSo() throws GeneralSecurityException {
        final var other = Encryption.passwords("another key.");
        for (int i = 0; i < 1000; i++) {
            final var read = other.read(passwords.encrypt(KEY));
            assertEquals(Optional.empty(), read.key());
            assertTrue(read.mistake().orElseThrow().contains("encrypt-password"), read::toString);
        }
    }

    @Test
    void textThatNobodyEncryptedIsNotRead() throws GeneralSecurityException {
        final var encrypted = passwords.encrypt(KEY);
        encrypted[encrypted.length / 4] ^= 1;
        for (var text : new byte[][] {new byte[0], new byte[3], new byte[118], encrypted,
            "plain text of some length".getBytes(StandardCharsets.US_ASCII)}) {
            assertEquals(Optional.empty(), passwords.read(text).key());
        }
    }

    @Test
    void withoutTheServiceNothingIsReadAndItsComingIsTold() throws GeneralSecurityException {
        final var late = new Passwords();
        final var told = new AtomicInteger();
        final var registration = late.onChange(told::incrementAndGet);
        assertThrows(GeneralSecurityException.class, () -> late.encrypt(KEY));
        assertTrue(late.read(passwords.encrypt(KEY)).mistake().orElseThrow().contains("waits"));

        late.use(Optional.of(Encryption.service("0123456789ab")));
        assertEquals(1, told.get());
        assertEquals(Optional.of(KEY), late.read(passwords.encrypt(KEY)).key());

        registration.close();
        late.use(Optional.empty());
        assertEquals(1, told.get());
        assertEquals(Optional.empty(), late.read(passwords.encrypt(KEY)).key());
    }

    @Test
    void noTextContainsThePassword() throws GeneralSecurityException {
        assertFalse(passwords.read(passwords.encrypt(KEY)).toString().contains("correct-horse"));
    }
}

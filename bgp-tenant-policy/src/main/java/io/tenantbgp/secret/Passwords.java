/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.secret;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.session.TcpMd5Key;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.opendaylight.aaa.encrypt.AAAEncryptionService;
import org.opendaylight.yangtools.concepts.Registration;

/**
 * Encrypts and decrypts passwords while the platform's encryption service is there. It may come late after a start, and
 * is replaced when its key is. Safe for use by several threads.
 */
public final class Passwords {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Optional<PasswordCipher> cipher = Optional.empty();

    /** Starts without a service. */
    public Passwords() {
        // nothing to set up
    }

    /**
     * The service has come, has gone, or is another one.
     *
     * @param encryption the platform's service, empty when there is none
     */
    public void use(final Optional<AAAEncryptionService> encryption) {
        cipher = encryption.map(PasswordCipher::new);
        listeners.forEach(Runnable::run);
    }

    /**
     * Calls back when passwords may read otherwise than before.
     *
     * @param listener called on any thread, must not block
     * @return ends it
     */
    public Registration onChange(final Runnable listener) {
        requireNonNull(listener);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /**
     * The encrypted form of a password.
     *
     * @param key the password
     * @return what is configured; another one each time
     * @throws GeneralSecurityException when there is no service, or it fails
     */
    public byte[] encrypt(final TcpMd5Key key) throws GeneralSecurityException {
        return cipher.orElseThrow(() -> new GeneralSecurityException("there is no encryption service")).encrypt(key);
    }

    /**
     * Reads a configured password.
     *
     * @param text the encrypted form
     * @return the key, or why there is none
     */
    public ConfiguredPassword read(final byte[] text) {
        final var present = cipher;
        if (present.isEmpty()) {
            return new ConfiguredPassword.Unreadable("password waits for OpenDaylight's encryption service (AAA)");
        }
        return present.orElseThrow().decrypt(text).<ConfiguredPassword>map(ConfiguredPassword.Readable::new)
            .orElseGet(() -> new ConfiguredPassword.Unreadable("password was not encrypted with this DPU's key: "
                + "call the RPC encrypt-password on this DPU and configure its output, or restore the key"));
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.testing;

import io.tenantbgp.config.ConfigMapper;
import io.tenantbgp.secret.Passwords;
import io.tenantbgp.session.SecuritySupport;
import io.tenantbgp.session.TcpMd5Key;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import org.opendaylight.aaa.encrypt.AAAEncryptionService;
import org.opendaylight.aaa.encrypt.impl.AAAEncryptionServiceImpl;
import org.opendaylight.yang.gen.v1.config.aaa.authn.encrypt.service.config.rev160915.EncryptServiceConfig;

/** The platform's encryption with a key of its own, and its defaults otherwise. */
public final class Encryption implements EncryptServiceConfig {
    /** Passwords of a DPU. */
    public static final Passwords PASSWORDS = passwords("0123456789ab");

    private final String key;

    private Encryption(final String key) {
        this.key = key;
    }

    /** What encrypts with this key. */
    public static AAAEncryptionService service(final String key) {
        return new AAAEncryptionServiceImpl(new Encryption(key));
    }

    /** The passwords of a DPU with this key. */
    public static Passwords passwords(final String key) {
        final var passwords = new Passwords();
        passwords.use(Optional.of(service(key)));
        return passwords;
    }

    /** Maps the configuration of a DPU that can enforce everything. */
    public static ConfigMapper mapper() {
        return new ConfigMapper(SecuritySupport.FULL, PASSWORDS);
    }

    /** A password as {@link #PASSWORDS} has it configured. */
    public static String encrypted(final String password) {
        return encrypted(PASSWORDS, password);
    }

    /** A password as it is configured. */
    public static String encrypted(final Passwords passwords, final String password) {
        try {
            return Base64.getEncoder().encodeToString(passwords.encrypt(new TcpMd5Key(password)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Class<? extends EncryptServiceConfig> implementedInterface() {
        return EncryptServiceConfig.class;
    }

    @Override
    public String getEncryptKey() {
        return key;
    }

    @Override
    public byte[] getEncryptSalt() {
        return "sixteen octets..".getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String getEncryptMethod() {
        return "PBKDF2WithHmacSHA1";
    }

    @Override
    public String getEncryptType() {
        return "AES";
    }

    @Override
    public Integer getEncryptIterationCount() {
        return 1000;
    }

    @Override
    public Integer getEncryptKeyLength() {
        return 128;
    }

    @Override
    public String getCipherTransforms() {
        return "AES/CBC/PKCS5Padding";
    }
}

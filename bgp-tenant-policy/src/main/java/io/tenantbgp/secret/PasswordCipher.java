/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.secret;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.session.TcpMd5Key;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.opendaylight.aaa.encrypt.AAAEncryptionService;

/**
 * The encrypted form of a password: a header, then what the platform's encryption makes of a random block, a mark, the
 * length, and the password filled up to what the kernel takes at most. The platform's cipher has one initialization
 * vector for everything (AAAEncryptionServiceImpl), so without the random block equal passwords would show as equal
 * texts; the mark tells the right key from another one; and the filling hides the length. Safe for use by several
 * threads.
 */
final class PasswordCipher {
    /** Reads {@code TcpMd5v1} in base64. */
    private static final byte[] HEADER = Base64.getDecoder().decode("TcpMd5v1");
    private static final byte[] MARK = "tbgp".getBytes(StandardCharsets.US_ASCII);
    private static final int RANDOM_LENGTH = 16;
    private static final int CLEAR_LENGTH = RANDOM_LENGTH + MARK.length + 1 + TcpMd5Key.MAX_LENGTH;
    /** The platform's cipher for decryption is shared with others and has no lock: a disturbed one is tried again. */
    private static final int ATTEMPTS = 3;

    private final SecureRandom random = new SecureRandom();
    private final AAAEncryptionService encryption;

    PasswordCipher(final AAAEncryptionService encryption) {
        this.encryption = requireNonNull(encryption);
    }

    byte[] encrypt(final TcpMd5Key key) throws GeneralSecurityException {
        final var filler = new byte[RANDOM_LENGTH];
        random.nextBytes(filler);
        final var password = key.octets();
        final var clear = ByteBuffer.allocate(CLEAR_LENGTH).put(filler).put(MARK).put((byte) password.length)
            .put(password).array();
        final var encrypted = encryption.encrypt(clear);
        return ByteBuffer.allocate(HEADER.length + encrypted.length).put(HEADER).put(encrypted).array();
    }

    /** The key, empty when another cipher made the text or it is none. */
    Optional<TcpMd5Key> decrypt(final byte[] text) {
        if (!Arrays.equals(text, 0, Math.min(HEADER.length, text.length), HEADER, 0, HEADER.length)) {
            return Optional.empty();
        }
        final var encrypted = Arrays.copyOfRange(text, HEADER.length, text.length);
        Optional<TcpMd5Key> found = Optional.empty();
        for (int attempt = 0; attempt < ATTEMPTS && found.isEmpty(); attempt++) {
            found = decryptOnce(encrypted);
        }
        return found;
    }

    private synchronized Optional<TcpMd5Key> decryptOnce(final byte[] encrypted) {
        final byte[] clear;
        try {
            clear = encryption.decrypt(encrypted);
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
        final int start = RANDOM_LENGTH + MARK.length + 1;
        if (clear.length != CLEAR_LENGTH
                || !Arrays.equals(clear, RANDOM_LENGTH, RANDOM_LENGTH + MARK.length, MARK, 0, MARK.length)
                || clear[start - 1] < 1 || clear[start - 1] > TcpMd5Key.MAX_LENGTH) {
            return Optional.empty();
        }
        final var password = new String(clear, start, clear[start - 1], StandardCharsets.US_ASCII);
        return TcpMd5Key.isValid(password) ? Optional.of(new TcpMd5Key(password)) : Optional.empty();
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import java.nio.charset.StandardCharsets;
import org.eclipse.jdt.annotation.Nullable;

/** A key for TCP MD5 signatures (RFC 2385). It is never part of a text. */
public final class TcpMd5Key {
    /** What the kernel takes, TCP_MD5SIG_MAXKEYLEN. */
    public static final int MAX_LENGTH = 80;
    /** Says what a password must be. */
    public static final String MISTAKE = "a password must be 1 to 80 characters of printable ASCII";

    private final String password;

    /**
     * A key.
     *
     * @param password printable ASCII, 1..80 characters
     * @throws IllegalArgumentException when it is something else; the message does not contain it
     */
    public TcpMd5Key(final String password) {
        if (!isValid(password)) {
            throw new IllegalArgumentException(MISTAKE);
        }
        this.password = password;
    }

    /**
     * Whether a text can be a key.
     *
     * @param password the text
     * @return whether it is 1..80 characters of printable ASCII
     */
    public static boolean isValid(final String password) {
        return !password.isEmpty() && password.length() <= MAX_LENGTH
            && password.chars().allMatch(each -> each >= ' ' && each <= '~');
    }

    /**
     * The key as the kernel takes it.
     *
     * @return its octets, the caller's
     */
    public byte[] octets() {
        return password.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public int hashCode() {
        return password.hashCode();
    }

    @Override
    public boolean equals(final @Nullable Object obj) {
        return this == obj || obj instanceof TcpMd5Key other && password.equals(other.password);
    }

    @Override
    public String toString() {
        return "TcpMd5Key[hidden]";
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.yang;

/**
 * Instance data that the models do not describe; the message names the reason.
 */
final class InvalidInstanceDataException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidInstanceDataException(final String message) {
        super(message);
    }

    InvalidInstanceDataException(final String message, final Throwable cause) {
        super(message, cause);
    }

    /**
     * The messages of a failure and of its causes on one line: YANG tools tell the node in one and the reason in
     * another.
     */
    static String reasons(final Throwable failure) {
        final var text = new StringBuilder();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && text.indexOf(cause.getMessage()) < 0) {
                text.append(text.length() == 0 ? "" : ": ").append(cause.getMessage());
            }
        }
        return text.length() == 0 ? failure.toString() : text.toString();
    }
}

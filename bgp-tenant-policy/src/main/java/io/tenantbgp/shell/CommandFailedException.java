/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.shell;

/** A command has no answer; the shell prints the message, and ssh ends with an exit status other than 0. */
final class CommandFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    CommandFailedException(final String message) {
        super(message);
    }

    CommandFailedException(final String message, final Throwable cause) {
        super(message, cause);
    }
}

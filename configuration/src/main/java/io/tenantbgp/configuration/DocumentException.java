/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.configuration;

import java.util.stream.Collectors;

/** A document that is no configuration; the message says where and why. */
final class DocumentException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int GREATEST_LENGTH = 500;

    DocumentException(final String message) {
        super(message);
    }

    DocumentException(final String message, final Throwable cause) {
        super(message, cause);
    }

    /** What went wrong at the root of it, in one line: wrappers of the platform say less. */
    static String reason(final Throwable failure) {
        var reason = failure;
        while (reason.getCause() != null && reason.getCause().getMessage() != null) {
            reason = reason.getCause();
        }
        final var text = reason.getMessage() == null ? reason.toString() : reason.getMessage();
        // The XML parser has the place in a line of its own.
        final var line = text.lines().filter(each -> !each.startsWith("ParseError at"))
            .collect(Collectors.joining(" "));
        return line.length() > GREATEST_LENGTH ? line.substring(0, GREATEST_LENGTH) + "..." : line;
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.validation;

import static java.util.Objects.requireNonNull;

import org.opendaylight.yangtools.yang.common.ErrorTag;

/**
 * One thing that is wrong with a configuration.
 *
 * @param tag the kind of mistake (RFC 6241, appendix A); RESTCONF makes an HTTP status of it (RFC 8040, section 7)
 * @param path where it is, as the text of an instance-identifier in JSON (RFC 7951, section 6.11)
 * @param message the value, what is wrong with it and what to change
 */
public record Finding(ErrorTag tag, String path, String message) {
    /** Refuses absent parts. */
    public Finding {
        requireNonNull(tag);
        requireNonNull(path);
        requireNonNull(message);
    }

    /**
     * A value that makes no sense beside others.
     *
     * @param path where it is
     * @param message what to change
     * @return the finding
     */
    public static Finding invalid(final String path, final String message) {
        return new Finding(ErrorTag.INVALID_VALUE, path, message);
    }

    /**
     * One line, such as {@code invalid-value /tenant-bgp-dpu:dpu/loopback: ...}.
     *
     * @return the line
     */
    @Override
    public String toString() {
        return tag.elementBody() + " " + path + ": " + message;
    }
}

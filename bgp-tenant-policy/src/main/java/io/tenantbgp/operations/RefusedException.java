/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.operations;

import static java.util.Objects.requireNonNull;

/** A question that has no answer; the message says what to ask instead, or what to change. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Why a question has no answer. */
    public enum Kind {
        /** It names something that is not there. */
        UNKNOWN,
        /** It is about an interface that is closed. */
        CLOSED,
        /** A value makes no sense. */
        INVALID,
        /** Something is not said that has to be. */
        MISSING
    }

    /**
     * A refusal.
     *
     * @param kind why there is no answer
     * @param message what to ask instead, or what to change
     */
    public RefusedException(final Kind kind, final String message) {
        super(message);
        this.kind = requireNonNull(kind);
    }

    /** A text could not be read. */
    RefusedException(final String message, final IllegalArgumentException cause) {
        super(message, cause);
        kind = Kind.INVALID;
    }

    /**
     * Why there is no answer.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Why nothing was imported; each problem says where it is and what to change. */
public final class ImportRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final List<String> problems;

    /** Who refused. */
    public enum Kind {
        /** The text, or an option, makes no sense. */
        INVALID,
        /** The running configuration is another one than the difference was made for. */
        CHANGED,
        /** The datastore does not take the result. */
        COMMIT
    }

    ImportRefusedException(final Kind kind, final List<String> problems) {
        super(String.join("\n", problems));
        this.kind = requireNonNull(kind);
        this.problems = List.copyOf(problems);
    }

    /** The text could not be read. */
    ImportRefusedException(final String problem, final Exception cause) {
        super(problem, cause);
        kind = Kind.INVALID;
        problems = List.of(problem);
    }

    static ImportRefusedException invalid(final String problem) {
        return new ImportRefusedException(Kind.INVALID, List.of(problem));
    }

    /**
     * Who refused.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * What is wrong.
     *
     * @return at least one problem
     */
    public List<String> problems() {
        return problems;
    }
}

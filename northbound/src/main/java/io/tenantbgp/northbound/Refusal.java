/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.northbound;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.validation.Finding;
import io.tenantbgp.validation.InvalidConfigurationException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.opendaylight.mdsal.common.api.OptimisticLockFailedException;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.data.api.codec.YangInvalidValueException;
import org.opendaylight.yangtools.yang.data.tree.api.RequiredElementCountException;

/**
 * One reason why a change is not stored, for the client. Pure code.
 *
 * @param tag the kind of mistake (RFC 6241, appendix A)
 * @param path where it is, as the text of an instance-identifier in JSON, empty when only the message tells
 * @param message what is wrong and what to change
 */
record Refusal(ErrorTag tag, Optional<String> path, String message) {
    // What yangtools writes before each name, as in (urn:io:tenantbgp:dpu?revision=2026-11-23)vni.
    private static final Pattern NAMESPACE = Pattern.compile("\\((?:urn|http):[^()\\s]*\\)");
    private static final Pattern EXCEPTION = Pattern.compile("\\b(?:[a-z]+\\.)+[A-Z]\\w*Exception: ");
    private static final Pattern MISSING = Pattern.compile("Node (\\S+) is missing mandatory descendant (\\S+)");
    private static final String NOWHERE = "/";
    private static final int MOST_CAUSES = 20;
    private static final int MOST_CHARACTERS = 1000;

    Refusal {
        requireNonNull(tag);
        requireNonNull(path);
        // One line: it is found again in a text of several.
        message = plain(message).replaceAll("\\s*\\R\\s*", " ");
    }

    /**
     * Why the datastore refuses a change: our own findings, or what MD-SAL itself enforces and reports as a failure of
     * its own.
     *
     * @param failure what a commit ended with
     * @return the reasons, none when it is no mistake of the client
     */
    static List<Refusal> of(final Throwable failure) {
        final var invalid = InvalidConfigurationException.causeOf(failure);
        if (invalid.isPresent()) {
            return invalid.orElseThrow().findings().stream().map(Refusal::of).toList();
        }
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < MOST_CAUSES; cause = cause.getCause()) {
            final var found = one(cause);
            if (found.isPresent()) {
                return List.of(found.orElseThrow());
            }
            depth++;
        }
        return List.of();
    }

    static Refusal of(final Finding finding) {
        return new Refusal(finding.tag(), Optional.of(finding.path()).filter(path -> !path.equals(NOWHERE)),
            finding.message());
    }

    /** The same as a finding, whose path is the root where there is none. */
    Finding finding() {
        return new Finding(tag, path.orElse(NOWHERE), message);
    }

    /** The text of an exception without namespaces and class names, and of bounded length. */
    static String plain(final String text) {
        final var plain = EXCEPTION.matcher(NAMESPACE.matcher(text).replaceAll("")).replaceAll("");
        return plain.length() <= MOST_CHARACTERS ? plain : plain.substring(0, MOST_CHARACTERS) + "...";
    }

    private static Optional<Refusal> one(final Throwable cause) {
        final var text = String.valueOf(cause.getMessage());
        if (cause instanceof RequiredElementCountException) {
            return Optional.of(new Refusal(ErrorTag.INVALID_VALUE, Optional.empty(), text + ": remove or add entries"));
        }
        if (cause instanceof OptimisticLockFailedException) {
            return Optional.of(new Refusal(ErrorTag.IN_USE, Optional.empty(),
                "another client has changed the same part of the configuration meanwhile, nothing is stored: read it"
                    + " and try again"));
        }
        if (cause instanceof YangInvalidValueException) {
            return Optional.of(new Refusal(ErrorTag.INVALID_VALUE, Optional.empty(), text));
        }
        final var missing = MISSING.matcher(plain(text));
        if (cause instanceof IllegalArgumentException && missing.find()) {
            return Optional.of(new Refusal(ErrorTag.MISSING_ELEMENT, Optional.empty(), missing.group(1)
                + " has no " + missing.group(2).substring(1) + ", which is mandatory: add it"));
        }
        return cause instanceof IllegalArgumentException
            ? Optional.of(new Refusal(ErrorTag.INVALID_VALUE, Optional.empty(), text)) : Optional.empty();
    }
}

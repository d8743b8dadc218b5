/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.validation;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.common.api.DataValidationFailedException;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataTreeIdentifier;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;

/**
 * Refuses a commit. Its message is all the findings, one a line: a client that sees nothing but the message can still
 * tell what to change, and {@link #findingsIn(String)} finds them again where the platform passes on nothing else.
 */
public final class InvalidConfigurationException extends DataValidationFailedException {
    /** More are not reported at once: the operator corrects these first. */
    static final int MOST_FINDINGS = 20;

    private static final long serialVersionUID = 1L;
    private static final Pattern LINE = Pattern.compile("(?m)^([a-z-]+) (/\\S*): (.+)$");

    /**
     * Refuses for these reasons.
     *
     * @param findings what is wrong, at least one
     */
    public InvalidConfigurationException(final List<Finding> findings) {
        this(findings, null);
    }

    /**
     * Refuses for these reasons.
     *
     * @param findings what is wrong, at least one
     * @param cause what it was seen by
     */
    public InvalidConfigurationException(final List<Finding> findings, final @Nullable Exception cause) {
        super(DOMDataTreeIdentifier.class,
            DOMDataTreeIdentifier.of(LogicalDatastoreType.CONFIGURATION, YangInstanceIdentifier.of()),
            findings.stream().limit(MOST_FINDINGS).map(Finding::toString).collect(Collectors.joining("\n")), cause);
    }

    /**
     * What is wrong.
     *
     * @return at least one finding, a bounded number
     */
    public List<Finding> findings() {
        return findingsIn(getMessage());
    }

    /**
     * The one that made something fail.
     *
     * @param failure what failed
     * @return this kind of exception, empty when another one is the cause
     */
    public static Optional<InvalidConfigurationException> causeOf(final Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidConfigurationException found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /**
     * The findings in the text of such an exception.
     *
     * @param message a message of any exception
     * @return the findings, none when it is not of this kind
     */
    public static List<Finding> findingsIn(final String message) {
        return LINE.matcher(message).results()
            .map(line -> new Finding(new ErrorTag(line.group(1)), line.group(2), line.group(3))).toList();
    }
}

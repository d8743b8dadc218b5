/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.northbound;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.validation.Finding;
import io.tenantbgp.validation.InvalidConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.restconf.api.ErrorMessage;
import org.opendaylight.restconf.common.errors.RestconfDocumentedException;
import org.opendaylight.restconf.common.errors.RestconfError;
import org.opendaylight.restconf.server.api.DataYangPatchResult;
import org.opendaylight.restconf.server.api.PatchStatusContext;
import org.opendaylight.restconf.server.api.ServerError;
import org.opendaylight.restconf.server.api.ServerErrorPath;
import org.opendaylight.restconf.server.spi.DatabindProvider;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes RFC 8040 errors of what the platform fails with. */
final class RestconfAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(RestconfAnswers.class);
    private static final String NOT_READABLE =
        "the body is not what the model says there: compare it with the answer to GET of the same resource";

    private final DatabindProvider databind;

    RestconfAnswers(final DatabindProvider databind) {
        this.databind = requireNonNull(databind);
    }

    /** The same with the reasons of a refused commit, and with a message where there is none. */
    RestconfDocumentedException of(final RestconfDocumentedException failure) {
        final var errors = failure.getErrors();
        if (errors.get(0).getErrorTag().equals(ErrorTag.OPERATION_FAILED)) {
            final var refusals = Refusal.of(failure);
            return refusals.isEmpty() ? failure
                : new RestconfDocumentedException(failure, refusals.stream().map(this::error).toList());
        }
        return new RestconfDocumentedException(failure, errors.stream().map(each -> told(each, failure)).toList());
    }

    /** Of a YANG patch (RFC 8072) the platform passes on nothing but text. */
    DataYangPatchResult of(final DataYangPatchResult result) {
        final var status = result.status();
        final var errors = status.globalErrors();
        return new DataYangPatchResult(new PatchStatusContext(status.patchId(),
            status.editCollection(), status.ok(),
            errors == null ? null : ofCommit(errors)), result.entityTag(), result.lastModified());
    }

    /** For an exception that the platform does not expect of what a client sent. */
    RestconfDocumentedException ofUnreadable(final RuntimeException unexpected) {
        LOG.debug("request not readable", unexpected);
        final var refusals = Refusal.of(unexpected);
        return new RestconfDocumentedException(unexpected, refusals.isEmpty()
            ? List.of(new RestconfError(ErrorType.PROTOCOL, ErrorTag.MALFORMED_MESSAGE, NOT_READABLE))
            : refusals.stream().map(this::error).toList());
    }

    private List<ServerError> ofCommit(final List<ServerError> errors) {
        final var all = new ArrayList<ServerError>();
        for (var error : errors) {
            final var info = error.info();
            final List<Finding> findings = info == null ? List.of()
                : InvalidConfigurationException.findingsIn(info.elementBody());
            if (findings.isEmpty()) {
                all.add(error);
            }
            findings.stream().map(Refusal::of).map(this::serverError).forEach(all::add);
        }
        return all;
    }

    private static RestconfError told(final RestconfError error, final Throwable failure) {
        final var message = error.getErrorMessage();
        final var text = message == null || message.endsWith(": null")
            ? Refusal.of(failure).stream().map(Refusal::message).findFirst().orElse(NOT_READABLE)
            : Refusal.plain(message);
        return new RestconfError(error.getErrorType(), error.getErrorTag(), text, error.getErrorAppTag(), null,
            error.getErrorPath());
    }

    private RestconfError error(final Refusal refusal) {
        return new RestconfError(ErrorType.APPLICATION, refusal.tag(), refusal.message(), null, null,
            refusal.path().flatMap(this::parse).orElse(null));
    }

    private ServerError serverError(final Refusal refusal) {
        final var current = databind.currentDatabind();
        final @Nullable ServerErrorPath path = refusal.path().flatMap(this::parse)
            .map(found -> new ServerErrorPath(current, found)).orElse(null);
        return new ServerError(ErrorType.APPLICATION, refusal.tag(), new ErrorMessage(refusal.message()), null, path,
            null);
    }

    private Optional<YangInstanceIdentifier> parse(final String path) {
        try {
            return Optional.of(databind.currentDatabind().jsonCodecs().instanceIdentifierCodec()
                .parseValue(null, path));
        } catch (IllegalArgumentException e) {
            LOG.debug("no error-path {}", path, e);
            return Optional.empty();
        }
    }
}

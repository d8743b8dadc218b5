/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.restconf;

import java.util.Optional;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import javax.ws.rs.ext.Provider;
import javax.ws.rs.ext.Providers;
import org.opendaylight.restconf.common.errors.RestconfDocumentedException;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers 400 where the platform's parser of a request gives up with an exception it does not expect itself, to which
 * it would answer 500 without a text: a body without content, an unknown operation of a yang-patch.
 *
 * @param <E> the exception
 */
abstract class UnreadableRequest<E extends RuntimeException> implements ExceptionMapper<E> {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRequest.class);

    private Optional<Providers> providers = Optional.empty();

    /** What is not there, such as the data of an empty body. */
    @Provider
    static final class IllegalState extends UnreadableRequest<IllegalStateException> {
        @Override
        String explain(final IllegalStateException failure) {
            return "the request has no content where data is expected";
        }
    }

    /** What is there and is not allowed. */
    @Provider
    static final class IllegalArgument extends UnreadableRequest<IllegalArgumentException> {
        @Override
        String explain(final IllegalArgumentException failure) {
            return "the request cannot be read: " + failure.getMessage();
        }
    }

    /**
     * Called by JAX-RS before the first request.
     *
     * @param found has the mapper for RESTCONF's own errors
     */
    @Context
    public final void setProviders(final Providers found) {
        providers = Optional.of(found);
    }

    @Override
    public final Response toResponse(final E failure) {
        LOG.debug("a request is answered 400", failure);
        return providers.orElseThrow().getExceptionMapper(RestconfDocumentedException.class).toResponse(
            new RestconfDocumentedException(explain(failure), ErrorType.PROTOCOL, ErrorTag.MALFORMED_MESSAGE));
    }

    abstract String explain(E failure);
}

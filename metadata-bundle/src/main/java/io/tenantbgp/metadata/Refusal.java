/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static java.util.Objects.requireNonNull;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jdt.annotation.NonNullByDefault;

/** Why a request is answered before the metadata tree is asked. */
@NonNullByDefault
enum Refusal {
    /** RFC 9112 section 3: what cannot be parsed, or an HTTP/1.1 request without exactly one Host. */
    MALFORMED(HttpResponseStatus.BAD_REQUEST, "malformed request"),
    METHOD(HttpResponseStatus.METHOD_NOT_ALLOWED, "method not allowed"),
    /** Nothing here takes a request body, so none is read. */
    BODY(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "request body not accepted"),
    URI_TOO_LONG(HttpResponseStatus.REQUEST_URI_TOO_LONG, "URI too long"),
    HEADER_TOO_LARGE(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "header too large"),
    VERSION(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "HTTP version not supported");

    private final HttpResponseStatus status;
    private final ByteBuffer body;

    Refusal(final HttpResponseStatus status, final String body) {
        this.status = requireNonNull(status);
        this.body = ByteBuffer.wrap(body.getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();
    }

    HttpResponseStatus status() {
        return status;
    }

    ByteBuffer body() {
        return body.asReadOnlyBuffer();
    }

    /** Decides on the head of a request; empty when the tree may answer it. */
    static Optional<Refusal> of(final HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return Optional.of(ofFailure(request.decoderResult()));
        }
        final var version = request.protocolVersion();
        if (version.majorVersion() != 1) {
            return Optional.of(VERSION);
        }
        final var hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || hosts == 0 && version.compareTo(HttpVersion.HTTP_1_1) >= 0 || !isVisible(request.uri())) {
            return Optional.of(MALFORMED);
        }
        if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method())) {
            return Optional.of(METHOD);
        }
        return hasBody(request) ? Optional.of(BODY) : Optional.empty();
    }

    /** Whether octets of a body follow the head, RFC 9112 section 6. */
    static boolean hasBody(final HttpRequest request) {
        return request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
            || HttpUtil.getContentLength(request, 0L) > 0;
    }

    private static Refusal ofFailure(final DecoderResult failure) {
        final var cause = failure.cause();
        if (cause instanceof TooLongHttpLineException) {
            return URI_TOO_LONG;
        }
        return cause instanceof TooLongHttpHeaderException ? HEADER_TOO_LARGE : MALFORMED;
    }

    /** RFC 3986 knows no other characters in a URI than visible ASCII. */
    private static boolean isVisible(final String uri) {
        return uri.chars().allMatch(character -> character > ' ' && character <= '~');
    }
}

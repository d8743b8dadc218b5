/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jdt.annotation.NonNullByDefault;

/** Why a request is answered before the metadata tree is asked. */
@NonNullByDefault
enum Refusal {
    /** RFC 9112 section 3: what cannot be parsed, or an HTTP/1.1 request without exactly one Host. */
    MALFORMED(HttpResponseStatus.BAD_REQUEST, "malformed request"),
    /**
     * A proxy sent it on for somebody else, who is not to read what is this host's. Whoever makes a proxy of the host
     * fetch from it what the metadata service tells (server-side request forgery) cannot leave the header out.
     */
    FORWARDED(HttpResponseStatus.FORBIDDEN, "forwarded request not answered"),
    METHOD(HttpResponseStatus.METHOD_NOT_ALLOWED, "method not allowed"),
    /** Nothing here takes a request body, so none is read. */
    BODY(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "request body not accepted"),
    URI_TOO_LONG(HttpResponseStatus.REQUEST_URI_TOO_LONG, "URI too long"),
    HEADER_TOO_LARGE(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "header too large"),
    VERSION(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "HTTP version not supported");

    private static final AsciiString X_FORWARDED_FOR = AsciiString.cached("x-forwarded-for");
    /** Of RFC 7239. */
    private static final AsciiString FORWARDED_FIELD = AsciiString.cached("forwarded");

    private final HttpResponseStatus status;
    private final ByteBuf body;

    Refusal(final HttpResponseStatus status, final String body) {
        this.status = requireNonNull(status);
        this.body = Unpooled.unreleasableBuffer(Unpooled.copiedBuffer(body, StandardCharsets.US_ASCII).asReadOnly());
    }

    HttpResponseStatus status() {
        return status;
    }

    ByteBuf body() {
        return body.duplicate();
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
        if (!isVisible(request.uri()) || !hasValidHost(request)) {
            return Optional.of(MALFORMED);
        }
        if (request.headers().contains(X_FORWARDED_FOR) || request.headers().contains(FORWARDED_FIELD)) {
            return Optional.of(FORWARDED);
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

    /** RFC 9112 section 3.2: exactly one, which HTTP/1.0 may leave out, and nothing that no authority can be. */
    private static boolean hasValidHost(final HttpRequest request) {
        final var hosts = request.headers().valueCharSequenceIterator(HttpHeaderNames.HOST);
        return hosts.hasNext() ? isAuthority(hosts.next()) && !hosts.hasNext()
            : request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
    }

    /** RFC 3986 section 3.2, without userinfo, which http has not (RFC 9110 section 4.2.4). */
    private static boolean isAuthority(final CharSequence host) {
        for (int i = 0; i < host.length(); i++) {
            final char each = host.charAt(i);
            if (!(each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each >= '0' && each <= '9'
                    || "-._~%!$&'()*+,;=:[]".indexOf(each) >= 0)) {
                return false;
            }
        }
        return true;
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
        for (int i = 0; i < uri.length(); i++) {
            if (uri.charAt(i) <= ' ' || uri.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}

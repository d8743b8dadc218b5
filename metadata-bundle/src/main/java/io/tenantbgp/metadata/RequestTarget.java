/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import java.net.InetAddress;
import org.eclipse.jdt.annotation.NonNullByDefault;

/** The request target of RFC 9112 section 3.2, as far as the metadata service needs it: its path and its query. */
@NonNullByDefault
final class RequestTarget {
    private static final String SCHEME = "http://";

    private RequestTarget() {
        // Hidden on purpose
    }

    /** Returns the request for this target from this address. */
    static MetadataRequest request(final String target, final InetAddress source) {
        final var query = target.indexOf('?');
        return new MetadataRequest(path(target), query < 0 ? "" : target.substring(query + 1), source);
    }

    /**
     * Returns the path of an origin-form ({@code /path?query}) or absolute-form ({@code http://host/path?query})
     * target; the host is ignored. Any other form comes back as it is, which is the path of nothing.
     */
    static String path(final String target) {
        final var query = target.indexOf('?');
        final var withoutQuery = query < 0 ? target : target.substring(0, query);
        if (!withoutQuery.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return withoutQuery;
        }
        final var path = withoutQuery.indexOf('/', SCHEME.length());
        return path < 0 ? "/" : withoutQuery.substring(path);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import org.eclipse.jdt.annotation.NonNullByDefault;

/** The request target of RFC 9112 section 3.2, as far as the metadata service needs it: where its path is. */
@NonNullByDefault
final class RequestTarget {
    private static final String SCHEME = "http://";

    private RequestTarget() {
        // Hidden on purpose
    }

    /**
     * Returns the path of an origin-form ({@code /path?query}) or absolute-form ({@code http://host/path?query})
     * target; the query is ignored, so is the host. Any other form comes back as it is, which is the path of nothing.
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

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * What the metadata tree has to know of a request.
 *
 * @param path absolute path without query, as the client spelt it: names are compared octet by octet
 * @param query what follows the question mark, as the client spelt it; empty: nothing
 * @param source address the request came from, which tells the tenant host
 */
@NonNullByDefault
record MetadataRequest(String path, String query, InetAddress source) {
    MetadataRequest {
        requireNonNull(path);
        requireNonNull(query);
        requireNonNull(source);
    }
}

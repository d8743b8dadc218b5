/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

/** Which route refresh a speaker offers by its OPEN. */
public enum RouteRefreshSupport {
    /** None: it takes no ROUTE-REFRESH. */
    NONE,
    /** Requests (RFC 2918, capability 2). */
    PLAIN,
    /** Requests, and answers with a beginning and an end (RFC 7313, capability 70). */
    ENHANCED
}

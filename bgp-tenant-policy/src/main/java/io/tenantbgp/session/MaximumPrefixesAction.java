/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

/** What happens when a tenant announces more than {@code maximum-prefixes} of one family. */
public enum MaximumPrefixesAction {
    /** What exceeds the limit is rejected, the session stays up. */
    DROP_EXCESS,
    /** The session ends with Cease, Maximum Number of Prefixes Reached (RFC 4486). */
    TEARDOWN
}

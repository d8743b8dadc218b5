/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import java.util.List;

/** The rejected prefixes of a session, and how many more there were that are not kept. */
record RejectedPrefixes(List<RejectedPrefix> prefixes, long forgotten) {
    static final RejectedPrefixes NONE = new RejectedPrefixes(List.of(), 0);

    RejectedPrefixes {
        prefixes = List.copyOf(prefixes);
    }
}

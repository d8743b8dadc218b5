/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.access;

import java.util.Locale;

/** What a user of the DPU may do. The names are those of OpenDaylight's roles, and of the first users. */
enum Role {
    /** Everything: the platform, the other users, the shell. */
    ADMIN,
    /** Reads, and changes the configuration of the site, the DPU and the instance metadata. */
    OPERATOR,
    /** Reads. */
    VIEWER;

    String roleName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static java.util.Objects.requireNonNull;

/**
 * The answer to a tenant's OPEN.
 */
public sealed interface OpenVerdict {
    /**
     * The session may come up.
     *
     * @param tenantAsn the tenant's effective, 4-byte ASN: the session's peer ASN
     */
    record Accepted(long tenantAsn) implements OpenVerdict {
    }

    /**
     * The OPEN is answered with a NOTIFICATION and the connection closes.
     *
     * @param error code, subcode and data of the NOTIFICATION
     * @param message one line for the operator: what was wrong, what would have been accepted, what to change
     */
    record Refused(OpenError error, String message) implements OpenVerdict {
        /** Takes both. */
        public Refused {
            requireNonNull(error);
            requireNonNull(message);
        }
    }
}

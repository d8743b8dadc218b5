/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.tenantbgp.policy.AddressFamily;
import java.util.Set;

/**
 * What was agreed with a tenant by its OPEN.
 *
 * @param tenantAsn the tenant's ASN
 * @param bgpIdentifier the BGP identifier it claims, as 32 bits
 * @param holdTime the hold time in effect, in seconds
 * @param families the families it may announce routes of
 */
public record RemoteOpen(long tenantAsn, int bgpIdentifier, int holdTime, Set<AddressFamily> families) {
    /** Copies the families. */
    public RemoteOpen {
        families = Set.copyOf(families);
    }
}

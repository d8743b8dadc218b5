/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.policy.AddressFamily;
import java.util.List;
import java.util.Optional;

/**
 * An UPDATE message (RFC 4271, section 4.3) as received, its errors handled as RFC 7606 says. Fields of other families
 * than IPv4 and IPv6 unicast are left out. The prefixes themselves are read later, by the cursors of the fields.
 *
 * @param withdrawn the prefixes withdrawn, of one field or two
 * @param announced the prefixes announced, of one field or two
 * @param endOfRib the family whose End-of-RIB marker this is (RFC 4724, section 2), empty when it is none
 */
public record UpdateMessage(List<NlriField> withdrawn, List<Announcement> announced,
        Optional<AddressFamily> endOfRib) {
    /** Copies the lists. */
    public UpdateMessage {
        withdrawn = List.copyOf(withdrawn);
        announced = List.copyOf(announced);
        requireNonNull(endOfRib);
    }
}

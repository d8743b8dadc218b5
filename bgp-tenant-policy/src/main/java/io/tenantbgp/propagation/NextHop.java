/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.policy.IpAddress;
import java.util.Comparator;
import java.util.Optional;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Where packets for a prefix learnt from the fabric are sent to.
 *
 * @param address the remote VXLAN tunnel endpoint, or the next router in the underlay
 * @param vni the VNI to send with, empty for a route of the underlay
 * @param routerMac the inner destination MAC address, as far as the route says one
 */
public record NextHop(IpAddress address, Optional<Long> vni, Optional<String> routerMac)
        implements Comparable<NextHop> {
    private static final Comparator<NextHop> ORDER = Comparator.comparing((NextHop hop) -> hop.address().toString())
        .thenComparing(hop -> hop.vni().orElse(-1L)).thenComparing(hop -> hop.routerMac().orElse(""));

    /** Refuses absent parts. */
    public NextHop {
        requireNonNull(address);
        requireNonNull(vni);
        requireNonNull(routerMac);
    }

    @Override
    public int compareTo(final @Nullable NextHop other) {
        return ORDER.compare(this, requireNonNull(other));
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.ImportPolicy;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.OpenPolicy;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Everything one tenant session needs of the configuration. Immutable, replaced whole when anything of it changes.
 *
 * @param link the interface and both addresses; a change resets the session
 * @param ids the BGP identifiers; a change resets the session
 * @param security what the kernel asks of the connection's packets; a change resets the session
 * @param timers hold time, keepalive interval and send hold time; a change takes effect on the next connection
 * @param openPolicy decides on the tenant's OPEN; a session whose ASN it no longer admits is reset
 * @param importPolicy decides on each prefix and names the host's addresses, which are its routes' next hops; a change
 *     decides at once on all that was announced
 * @param maximumPrefixesAction what to do when {@code importPolicy} finds the limit exceeded
 */
public record TenantPeer(TenantLink link, SpeakerIds ids, TransportSecurity security, SessionTimers timers,
        OpenPolicy openPolicy, ImportPolicy importPolicy, MaximumPrefixesAction maximumPrefixesAction) {
    /** Refuses absent parts. */
    public TenantPeer {
        requireNonNull(link);
        requireNonNull(ids);
        requireNonNull(security);
        requireNonNull(timers);
        requireNonNull(openPolicy);
        requireNonNull(importPolicy);
        requireNonNull(maximumPrefixesAction);
    }

    /**
     * The address that names this peer.
     *
     * @return the tenant host's address, unique on the DPU
     */
    public InetAddress hostAddress() {
        return link.hostAddress();
    }

    /** The next hop of the routes of a family: the host's address of it, empty when none is configured. */
    Optional<IpAddress> nextHop(final AddressFamily family) {
        return importPolicy.hostAddresses().stream().filter(address -> address.family() == family).findFirst();
    }

    /** What a live session cannot change: another table, other addresses, other identities, another transport. */
    boolean needsNewSession(final TenantPeer other) {
        return !link.equals(other.link) || !ids.equals(other.ids) || !security.equals(other.security)
            || openPolicy.dpuAsn() != other.openPolicy.dpuAsn();
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import io.tenantbgp.policy.IpAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds interfaces whose addresses contradict others. BGPCEP knows a neighbour by its address alone, in all RIBs. */
final class AddressConflicts {
    private static final int FIRST_RESERVED_OCTET = 240;

    private final Inet4Address loopback;
    private final Set<InetAddress> ownAddresses;
    private final Map<InetAddress, Integer> hostUses = new HashMap<>();

    AddressConflicts(final Inet4Address loopback, final Set<InetAddress> ownAddresses,
            final List<InterfaceAddresses> interfaces) {
        this.loopback = loopback;
        this.ownAddresses = ownAddresses;
        interfaces.forEach(each -> each.hosts().forEach(host -> hostUses.merge(host, 1, Integer::sum)));
    }

    /**
     * What is wrong with an interface's addresses. When two interfaces have one host address, both are in conflict:
     * which tenant it belongs to cannot be known.
     *
     * @param addresses the interface
     * @return a sentence that says what to change, empty when nothing is wrong
     */
    Optional<String> of(final InterfaceAddresses addresses) {
        if (!isUnicast(loopback)) {
            return Optional.of("the DPU's loopback " + text(loopback)
                + " is not a unicast address and no BGP identifier: correct it");
        }
        return addresses.pairs().isEmpty()
            ? Optional.of("it has neither an IPv4 nor an IPv6 address: set ipv4 or ipv6")
            : addresses.pairs().stream().map(this::of).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> of(final InterfaceAddresses.Pair pair) {
        final var host = pair.host();
        final var text = text(host);
        if (!isUnicast(host) || !isUnicast(pair.gateway())) {
            return Optional.of("host address " + text + " or gateway address " + text(pair.gateway())
                + " is not a unicast address: correct it");
        }
        if (ownAddresses.contains(host)) {
            return Optional.of("host address " + text + " is one of the DPU's own addresses: change one of them");
        }
        return hostUses.get(host) > 1
            ? Optional.of("host address " + text + " is configured on another tenant interface too: change one of them")
            : Optional.empty();
    }

    /** Whether a host can have it, and is reached by it without a zone. */
    static boolean isUnicast(final InetAddress address) {
        final var bits = IpAddress.of(address);
        // No packet has an IPv4-mapped address; the kernel would take it for the IPv4 one.
        return bits.equals(bits.unmapped()) && !address.isAnyLocalAddress() && !address.isMulticastAddress()
            && !address.isLinkLocalAddress() && !(address instanceof Inet4Address
                && Byte.toUnsignedInt(address.getAddress()[0]) >= FIRST_RESERVED_OCTET);
    }

    private static String text(final InetAddress address) {
        return IpAddress.of(address).toString();
    }
}

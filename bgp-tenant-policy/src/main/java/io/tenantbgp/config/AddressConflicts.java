/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.Prefix;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds interfaces whose addresses contradict others. BGPCEP knows a neighbour by its address alone, in all RIBs. */
final class AddressConflicts {
    private static final int FIRST_RESERVED_OCTET = 240;
    private static final int POINT_TO_POINT = 31;
    private static final long ALL_ONES = 0xffff_ffffL;

    private final Inet4Address loopback;
    private final Set<InetAddress> ownAddresses;
    private final Map<InetAddress, Integer> hostUses = new HashMap<>();

    private AddressConflicts(final Inet4Address loopback, final List<InterfaceAddresses> interfaces) {
        this.loopback = loopback;
        ownAddresses = Stream.concat(Stream.of((InetAddress) loopback),
            interfaces.stream().flatMap(each -> each.gateways().stream())).collect(Collectors.toUnmodifiableSet());
        interfaces.forEach(each -> each.hosts().forEach(host -> hostUses.merge(host, 1, Integer::sum)));
    }

    static AddressConflicts of(final DpuIdentity dpu, final List<InterfaceAddresses> interfaces) {
        return new AddressConflicts(dpu.loopback(), interfaces);
    }

    /**
     * What is wrong with an interface's addresses. When two interfaces have one host address, both are in conflict:
     * which tenant it belongs to cannot be known.
     *
     * @param addresses the interface
     * @return what to change, empty when nothing is wrong
     */
    List<Problem> problems(final InterfaceAddresses addresses) {
        return addresses.pairs().isEmpty()
            ? List.of(new Problem("", "it has neither an IPv4 nor an IPv6 address: set ipv4 or ipv6"))
            : addresses.pairs().stream().flatMap(this::problems).toList();
    }

    private Stream<Problem> problems(final InterfaceAddresses.Pair pair) {
        return Stream.concat(gateway(pair), host(pair).or(() -> subnet(pair)).stream());
    }

    /** What is wrong with the DPU's loopback, which no session can be without. */
    static Optional<String> ofLoopback(final Inet4Address loopback) {
        return isUnicast(loopback) ? Optional.empty() : Optional.of("the DPU's loopback " + text(loopback)
            + " is not a unicast address and no BGP identifier: correct it");
    }

    private Stream<Problem> gateway(final InterfaceAddresses.Pair pair) {
        final var leaf = pair.container() + "/gateway-address";
        final var gateway = pair.gateway();
        if (!isUnicast(gateway)) {
            return Stream.of(new Problem(leaf, "gateway address " + text(gateway)
                + " is not a unicast address: correct it"));
        }
        return gateway.equals(loopback) ? Stream.of(new Problem(leaf, "gateway address " + text(gateway)
            + " is the DPU's loopback: change one of them")) : Stream.empty();
    }

    private Optional<Problem> host(final InterfaceAddresses.Pair pair) {
        final var leaf = pair.container() + "/host-address";
        final var host = pair.host();
        final var named = "host address " + text(host);
        if (!isUnicast(host)) {
            return Optional.of(new Problem(leaf, named + " is not a unicast address: correct it"));
        }
        if (ownAddresses.contains(host)) {
            return Optional.of(new Problem(leaf,
                named + " is one of the DPU's own addresses: change one of them"));
        }
        return hostUses.get(host) > 1 ? Optional.of(new Problem(leaf,
            named + " is configured on another tenant interface too: change one of them")) : Optional.empty();
    }

    /** The host has to reach the gateway without a router, and with an address that is its own. */
    private static Optional<Problem> subnet(final InterfaceAddresses.Pair pair) {
        final var gateway = IpAddress.of(pair.gateway());
        final var host = IpAddress.of(pair.host());
        final var subnet = Prefix.network(gateway.family(), gateway.high(), gateway.low(), pair.prefixLength());
        if (!subnet.contains(host.toHostPrefix())) {
            return Optional.of(new Problem(pair.container() + "/host-address", "host address " + host
                + " is not in " + subnet + ", the subnet of gateway address " + gateway
                + ": correct one of them or prefix-length"));
        }
        for (var each : List.of(new End("host", host), new End("gateway", gateway))) {
            // RFC 1122, section 3.2.1.3; a link of two addresses has neither (RFC 3021).
            if (subnet.family() == AddressFamily.IPV4 && subnet.length() < POINT_TO_POINT
                    && (each.address().high() == subnet.high() || each.isLastOf(subnet))) {
                return Optional.of(new Problem(pair.container() + "/" + each.name() + "-address",
                    each.name() + " address " + each.address() + " is the first or the last one of " + subnet
                        + ", which no host can have: correct it or prefix-length"));
            }
        }
        return Optional.empty();
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

    private record End(String name, IpAddress address) {
        boolean isLastOf(final Prefix subnet) {
            return address.high() == (subnet.high() | (ALL_ONES >>> subnet.length()) << Integer.SIZE);
        }
    }
}

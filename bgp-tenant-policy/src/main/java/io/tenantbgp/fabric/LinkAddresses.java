/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import com.google.common.net.InetAddresses;
import io.tenantbgp.policy.IpAddress;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the addresses of the network interface that has a given one. */
final class LinkAddresses {
    private static final Logger LOG = LoggerFactory.getLogger(LinkAddresses.class);

    private LinkAddresses() {
        // static methods only
    }

    /**
     * The next hops of routes announced from an address: itself, and for the other family the lowest address of the
     * same interface. Addresses of a scope that a neighbour may not reach do not count.
     */
    static NextHops of(final InetAddress local) {
        return new NextHops(ofFamily(local, Inet4Address.class), ofFamily(local, Inet6Address.class));
    }

    private static <T extends InetAddress> Optional<T> ofFamily(final InetAddress local, final Class<T> family) {
        return family.isInstance(local) ? Optional.of(family.cast(local)) : lowest(local, family);
    }

    private static <T extends InetAddress> Optional<T> lowest(final InetAddress local, final Class<T> family) {
        return onInterfaceOf(local).filter(family::isInstance).map(family::cast)
            .filter(found -> !found.isLinkLocalAddress() && !found.isMulticastAddress()
                && (!found.isLoopbackAddress() || local.isLoopbackAddress()))
            .min(Comparator.comparing(InetAddresses::toBigInteger));
    }

    private static Stream<InetAddress> onInterfaceOf(final InetAddress local) {
        try {
            final var found = NetworkInterface.getByInetAddress(local);
            return found == null ? Stream.empty() : found.inetAddresses();
        } catch (SocketException e) {
            LOG.warn("the interface with address {} is not known", IpAddress.of(local), e);
            return Stream.empty();
        }
    }
}

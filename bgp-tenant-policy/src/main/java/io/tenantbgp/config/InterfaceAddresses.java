/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import io.tenantbgp.session.TenantLink;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterface;

/**
 * A tenant interface with its addresses, one pair for each family it has.
 *
 * @param yang the interface as configured
 * @param pairs gateway and host address of each family
 */
record InterfaceAddresses(TenantInterface yang, List<Pair> pairs) {
    static InterfaceAddresses of(final TenantInterface yang) {
        final var pairs = new ArrayList<Pair>(2);
        final var ipv4 = yang.getIpv4();
        if (ipv4 != null) {
            pairs.add(new Pair(IetfInetUtil.inet4AddressForNoZone(ipv4.requireGatewayAddress()),
                IetfInetUtil.inet4AddressForNoZone(ipv4.requireHostAddress())));
        }
        final var ipv6 = yang.getIpv6();
        if (ipv6 != null) {
            pairs.add(new Pair(YangLists.inet6Address(ipv6.requireGatewayAddress()),
                YangLists.inet6Address(ipv6.requireHostAddress())));
        }
        return new InterfaceAddresses(yang, List.copyOf(pairs));
    }

    String name() {
        return yang.requireName().getValue();
    }

    List<InetAddress> hosts() {
        return pairs.stream().map(Pair::host).toList();
    }

    List<InetAddress> gateways() {
        return pairs.stream().map(Pair::gateway).toList();
    }

    List<TenantLink> links() {
        return pairs.stream()
            .map(pair -> new TenantLink(name(), yang.requireVpc().getValue(), pair.gateway(), pair.host()))
            .toList();
    }

    record Pair(InetAddress gateway, InetAddress host) {
    }
}

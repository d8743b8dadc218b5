/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import io.tenantbgp.session.TenantLink;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
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
            pairs.add(new Pair("ipv4", IetfInetUtil.inet4AddressForNoZone(ipv4.requireGatewayAddress()),
                ipv4.requirePrefixLength().toJava(), IetfInetUtil.inet4AddressForNoZone(ipv4.requireHostAddress())));
        }
        final var ipv6 = yang.getIpv6();
        if (ipv6 != null) {
            pairs.add(new Pair("ipv6", YangLists.inet6Address(ipv6.requireGatewayAddress()),
                ipv6.requirePrefixLength().toJava(), YangLists.inet6Address(ipv6.requireHostAddress())));
        }
        return new InterfaceAddresses(yang, List.copyOf(pairs));
    }

    /** All of a DPU, by name. */
    static List<InterfaceAddresses> of(final Dpu dpu) {
        return YangLists.tenantInterfaces(dpu).stream().map(InterfaceAddresses::of)
            .sorted(Comparator.comparing(InterfaceAddresses::name)).toList();
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

    /**
     * The addresses of one family.
     *
     * @param container the container they are in
     * @param gateway the DPU's
     * @param prefixLength of the link
     * @param host the host's
     */
    record Pair(String container, InetAddress gateway, int prefixLength, InetAddress host) {
    }
}

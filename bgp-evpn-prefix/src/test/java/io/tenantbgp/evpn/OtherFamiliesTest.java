/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.OtherEncapsulationExtendedCommunity;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.RouterMacExtendedCommunity;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.rib.rev180329.rib.TablesKey;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.AddressFamily;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.Ipv4AddressFamily;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.Ipv6AddressFamily;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.UnicastSubsequentAddressFamily;

/** A peer may put any extended community on a route of any family. */
class OtherFamiliesTest {
    @Test
    void ipv4UnicastRouteCarriesExtendedCommunitiesOfEvpn() throws Exception {
        carries(Ipv4AddressFamily.VALUE);
    }

    @Test
    void ipv6UnicastRouteCarriesExtendedCommunitiesOfEvpn() throws Exception {
        carries(Ipv6AddressFamily.VALUE);
    }

    private static void carries(final AddressFamily family) throws Exception {
        final var support = RibCodecs.support(new TablesKey(family, UnicastSubsequentAddressFamily.VALUE));
        final var parsed = Parser.withRanking().attributes(Parser.ORIGIN_AND_PATH
            + Parser.attribute(16, "0603 020000000001" + "030c 00000000 0063"));
        final var codecs = RibCodecs.of(support);
        final var communities = codecs.deserializeAttributes(codecs.serializeAttributes(parsed))
            .nonnullExtendedCommunities();
        assertEquals("02:00:00:00:00:01", assertInstanceOf(RouterMacExtendedCommunity.class,
            communities.get(0).getExtendedCommunity()).getRouterMacExtendedCommunity().getRouterMac().getValue());
        assertEquals(99, assertInstanceOf(OtherEncapsulationExtendedCommunity.class,
            communities.get(1).getExtendedCommunity()).getOtherEncapsulationExtendedCommunity().getTunnelTypeNumber()
            .toJava());
    }
}

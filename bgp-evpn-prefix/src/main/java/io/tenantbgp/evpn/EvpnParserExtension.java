/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import java.util.List;
import org.opendaylight.protocol.bgp.parser.spi.BGPExtensionProviderActivator;
import org.opendaylight.protocol.bgp.parser.spi.BGPExtensionProviderContext;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.EvpnSubsequentAddressFamily;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.L2vpnAddressFamily;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.evpn.prefix.routes.EvpnPrefixRoutes;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.evpn.prefix.routes.evpn.prefix.routes.evpn.prefix.route.attributes.extended.communities.extended.community.OtherEncapsulationCase;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.evpn.prefix.routes.evpn.prefix.routes.evpn.prefix.route.attributes.extended.communities.extended.community.RouterMacCase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.next.hop.c.next.hop.Ipv4NextHopCase;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.next.hop.c.next.hop.Ipv6NextHopCase;
import org.opendaylight.yangtools.concepts.Registration;
import org.osgi.service.component.annotations.Component;

/**
 * Gives BGPCEP's parser the EVPN family and its extended communities.
 *
 * <p>Started first, by its ranking: of two parsers without kinship BGPCEP's registry takes the one registered first,
 * and {@link OpaqueParser} and
 * {@link AsPathParser} have to be that one.
 */
@Component(immediate = true, property = {
    "type=io.tenantbgp.evpn.EvpnParserExtension",
    "service.ranking:Integer=2147483647"
})
public final class EvpnParserExtension implements BGPExtensionProviderActivator {
    private static final int L2VPN_AFI = 25;
    private static final int EVPN_SAFI = 70;

    @Override
    public List<Registration> start(final BGPExtensionProviderContext context) {
        final var nlri = new IpPrefixNlriHandler(new IpPrefixNlri(new SkippedRoutes(System::nanoTime)));
        final var routerMac = new RouterMacHandler();
        final var encapsulation = new EncapsulationHandler();
        final var opaque = new OpaqueParser();
        return List.of(
            context.registerAttributeParser(AsPathParser.TYPE, new AsPathParser(context.getReferenceCache())),
            context.registerAddressFamily(L2vpnAddressFamily.VALUE, L2VPN_AFI),
            context.registerSubsequentAddressFamily(EvpnSubsequentAddressFamily.VALUE, EVPN_SAFI),
            context.registerNlriParser(L2vpnAddressFamily.VALUE, EvpnSubsequentAddressFamily.VALUE, nlri,
                new EvpnNextHop(), Ipv4NextHopCase.class, Ipv6NextHopCase.class),
            context.registerNlriSerializer(EvpnPrefixRoutes.class, nlri),
            context.registerExtendedCommunityParser(RouterMacHandler.TYPE, RouterMacHandler.SUBTYPE, routerMac),
            context.registerExtendedCommunitySerializer(RouterMacCase.class, routerMac),
            context.registerExtendedCommunityParser(encapsulation.getType(true), encapsulation.getSubType(),
                encapsulation),
            context.registerExtendedCommunitySerializer(OtherEncapsulationCase.class, encapsulation),
            context.registerExtendedCommunityParser(OpaqueParser.TYPE, OpaqueParser.SUBTYPE, opaque),
            context.registerExtendedCommunityParser(OpaqueParser.NON_TRANSITIVE_TYPE, OpaqueParser.SUBTYPE, opaque));
    }
}

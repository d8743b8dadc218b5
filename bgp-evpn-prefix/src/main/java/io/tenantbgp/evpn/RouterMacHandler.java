/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import io.netty.buffer.ByteBuf;
import org.opendaylight.protocol.bgp.parser.spi.extended.community.ExtendedCommunityParser;
import org.opendaylight.protocol.bgp.parser.spi.extended.community.ExtendedCommunitySerializer;
import org.opendaylight.protocol.bgp.parser.spi.extended.community.ExtendedCommunityUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.IetfYangUtil;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.RouterMacExtendedCommunity;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.router.mac.extended.community.RouterMacExtendedCommunityBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.update.attributes.extended.communities.extended.community.RouterMacCaseBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.extended.community.ExtendedCommunity;

/** The Router's MAC extended community (RFC 9135, section 8.1). */
final class RouterMacHandler implements ExtendedCommunityParser, ExtendedCommunitySerializer {
    static final int TYPE = 6;
    static final int SUBTYPE = 3;

    private static final int MAC_LENGTH = 6;

    @Override
    public ExtendedCommunity parseExtendedCommunity(final ByteBuf buffer) {
        final var mac = new byte[MAC_LENGTH];
        buffer.readBytes(mac);
        return new RouterMacCaseBuilder()
            .setRouterMacExtendedCommunity(new RouterMacExtendedCommunityBuilder()
                .setRouterMac(IetfYangUtil.macAddressFor(mac))
                .build())
            .build();
    }

    @Override
    public void serializeExtendedCommunity(final ExtendedCommunity community, final ByteBuf buffer) {
        // The interface is the grouping's: the case of an UPDATE and the one of a route have it.
        if (!(community instanceof RouterMacExtendedCommunity routerMac)) {
            throw new IllegalArgumentException(community + " is no Router's MAC");
        }
        buffer.writeBytes(IetfYangUtil.macAddressBytes(routerMac.getRouterMacExtendedCommunity().getRouterMac()));
    }

    @Override
    public int getType(final boolean transitive) {
        return ExtendedCommunityUtil.setTransitivity(TYPE, transitive);
    }

    @Override
    public int getSubType() {
        return SUBTYPE;
    }
}

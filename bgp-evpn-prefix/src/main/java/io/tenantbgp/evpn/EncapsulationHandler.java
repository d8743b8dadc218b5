/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import io.netty.buffer.ByteBuf;
import org.opendaylight.protocol.bgp.parser.BGPDocumentedException;
import org.opendaylight.protocol.bgp.parser.BGPParsingException;
import org.opendaylight.protocol.bgp.parser.impl.message.update.extended.communities.EncapsulationEC;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.OtherEncapsulationExtendedCommunity;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.other.encapsulation.extended.community.OtherEncapsulationExtendedCommunityBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.update.attributes.extended.communities.extended.community.OtherEncapsulationCaseBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.EncapsulationTunnelType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.extended.community.ExtendedCommunity;
import org.opendaylight.yangtools.yang.common.Uint16;

/**
 * The Encapsulation extended community (RFC 9012, section 4.1) with two faults of BGPCEP's handler mended: that one
 * drops the session when another community follows, because it looks at all octets that are left, and for a tunnel type
 * it has no name for it makes data without a mandatory leaf.
 *
 * <p>A subclass, because BGPCEP's registry prefers one to its superclass whichever is registered first.
 */
final class EncapsulationHandler extends EncapsulationEC {
    private static final int CONTENT_LENGTH = 6;
    private static final int TUNNEL_TYPE_OFFSET = 4;

    @Override
    public ExtendedCommunity parseExtendedCommunity(final ByteBuf buffer)
            throws BGPDocumentedException, BGPParsingException {
        final var content = buffer.readSlice(CONTENT_LENGTH);
        final int tunnelType = content.getUnsignedShort(content.readerIndex() + TUNNEL_TYPE_OFFSET);
        return EncapsulationTunnelType.forValue(tunnelType) != null ? super.parseExtendedCommunity(content)
            : new OtherEncapsulationCaseBuilder()
                .setOtherEncapsulationExtendedCommunity(new OtherEncapsulationExtendedCommunityBuilder()
                    .setTunnelTypeNumber(Uint16.valueOf(tunnelType))
                    .build())
                .build();
    }

    @Override
    public void serializeExtendedCommunity(final ExtendedCommunity community, final ByteBuf buffer) {
        // The interface is the grouping's: the case of an UPDATE and the one of a route have it.
        if (community instanceof OtherEncapsulationExtendedCommunity other) {
            buffer.writeZero(TUNNEL_TYPE_OFFSET);
            buffer.writeShort(other.getOtherEncapsulationExtendedCommunity().getTunnelTypeNumber().toJava());
        } else {
            super.serializeExtendedCommunity(community, buffer);
        }
    }
}

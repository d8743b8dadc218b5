/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import io.netty.buffer.ByteBuf;
import org.opendaylight.protocol.bgp.parser.spi.extended.community.ExtendedCommunityParser;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.extended.community.ExtendedCommunity;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.extended.community.extended.community.OpaqueExtendedCommunityCaseBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.extended.community.extended.community.opaque.extended.community._case.OpaqueExtendedCommunityBuilder;

/**
 * An opaque extended community of sub-type 0. BGPCEP's OpaqueEcHandler takes all octets that are left for its value, so
 * that it drops the session when another community follows; it is final, so this one has to be registered first.
 */
final class OpaqueParser implements ExtendedCommunityParser {
    static final int TYPE = 0x03;
    static final int NON_TRANSITIVE_TYPE = 0x43;
    static final int SUBTYPE = 0;

    private static final int CONTENT_LENGTH = 6;

    @Override
    public ExtendedCommunity parseExtendedCommunity(final ByteBuf buffer) {
        final var value = new byte[CONTENT_LENGTH];
        buffer.readBytes(value);
        return new OpaqueExtendedCommunityCaseBuilder()
            .setOpaqueExtendedCommunity(new OpaqueExtendedCommunityBuilder().setValue(value).build())
            .build();
    }
}

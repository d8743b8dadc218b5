/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import io.netty.buffer.ByteBuf;
import org.opendaylight.bgp.concepts.NextHopUtil;
import org.opendaylight.protocol.bgp.parser.BGPParsingException;
import org.opendaylight.protocol.bgp.parser.spi.NextHopParserSerializer;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.next.hop.CNextHop;

/** The next hop of an EVPN route: an IPv4 address, an IPv6 address, or a global and a link-local one. */
final class EvpnNextHop implements NextHopParserSerializer {
    @Override
    public CNextHop parseNextHop(final ByteBuf buffer) throws BGPParsingException {
        return switch (buffer.readableBytes()) {
            case 4, 16, 32 -> NextHopUtil.parseNextHop(buffer);
            default -> throw new BGPParsingException("EVPN next hop has " + buffer.readableBytes() + " octets");
        };
    }
}

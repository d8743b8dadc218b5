/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import io.netty.buffer.ByteBuf;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.protocol.bgp.parser.spi.AttributeParser;
import org.opendaylight.protocol.bgp.parser.spi.PeerSpecificParserConstraint;
import org.opendaylight.protocol.bgp.parser.spi.RevisedErrorHandling;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.AttributesBuilder;

/** Takes an attribute off the UPDATE and forgets it. */
final class DiscardingAttributeParser implements AttributeParser {
    @Override
    public void parseAttribute(final ByteBuf buffer, final AttributesBuilder builder,
            final @Nullable PeerSpecificParserConstraint constraint) {
        // There is nothing to keep.
    }

    /**
     * A second one is an error: SimpleAttributeRegistry does not skip the value of a duplicate it ignores, and would go
     * on in the middle of it.
     */
    @Override
    public boolean ignoreDuplicates(final RevisedErrorHandling errorHandling) {
        return false;
    }
}

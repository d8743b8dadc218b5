/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.protocol.bgp.parser.BGPDocumentedException;
import org.opendaylight.protocol.bgp.parser.BGPParsingException;
import org.opendaylight.protocol.bgp.parser.BGPTreatAsWithdrawException;
import org.opendaylight.protocol.bgp.parser.impl.message.update.AsPathAttributeParser;
import org.opendaylight.protocol.bgp.parser.spi.AbstractAttributeParser;
import org.opendaylight.protocol.bgp.parser.spi.PeerSpecificParserConstraint;
import org.opendaylight.protocol.bgp.parser.spi.RevisedErrorHandling;
import org.opendaylight.protocol.util.ReferenceCache;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.AsNumber;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.AttributesBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.AsPath;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.AsPathBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.as.path.Segments;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.attributes.as.path.SegmentsBuilder;

/**
 * Keeps what a speaker has prepended. A RIB of BGPCEP has a sequence as a leaf-list, in which each ASN is there once:
 * {@code 65010 65010} becomes {@code 65010}, and the longer path is as good as the shorter. So a sequence is split
 * where an ASN comes again; on the wire the same path may have any number of sequences (RFC 4271, section 4.3).
 */
final class AsPathParser extends AbstractAttributeParser {
    static final int TYPE = AsPathAttributeParser.TYPE;

    private final AsPathAttributeParser delegate;

    AsPathParser(final ReferenceCache cache) {
        delegate = new AsPathAttributeParser(cache);
    }

    @Override
    public void parseAttribute(final ByteBuf buffer, final AttributesBuilder builder,
            final RevisedErrorHandling errorHandling, final @Nullable PeerSpecificParserConstraint constraint)
            throws BGPDocumentedException, BGPParsingException, BGPTreatAsWithdrawException {
        delegate.parseAttribute(buffer, builder, errorHandling, constraint);
        builder.setAsPath(split(builder.getAsPath()));
    }

    private static AsPath split(final AsPath path) {
        final var segments = new ArrayList<Segments>();
        for (var segment : path.nonnullSegments()) {
            final var sequence = segment.getAsSequence();
            if (sequence == null) {
                segments.add(segment);
            } else {
                split(sequence, segments);
            }
        }
        return segments.size() == path.nonnullSegments().size() ? path
            : new AsPathBuilder().setSegments(segments).build();
    }

    private static void split(final List<AsNumber> sequence, final List<Segments> segments) {
        final Set<AsNumber> once = new LinkedHashSet<>();
        for (var asn : sequence) {
            if (!once.add(asn)) {
                segments.add(segment(once));
                once.clear();
                once.add(asn);
            }
        }
        segments.add(segment(once));
    }

    private static Segments segment(final Set<AsNumber> asns) {
        return new SegmentsBuilder().setAsSequence(List.copyOf(asns)).build();
    }
}

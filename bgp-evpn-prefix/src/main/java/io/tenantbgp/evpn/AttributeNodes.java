/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import static io.tenantbgp.evpn.RouteNodes.leaf;
import static io.tenantbgp.evpn.RouteNodes.nid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.BgpOrigin;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeWithValue;
import org.opendaylight.yangtools.yang.data.api.schema.ChoiceNode;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.LeafSetNode;
import org.opendaylight.yangtools.yang.data.api.schema.UnkeyedListNode;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;

/** The node of a route's path attributes as BGPCEP's RIBs have it: next hop and AS_PATH; the rest is another's. */
final class AttributeNodes {
    private static final NodeIdentifier ATTRIBUTES = nid("attributes");
    private static final NodeIdentifier ORIGIN = nid("origin");
    private static final NodeIdentifier ORIGIN_VALUE = nid("value");
    private static final NodeIdentifier AS_PATH = nid("as-path");
    private static final NodeIdentifier SEGMENTS = nid("segments");
    private static final NodeIdentifier AS_SEQUENCE = nid("as-sequence");
    private static final NodeIdentifier AS_SET = nid("as-set");
    private static final NodeIdentifier NEXT_HOP = nid("c-next-hop");
    private static final NodeIdentifier IPV4_NEXT_HOP = nid("ipv4-next-hop");
    private static final NodeIdentifier IPV6_NEXT_HOP = nid("ipv6-next-hop");
    private static final NodeIdentifier GLOBAL = nid("global");
    /** Of ASNs in a segment (RFC 4271, section 4.3). */
    private static final int LONGEST_SEGMENT = 255;

    private AttributeNodes() {
        // Hidden on purpose
    }

    static ContainerNode write(final OverlayAttributes attributes) {
        return ImmutableNodes.newContainerBuilder().withNodeIdentifier(ATTRIBUTES)
            .withChild(ImmutableNodes.newContainerBuilder().withNodeIdentifier(ORIGIN)
                .withChild(ImmutableNodes.leafNode(ORIGIN_VALUE, BgpOrigin.Igp.getName()))
                .build())
            .withChild(asPath(attributes.asPath()))
            .withChild(nextHop(attributes.nextHop()))
            .withChild(CommunityNodes.write(attributes))
            .build();
    }

    static Optional<OverlayAttributes> read(final ContainerNode attributes) {
        return readNextHop(attributes).map(nextHop -> {
            final var communities = CommunityNodes.read(attributes);
            return new OverlayAttributes(nextHop, readAsPath(attributes), communities.routeTargets(),
                communities.routerMac(), communities.tunnelTypes());
        });
    }

    private static ContainerNode asPath(final List<Long> asns) {
        final var asPath = ImmutableNodes.newContainerBuilder().withNodeIdentifier(AS_PATH);
        if (asns.isEmpty()) {
            return asPath.build();
        }
        if (asns.size() > LONGEST_SEGMENT) {
            throw new IllegalArgumentException("AS_PATH of " + asns.size() + " ASNs, at most " + LONGEST_SEGMENT
                + " fit");
        }
        // A sequence holds an ASN once: each has one of its own (AsPathParser).
        final var segments = ImmutableNodes.newUnkeyedListBuilder().withNodeIdentifier(SEGMENTS);
        for (var asn : asns) {
            segments.withChild(ImmutableNodes.newUnkeyedListEntryBuilder().withNodeIdentifier(SEGMENTS)
                .withChild(ImmutableNodes.<Uint32>newUserLeafSetBuilder().withNodeIdentifier(AS_SEQUENCE)
                    .withChild(ImmutableNodes.leafSetEntry(
                        new NodeWithValue<>(AS_SEQUENCE.getNodeType(), Uint32.valueOf(asn))))
                    .build())
                .build());
        }
        return asPath.withChild(segments.build()).build();
    }

    private static List<Long> readAsPath(final ContainerNode attributes) {
        final var asns = new ArrayList<Long>();
        if (attributes.childByArg(AS_PATH) instanceof ContainerNode path
                && path.childByArg(SEGMENTS) instanceof UnkeyedListNode segments) {
            for (var segment : segments.body()) {
                Stream.of(AS_SEQUENCE, AS_SET).map(segment::childByArg)
                    .forEach(child -> {
                        if (child instanceof LeafSetNode<?> leafSet) {
                            leafSet.body().forEach(entry -> asns.add(((Uint32) entry.body()).toJava()));
                        }
                    });
            }
        }
        return asns;
    }

    private static ChoiceNode nextHop(final String address) {
        return ImmutableNodes.newChoiceBuilder().withNodeIdentifier(NEXT_HOP)
            .withChild(ImmutableNodes.newContainerBuilder()
                .withNodeIdentifier(address.indexOf(':') < 0 ? IPV4_NEXT_HOP : IPV6_NEXT_HOP)
                .withChild(ImmutableNodes.leafNode(GLOBAL, address))
                .build())
            .build();
    }

    private static Optional<String> readNextHop(final ContainerNode attributes) {
        return attributes.childByArg(NEXT_HOP) instanceof ChoiceNode nextHop
            ? Stream.of(IPV4_NEXT_HOP, IPV6_NEXT_HOP).map(nextHop::childByArg)
                .filter(DataContainerNode.class::isInstance)
                .flatMap(hop -> leaf((DataContainerNode) hop, GLOBAL, String.class).stream())
                .findFirst()
            : Optional.empty();
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.redistribution;

import io.tenantbgp.policy.LeakRequest;
import io.tenantbgp.propagation.TenantPath;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.Attributes;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.types.rev200120.BgpOrigin;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.QNameModule;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeWithValue;
import org.opendaylight.yangtools.yang.data.api.schema.ChoiceNode;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.LeafSetNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.UnkeyedListNode;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;

/**
 * The path attributes of a route as a RIB of BGPCEP has them. Normalized data, since bindings cost ten times as much a
 * route. The names belong to the module of the table.
 */
final class PathAttributes {
    private final NodeIdentifier attributes;
    private final NodeIdentifier origin;
    private final NodeIdentifier originValue;
    private final NodeIdentifier asPath;
    private final NodeIdentifier segments;
    private final NodeIdentifier sequence;
    private final NodeIdentifier set;
    private final NodeIdentifier localPref;
    private final NodeIdentifier pref;
    private final NodeIdentifier originatorId;
    private final NodeIdentifier originator;
    private final NodeIdentifier communities;
    private final NodeIdentifier communityAsn;
    private final NodeIdentifier communityNumber;
    private final NodeIdentifier nextHop;
    private final NodeIdentifier ipv4NextHop;
    private final NodeIdentifier ipv6NextHop;
    private final NodeIdentifier global;

    PathAttributes(final RibTable table) {
        final var module = table.list().getNodeType().getModule();
        attributes = name(module, Attributes.QNAME.getLocalName());
        origin = name(module, "origin");
        originValue = name(module, "value");
        asPath = name(module, "as-path");
        segments = name(module, "segments");
        sequence = name(module, "as-sequence");
        set = name(module, "as-set");
        localPref = name(module, "local-pref");
        pref = name(module, "pref");
        originatorId = name(module, "originator-id");
        originator = name(module, "originator");
        communities = name(module, "communities");
        communityAsn = name(module, "as-number");
        communityNumber = name(module, "semantics");
        nextHop = name(module, "c-next-hop");
        ipv4NextHop = name(module, "ipv4-next-hop");
        ipv6NextHop = name(module, "ipv6-next-hop");
        global = name(module, "global");
    }

    /** Those of a route; empty for one without. */
    Optional<ContainerNode> of(final MapEntryNode route) {
        return container(route, attributes);
    }

    /** ORIGIN IGP, AS_PATH and a next hop, and nothing else. */
    ContainerNode write(final TenantPath path, final String address) {
        final var asns = ImmutableNodes.newContainerBuilder().withNodeIdentifier(asPath);
        if (path.hops() > 0) {
            final var value = Uint32.valueOf(path.tenantAsn());
            final var list = ImmutableNodes.newUnkeyedListBuilder().withNodeIdentifier(segments);
            for (int i = 0; i < path.hops(); i++) {
                // A sequence of BGPCEP's RIBs has an ASN once only: prepended, it has sequences of its own.
                list.withChild(ImmutableNodes.newUnkeyedListEntryBuilder().withNodeIdentifier(segments)
                    .withChild(ImmutableNodes.<Uint32>newUserLeafSetBuilder().withNodeIdentifier(sequence)
                        .withChild(ImmutableNodes.leafSetEntry(
                            new NodeWithValue<>(sequence.getNodeType(), value)))
                        .build()).build());
            }
            asns.withChild(list.build());
        }
        return ImmutableNodes.newContainerBuilder().withNodeIdentifier(attributes)
            .withChild(ImmutableNodes.newContainerBuilder().withNodeIdentifier(origin)
                .withChild(ImmutableNodes.leafNode(originValue, BgpOrigin.Igp.getName())).build())
            .withChild(asns.build())
            .withChild(ImmutableNodes.newChoiceBuilder().withNodeIdentifier(nextHop)
                .withChild(ImmutableNodes.newContainerBuilder()
                    .withNodeIdentifier(address.indexOf(':') < 0 ? ipv4NextHop : ipv6NextHop)
                    .withChild(ImmutableNodes.leafNode(global, address)).build()).build())
            .build();
    }

    /** The first ASN of AS_PATH and its length: the guard has made it of one ASN only. */
    TenantPath tenantPath(final ContainerNode from) {
        final var first = asns(from).findFirst();
        return first.isEmpty() ? TenantPath.OWN : new TenantPath(first.orElseThrow(), pathLength(from));
    }

    /** The length of AS_PATH as best path selection counts it: an AS_SET is one hop. */
    int pathLength(final ContainerNode from) {
        return segments(from).mapToInt(segment -> (int) leaves(segment, sequence).count()
            + (segment.childByArg(set) == null ? 0 : 1)).sum();
    }

    OptionalLong localPref(final ContainerNode from) {
        return container(from, localPref).map(found -> found.childByArg(pref))
            .map(leaf -> OptionalLong.of(((Uint32) leaf.body()).toJava())).orElse(OptionalLong.empty());
    }

    /** What the guard has marked the route with. */
    LeakRequest leakRequest(final ContainerNode from) {
        var request = LeakRequest.NONE;
        if (from.childByArg(communities) instanceof UnkeyedListNode list) {
            for (var community : list.body()) {
                if (community.childByArg(communityAsn) != null && community.childByArg(communityNumber) != null) {
                    request = request.and(LeakRequest.ofCommunity(
                        ((Uint32) community.getChildByArg(communityAsn).body()).intValue() << Short.SIZE
                            | ((Uint16) community.getChildByArg(communityNumber).body()).toJava()));
                }
            }
        }
        return request;
    }

    /** The global next hop as text. */
    Optional<String> nextHop(final ContainerNode from) {
        return from.childByArg(nextHop) instanceof ChoiceNode choice
            ? Stream.of(ipv4NextHop, ipv6NextHop).flatMap(hop -> choice.childByArg(hop) instanceof ContainerNode found
                && found.childByArg(global) != null ? Stream.of((String) found.getChildByArg(global).body())
                : Stream.empty()).findFirst()
            : Optional.empty();
    }

    /** The router that has brought the route into the ASN of its route reflector. */
    Optional<String> originator(final ContainerNode from) {
        return container(from, originatorId).map(found -> found.childByArg(originator))
            .map(leaf -> (String) leaf.body());
    }

    /** All ASNs of AS_PATH, those of sets too. */
    Stream<Long> asns(final ContainerNode from) {
        return segments(from).flatMap(segment -> Stream.concat(leaves(segment, sequence), leaves(segment, set)))
            .map(asn -> ((Uint32) asn).toJava());
    }

    private Stream<? extends DataContainerNode> segments(final ContainerNode from) {
        return container(from, asPath)
            .map(path -> path.childByArg(segments) instanceof UnkeyedListNode list ? list.body().stream() : null)
            .orElseGet(Stream::empty);
    }

    private static Stream<?> leaves(final DataContainerNode node, final NodeIdentifier name) {
        return node.childByArg(name) instanceof LeafSetNode<?> found ? found.body().stream().map(each -> each.body())
            : Stream.empty();
    }

    private static Optional<ContainerNode> container(final DataContainerNode node, final NodeIdentifier name) {
        return node.childByArg(name) instanceof ContainerNode found ? Optional.of(found) : Optional.empty();
    }

    private static NodeIdentifier name(final QNameModule module, final String name) {
        return NodeIdentifier.create(QName.create(module, name).intern());
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.inet.rev180329.ipv4.prefixes.DestinationIpv4;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.inet.rev180329.ipv4.prefixes.destination.ipv4.Ipv4Prefixes;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.inet.rev180329.update.attributes.mp.reach.nlri.advertized.routes.destination.type.DestinationIpv4Case;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.Update;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.UpdateBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.Attributes;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.AttributesBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.update.message.NlriBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.update.message.WithdrawnRoutesBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.multiprotocol.rev180329.AttributesReach;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.multiprotocol.rev180329.AttributesUnreach;

/**
 * Sends IPv4 routes in the fields RFC 4271 has for them. BGPCEP has them in MP_REACH_NLRI and MP_UNREACH_NLRI, which
 * RFC 4760 allows; FRR takes them and passes them on without any next hop, which ends its session with whoever gets
 * them. The last handler of the pipeline: it sees messages before BGPCEP's encoder. Stateless.
 */
final class ClassicIpv4 extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(final ChannelHandlerContext ctx, final Object msg, final ChannelPromise promise) {
        ctx.write(msg instanceof Update update ? of(update) : msg, promise);
    }

    /** The same routes; an UPDATE of another family, or without routes, as it is. */
    static Update of(final Update update) {
        final var attributes = update.getAttributes();
        if (attributes == null) {
            return update;
        }
        final var announced = announced(attributes);
        if (!announced.isEmpty()) {
            final var reach = attributes.augmentation(AttributesReach.class).getMpReachNlri();
            return new UpdateBuilder(update)
                .setAttributes(new AttributesBuilder(attributes).removeAugmentation(AttributesReach.class)
                    .setCNextHop(reach.getCNextHop()).build())
                .setNlri(announced.stream().map(each -> new NlriBuilder(each).build()).toList())
                .build();
        }
        final var withdrawn = withdrawn(attributes);
        return withdrawn.isEmpty() ? update : new UpdateBuilder()
            .setWithdrawnRoutes(withdrawn.stream().map(each -> new WithdrawnRoutesBuilder(each).build()).toList())
            .build();
    }

    private static List<Ipv4Prefixes> announced(final Attributes attributes) {
        final var reach = attributes.augmentation(AttributesReach.class);
        final var routes = reach == null ? null : reach.getMpReachNlri().getAdvertizedRoutes();
        return routes != null && routes.getDestinationType() instanceof DestinationIpv4Case found
            ? prefixes(found.getDestinationIpv4()) : List.of();
    }

    private static List<Ipv4Prefixes> withdrawn(final Attributes attributes) {
        final var unreach = attributes.augmentation(AttributesUnreach.class);
        final var routes = unreach == null ? null : unreach.getMpUnreachNlri().getWithdrawnRoutes();
        final var destination = routes == null ? null : routes.getDestinationType();
        return destination
            instanceof org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.inet.rev180329.update
                .attributes.mp.unreach.nlri.withdrawn.routes.destination.type.DestinationIpv4Case found
            ? prefixes(found.getDestinationIpv4()) : List.of();
    }

    private static List<Ipv4Prefixes> prefixes(final @Nullable DestinationIpv4 destination) {
        return destination == null ? List.of() : destination.nonnullIpv4Prefixes();
    }
}

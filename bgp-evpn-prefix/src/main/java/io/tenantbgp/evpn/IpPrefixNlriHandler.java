/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.protocol.bgp.parser.BGPParsingException;
import org.opendaylight.protocol.bgp.parser.spi.NlriParser;
import org.opendaylight.protocol.bgp.parser.spi.NlriSerializer;
import org.opendaylight.protocol.bgp.parser.spi.PeerSpecificParserConstraint;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.IpPrefixDestinations;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.ip.prefix.destinations.DestinationIpPrefixBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.ip.prefix.destinations.destination.ip.prefix.IpPrefixDestination;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.update.attributes.mp.reach.nlri.advertized.routes.destination.type.DestinationIpPrefixCaseBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.Attributes;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.multiprotocol.rev180329.AttributesReach;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.multiprotocol.rev180329.AttributesUnreach;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.multiprotocol.rev180329.attributes.reach.MpReachNlri;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.multiprotocol.rev180329.attributes.reach.MpReachNlriBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.multiprotocol.rev180329.attributes.reach.mp.reach.nlri.AdvertizedRoutes;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.multiprotocol.rev180329.attributes.reach.mp.reach.nlri.AdvertizedRoutesBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.multiprotocol.rev180329.attributes.unreach.MpUnreachNlriBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.multiprotocol.rev180329.attributes.unreach.mp.unreach.nlri.WithdrawnRoutes;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.multiprotocol.rev180329.attributes.unreach.mp.unreach.nlri.WithdrawnRoutesBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.multiprotocol.rev180329.destination.DestinationType;

/**
 * Puts the IP prefix routes of {@link IpPrefixNlri} into BGPCEP's MP_REACH_NLRI and MP_UNREACH_NLRI, and back.
 *
 * <p>What is parsed has routes in every case, if only an empty list: BgpPeerUtil.isEndOfRib takes an MP_UNREACH_NLRI
 * without any for End-of-RIB, and SimpleNlriRegistry.convertMpReachToMpUnReach throws for an MP_REACH_NLRI without any.
 */
final class IpPrefixNlriHandler implements NlriParser, NlriSerializer {
    private final IpPrefixNlri nlri;

    IpPrefixNlriHandler(final IpPrefixNlri nlri) {
        this.nlri = requireNonNull(nlri);
    }

    @Override
    public void parseNlri(final ByteBuf buffer, final MpReachNlriBuilder builder,
            final @Nullable PeerSpecificParserConstraint constraint) throws BGPParsingException {
        if (builder.getCNextHop() == null) {
            // RFC 7606, section 7.11: without a next hop of the right length the attribute cannot be trusted at all.
            throw new BGPParsingException("EVPN MP_REACH_NLRI has no next hop");
        }
        builder.setAdvertizedRoutes(new AdvertizedRoutesBuilder()
            .setDestinationType(advertised(nlri.parse(buffer)))
            .build());
    }

    @Override
    public void parseNlri(final ByteBuf buffer, final MpUnreachNlriBuilder builder,
            final @Nullable PeerSpecificParserConstraint constraint) throws BGPParsingException {
        builder.setWithdrawnRoutes(withdrawnRoutes(nlri.parse(buffer)));
    }

    @Override
    public boolean convertMpReachToMpUnReach(final MpReachNlri reach, final MpUnreachNlriBuilder builder) {
        builder.setWithdrawnRoutes(withdrawnRoutes(ImmutableList.<IpPrefixDestination>builder()
            .addAll(routes(builder.getWithdrawnRoutes()))
            .addAll(routes(reach.getAdvertizedRoutes()))
            .build()));
        return true;
    }

    @Override
    public void serializeAttribute(final Attributes attributes, final ByteBuf buffer) {
        final var reach = attributes.augmentation(AttributesReach.class);
        final var unreach = attributes.augmentation(AttributesUnreach.class);
        if (reach != null && reach.getMpReachNlri() != null) {
            nlri.serialize(routes(reach.getMpReachNlri().getAdvertizedRoutes()), buffer);
        } else if (unreach != null && unreach.getMpUnreachNlri() != null) {
            nlri.serialize(routes(unreach.getMpUnreachNlri().getWithdrawnRoutes()), buffer);
        }
    }

    static DestinationType advertised(final List<IpPrefixDestination> routes) {
        return new DestinationIpPrefixCaseBuilder()
            .setDestinationIpPrefix(new DestinationIpPrefixBuilder().setIpPrefixDestination(routes).build())
            .build();
    }

    static DestinationType withdrawn(final List<IpPrefixDestination> routes) {
        return new org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.update.attributes.mp.unreach
            .nlri.withdrawn.routes.destination.type.DestinationIpPrefixCaseBuilder()
            .setDestinationIpPrefix(new DestinationIpPrefixBuilder().setIpPrefixDestination(routes).build())
            .build();
    }

    private static WithdrawnRoutes withdrawnRoutes(final List<IpPrefixDestination> routes) {
        return new WithdrawnRoutesBuilder().setDestinationType(withdrawn(routes)).build();
    }

    private static List<IpPrefixDestination> routes(final @Nullable AdvertizedRoutes advertised) {
        return advertised == null ? List.of() : routes(advertised.getDestinationType());
    }

    private static List<IpPrefixDestination> routes(final @Nullable WithdrawnRoutes withdrawn) {
        return withdrawn == null ? List.of() : routes(withdrawn.getDestinationType());
    }

    /** Other families have other destinations; BGPCEP asks every serializer for every family. */
    private static List<IpPrefixDestination> routes(final @Nullable DestinationType destination) {
        if (!(destination instanceof IpPrefixDestinations ours) || ours.getDestinationIpPrefix() == null) {
            return List.of();
        }
        return ours.getDestinationIpPrefix().nonnullIpPrefixDestination();
    }
}

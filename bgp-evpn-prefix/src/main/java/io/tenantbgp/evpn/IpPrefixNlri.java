/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendaylight.bgp.concepts.RouteDistinguisherUtil;
import org.opendaylight.protocol.bgp.parser.BGPParsingException;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.ip.prefix.destinations.destination.ip.prefix.IpPrefixDestination;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.ip.prefix.destinations.destination.ip.prefix.IpPrefixDestinationBuilder;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The octets of the IP prefix routes in an EVPN NLRI field (RFC 9136, section 3.1). Thread-safe.
 *
 * <p>Where one route ends is known whatever is in it, so a route that is malformed inside, or of a type not known here,
 * is left out and the others are taken (RFC 7606, section 5.4). Only where the field ends within a route the rest is
 * lost, and then RFC 7606, section 5.3 leaves nothing but to reset the session.
 */
final class IpPrefixNlri {
    private static final Logger LOG = LoggerFactory.getLogger(IpPrefixNlri.class);
    private static final int ROUTE_TYPE = 5;
    private static final int HEADER_LENGTH = 2;
    private static final int ESI_LENGTH = 10;
    private static final int IPV4_OCTETS = 4;
    private static final int IPV6_OCTETS = 16;
    /** Route distinguisher, ESI, Ethernet Tag ID, prefix length and label: all but the two addresses. */
    private static final int FIXED_LENGTH = 8 + ESI_LENGTH + 4 + 1 + 3;
    private static final int LAST_RD_TYPE = 2;

    private final SkippedRoutes skipped;

    IpPrefixNlri(final SkippedRoutes skipped) {
        this.skipped = requireNonNull(skipped);
    }

    List<IpPrefixDestination> parse(final ByteBuf nlri) throws BGPParsingException {
        final var routes = new ArrayList<IpPrefixDestination>();
        while (nlri.isReadable()) {
            if (nlri.readableBytes() < HEADER_LENGTH) {
                throw new BGPParsingException("EVPN NLRI ends within the header of a route");
            }
            final int type = nlri.readUnsignedByte();
            final int length = nlri.readUnsignedByte();
            if (nlri.readableBytes() < length) {
                throw new BGPParsingException("EVPN NLRI ends within a route of type " + type + ", " + length
                    + " octets long, after " + nlri.readableBytes());
            }
            final var route = nlri.readSlice(length);
            if (type == ROUTE_TYPE) {
                parseRoute(route).ifPresent(routes::add);
            } else {
                LOG.debug("EVPN route of type {} ignored", type);
            }
        }
        return routes;
    }

    private Optional<IpPrefixDestination> parseRoute(final ByteBuf route) {
        final int octets = (route.readableBytes() - FIXED_LENGTH) / 2;
        if (octets != IPV4_OCTETS && octets != IPV6_OCTETS || route.readableBytes() != FIXED_LENGTH + 2 * octets) {
            return skip("length " + route.readableBytes() + " instead of 34 or 58");
        }
        final int rdType = route.getUnsignedShort(route.readerIndex());
        if (rdType > LAST_RD_TYPE) {
            return skip("route distinguisher of unknown type " + rdType);
        }
        final var builder = new IpPrefixDestinationBuilder()
            .setRouteDistinguisher(RouteDistinguisherUtil.parseRouteDistinguisher(route))
            .setEsi(nonZero(read(route, ESI_LENGTH)).orElse(null))
            .setEthernetTagId(Uint32.fromIntBits(route.readInt()));
        final int prefixLength = route.readUnsignedByte();
        if (prefixLength > octets * Byte.SIZE) {
            return skip("prefix length " + prefixLength + " above " + octets * Byte.SIZE);
        }
        final var prefix = read(route, octets);
        clearHostBits(prefix, prefixLength);
        return Optional.of(builder
            .setPrefix(IetfInetUtil.ipPrefixFor(prefix, prefixLength))
            .setGatewayIp(nonZero(read(route, octets)).map(IetfInetUtil::ipAddressNoZoneFor).orElse(null))
            .setLabel(Uint32.valueOf(route.readUnsignedMedium()))
            .build());
    }

    void serialize(final List<IpPrefixDestination> routes, final ByteBuf nlri) {
        for (var route : routes) {
            final boolean ipv4 = route.getPrefix().getIpv4Prefix() != null;
            final var prefix = ipv4 ? IetfInetUtil.ipv4PrefixToBytes(route.getPrefix().getIpv4Prefix())
                : IetfInetUtil.ipv6PrefixToBytes(route.getPrefix().getIpv6Prefix());
            // The length is the last octet.
            final int octets = prefix.length - 1;
            nlri.writeByte(ROUTE_TYPE).writeByte(FIXED_LENGTH + 2 * octets);
            nlri.ensureWritable(FIXED_LENGTH + 2 * octets);
            RouteDistinguisherUtil.serializeRouteDistinquisher(route.getRouteDistinguisher(), nlri);
            writeOrZero(Optional.ofNullable(route.getEsi()), ESI_LENGTH, nlri);
            nlri.writeInt(route.getEthernetTagId().intValue()).writeByte(prefix[octets]).writeBytes(prefix, 0, octets);
            writeOrZero(Optional.ofNullable(route.getGatewayIp()).map(IpPrefixNlri::octets), octets, nlri);
            nlri.writeMedium(route.getLabel().intValue());
        }
    }

    private Optional<IpPrefixDestination> skip(final String reason) {
        skipped.add(reason);
        return Optional.empty();
    }

    private static byte[] octets(final IpAddressNoZone gateway) {
        final var ipv4 = gateway.getIpv4AddressNoZone();
        return ipv4 != null ? IetfInetUtil.ipv4AddressNoZoneBytes(ipv4)
            : IetfInetUtil.ipv6AddressNoZoneBytes(gateway.getIpv6AddressNoZone());
    }

    private static void writeOrZero(final Optional<byte[]> octets, final int length, final ByteBuf nlri) {
        octets.ifPresentOrElse(present -> nlri.writeBytes(present, 0, length), () -> nlri.writeZero(length));
    }

    private static byte[] read(final ByteBuf route, final int length) {
        final var octets = new byte[length];
        route.readBytes(octets);
        return octets;
    }

    private static Optional<byte[]> nonZero(final byte[] octets) {
        for (byte octet : octets) {
            if (octet != 0) {
                return Optional.of(octets);
            }
        }
        return Optional.empty();
    }

    /**
     * Bits behind the prefix length say nothing (RFC 4271, section 4.3), and two routes that differ only there are one.
     */
    private static void clearHostBits(final byte[] address, final int prefixLength) {
        for (int i = 0; i < address.length; i++) {
            final int kept = Math.max(0, Math.min(Byte.SIZE, prefixLength - i * Byte.SIZE));
            address[i] &= (byte) (0xff << Byte.SIZE - kept);
        }
    }
}

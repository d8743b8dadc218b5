/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import static io.tenantbgp.evpn.Parser.ORIGIN_AND_PATH;
import static io.tenantbgp.evpn.Parser.attribute;
import static io.tenantbgp.evpn.Parser.reach;
import static io.tenantbgp.evpn.Parser.unreach;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.protocol.bgp.parser.BGPDocumentedException;
import org.opendaylight.protocol.bgp.parser.BGPError;
import org.opendaylight.protocol.bgp.rib.impl.BgpPeerUtil;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.IpPrefixDestinations;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.ip.prefix.destinations.destination.ip.prefix.IpPrefixDestination;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.Update;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.multiprotocol.rev180329.AttributesReach;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.multiprotocol.rev180329.AttributesUnreach;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.multiprotocol.rev180329.attributes.unreach.MpUnreachNlriBuilder;

/** The family in BGPCEP's own parser of UPDATE messages. */
class EvpnUpdateTest {
    private static final String ROUTE =
        "0522 0001c00002010007 00000000000000000000 00000000 20 cb00710a 00000000 000fa1";
    private static final String MULTICAST_ROUTE = "0311 0001c00002010007 00000000 20 c0000201";

    private final Parser parser = Parser.withRanking();

    @Test
    void announcementRoundTrips() throws Exception {
        final var octets = ORIGIN_AND_PATH + reach(ROUTE) + attribute(16, "0002fde800000fa1");
        assertEquals(1, announced(parser.update(octets)).size());
        // BGPCEP writes MP_REACH_NLRI as optional non-transitive, which it is.
        assertEquals(octets.replace(" ", "").replaceFirst("c00e", "800e"),
            parser.serialize(parser.attributes(octets)), "attributes of " + parser.attributes(octets));
    }

    @Test
    void withdrawalRoundTrips() throws Exception {
        final var octets = unreach(ROUTE);
        assertEquals(octets.replace(" ", "").replaceFirst("c00f", "800f"),
            parser.serialize(parser.attributes(octets)));
    }

    @Test
    void endOfRibIsOne() throws Exception {
        assertTrue(BgpPeerUtil.isEndOfRib(parser.update(unreach(""))));
    }

    @Test
    void withdrawalOfOtherTypesOnlyIsNoEndOfRib() throws Exception {
        assertFalse(BgpPeerUtil.isEndOfRib(parser.update(unreach(MULTICAST_ROUTE))));
    }

    @Test
    void announcementOfOtherTypesOnlyHasNoRoutes() throws Exception {
        final var update = parser.update(ORIGIN_AND_PATH + reach(MULTICAST_ROUTE));
        assertEquals(List.of(), announced(update));
        assertFalse(BgpPeerUtil.isEndOfRib(update));
    }

    @Test
    void routeBeyondTheFieldEndsTheSessionWithOptionalAttributeError() {
        for (var attributes : List.of(ORIGIN_AND_PATH + reach(ROUTE + "0522 0001"), unreach(ROUTE + "0522 0001"))) {
            assertEquals(BGPError.OPT_ATTR_ERROR,
                assertThrows(BGPDocumentedException.class, () -> parser.update(attributes)).getError());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "04 c0000201",
        "10 20010db8000000000000000000000001",
        "20 20010db8000000000000000000000001 fe800000000000000000000000000001"
    })
    void nextHopMayBeOfEitherFamily(final String nextHop) throws Exception {
        final var octets = ORIGIN_AND_PATH + attribute(14, "0019 46" + nextHop + "00" + ROUTE);
        assertEquals(1, announced(parser.update(octets)).size());
        assertEquals(octets.replace(" ", "").replaceFirst("c00e", "800e"), parser.serialize(parser.attributes(octets)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "01 c0", "03 c00002", "05 c000020100", "08 0000000000000000", "18 " + "00"})
    void nextHopOfAnotherLengthEndsTheSession(final String nextHop) {
        assertThrows(BGPDocumentedException.class,
            () -> parser.update(ORIGIN_AND_PATH + attribute(14, "0019 46" + nextHop + "00" + ROUTE)));
    }

    @Test
    void treatAsWithdrawTurnsAnnouncedRoutesIntoWithdrawnOnes() throws Exception {
        final var reach = parser.attributes(ORIGIN_AND_PATH + reach(ROUTE)).augmentation(AttributesReach.class)
            .getMpReachNlri();
        final var unreach = parser.attributes(unreach(MULTICAST_ROUTE + ROUTE.replace("cb00710a", "cb00710b")))
            .augmentation(AttributesUnreach.class).getMpUnreachNlri();
        final var builder = new MpUnreachNlriBuilder(unreach);
        final var handler = new IpPrefixNlriHandler(new IpPrefixNlri(new SkippedRoutes(System::nanoTime)));
        assertTrue(handler.convertMpReachToMpUnReach(reach, builder));
        assertEquals(List.of("203.0.113.11/32", "203.0.113.10/32"),
            prefixes(assertInstanceOf(IpPrefixDestinations.class, builder.getWithdrawnRoutes().getDestinationType())));
    }

    /** As the sequences and sets of AS_PATH are to be in a RIB, which has an ASN once in each. */
    @ParameterizedTest
    @CsvSource({
        "0201 0000fdf2, [65010]",
        "0202 0000fde8 0000fdf2, '[65000, 65010]'",
        "0202 0000fdf2 0000fdf2, [65010] [65010]",
        "0204 0000fde8 0000fdf2 0000fdf2 0000fde8, '[65000, 65010] [65010, 65000]'",
        "0201 0000fdf2 0201 0000fdf2, [65010] [65010]",
        "0202 0000fdf2 0000fdf2 0101 0000fdf2, [65010] [65010] {65010}",
    })
    void whatWasPrependedIsKept(final String path, final String segments) throws Exception {
        final var octets = "400101 00" + attribute(2, path).replaceFirst("c0", "40") + reach(ROUTE);
        assertEquals(segments, parser.attributes(octets).getAsPath().nonnullSegments().stream()
            .map(segment -> segment.getAsSequence() != null
                ? segment.getAsSequence().stream().map(asn -> asn.getValue().toString()).toList().toString()
                : segment.getAsSet().stream().map(asn -> asn.getValue().toString())
                    .collect(Collectors.joining(",", "{", "}")))
            .collect(Collectors.joining(" ")));
    }

    private static List<String> prefixes(final IpPrefixDestinations destinations) {
        return destinations.getDestinationIpPrefix().nonnullIpPrefixDestination().stream()
            .map(route -> route.getPrefix().stringValue()).toList();
    }

    private static List<IpPrefixDestination> announced(final Update update) {
        return assertInstanceOf(IpPrefixDestinations.class, update.getAttributes().augmentation(AttributesReach.class)
            .getMpReachNlri().getAdvertizedRoutes().getDestinationType())
            .getDestinationIpPrefix().nonnullIpPrefixDestination();
    }
}

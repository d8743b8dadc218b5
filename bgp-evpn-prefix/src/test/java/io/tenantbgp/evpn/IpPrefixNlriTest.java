/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opendaylight.protocol.bgp.parser.BGPParsingException;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.bgp.evpn.prefix.rev261126.ip.prefix.destinations.destination.ip.prefix.IpPrefixDestination;

class IpPrefixNlriTest {
    private static final String ROUTE =
        "0522 0001c00002010007 00000000000000000000 00000000 20 cb00710a 00000000 000fa1";
    private static final String IPV6_ROUTE = "053a 0001c00002010007 00000000000000000000 00000000 80"
        + "20010db8000000000000000000000001 00000000000000000000000000000000 000fa1";

    private final SkippedRoutes skipped = new SkippedRoutes(System::nanoTime);
    private final IpPrefixNlri nlri = new IpPrefixNlri(skipped);

    static List<List<String>> wellFormed() {
        return Cases.of("nlri.csv");
    }

    static List<List<String>> malformedOrOfAnotherType() {
        return Cases.of("malformed-nlri.csv");
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void routeIsReadFieldByField(final List<String> row) throws Exception {
        final var routes = nlri.parse(Parser.octets(row.get(0)));
        assertEquals(1, routes.size());
        assertEquals(row.subList(1, row.size()), fields(routes.get(0)));
        assertEquals(0, skipped.count());
    }

    @ParameterizedTest
    @MethodSource("wellFormed")
    void routeIsWrittenAsItWasRead(final List<String> row) throws Exception {
        final var out = Unpooled.buffer(0);
        nlri.serialize(nlri.parse(Parser.octets(row.get(0))), out);
        assertEquals(row.get(0).replace(" ", ""), ByteBufUtil.hexDump(out));
    }

    @ParameterizedTest
    @MethodSource("malformedOrOfAnotherType")
    void malformedAndOtherRoutesAreLeftOutAndThoseAroundThemTaken(final List<String> row) throws Exception {
        final var routes = nlri.parse(Parser.octets(ROUTE + row.get(0) + IPV6_ROUTE));
        assertEquals(List.of("203.0.113.10/32", "2001:db8::1/128"),
            routes.stream().map(route -> fields(route).get(2)).toList(), row.get(1));
    }

    @Test
    void malformedIpPrefixRoutesAreCountedAndOtherTypesAreNot() throws Exception {
        int malformed = 0;
        for (var row : malformedOrOfAnotherType()) {
            nlri.parse(Parser.octets(row.get(0)));
            malformed += row.get(0).startsWith("05") ? 1 : 0;
        }
        assertEquals(malformed, skipped.count());
    }

    @Test
    void hostBitsAreCleared() throws Exception {
        final var routes = nlri.parse(Parser.octets(
            "0522 0001c00002010007 00000000000000000000 00000000 19 cb0071ff 00000000 000fa1"
            + "053a 0001c00002010007 00000000000000000000 00000000 21"
            + "20010db8ffffffffffffffffffffffff 00000000000000000000000000000000 000fa1"
            + "0522 0001c00002010007 00000000000000000000 00000000 00 ffffffff 00000000 000fa1"));
        assertEquals(List.of("203.0.113.128/25", "2001:db8:8000::/33", "0.0.0.0/0"),
            routes.stream().map(route -> fields(route).get(2)).toList());
    }

    @Test
    void fieldThatEndsWithinARouteIsAnError() throws Exception {
        for (var route : List.of(ROUTE, IPV6_ROUTE)) {
            final var octets = Parser.octets(ROUTE + route);
            final int first = Parser.octets(ROUTE).readableBytes();
            for (int end = first + 1; end < octets.readableBytes(); end++) {
                final ByteBuf cut = octets.slice(0, end);
                assertThrows(BGPParsingException.class, () -> nlri.parse(cut), "cut after " + end);
            }
            assertEquals(1, nlri.parse(octets.slice(0, first)).size());
            assertEquals(2, nlri.parse(octets).size());
        }
    }

    @Test
    void lengthOfAnUnknownTypeBeyondTheFieldIsAnError() {
        assertThrows(BGPParsingException.class, () -> nlri.parse(Parser.octets("0b05 00000000")));
    }

    @Test
    void noOctetsMakeItThrowAnythingElse() throws Exception {
        // Every length octet of every type over a field of fixed size.
        for (int type = 0; type <= 255; type++) {
            for (int length = 0; length <= 255; length++) {
                final var octets = Unpooled.buffer().writeByte(type).writeByte(length)
                    .writeBytes(Parser.octets("ff".repeat(100)));
                try {
                    nlri.parse(octets);
                } catch (BGPParsingException e) {
                    assertTrue(e.getMessage().startsWith("EVPN NLRI ends within"), e.getMessage());
                }
            }
        }
    }

    private static List<String> fields(final IpPrefixDestination route) {
        return List.of(route.getRouteDistinguisher().stringValue(), route.getEthernetTagId().toString(),
            route.getPrefix().stringValue(),
            Optional.ofNullable(route.getEsi()).map(Parser.HEX::formatHex).orElse(""),
            Optional.ofNullable(route.getGatewayIp()).map(gateway -> gateway.stringValue()).orElse(""),
            route.getLabel().toString());
    }
}

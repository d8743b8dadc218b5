/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import static io.tenantbgp.evpn.Parser.ORIGIN_AND_PATH;
import static io.tenantbgp.evpn.Parser.attribute;
import static io.tenantbgp.evpn.Parser.reach;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.protocol.bgp.rib.impl.spi.Codecs;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.Attributes;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.AttributesBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.multiprotocol.rev180329.AttributesReach;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;

/** From the octets of an UPDATE into a RIB and back. */
class ExtendedCommunitiesTest {
    private static final String TARGET = "0002fde800000fa1";
    private static final String PATH = ORIGIN_AND_PATH
        + reach("0522 0001c00002010007 00000000000000000000 00000000 20 cb00710a 00000000 000fa1");

    private static final Codecs CODECS = RibCodecs.of(RibCodecs.support(IpPrefixRoutes.TABLE));

    private final Parser parser = Parser.withRanking();

    static List<List<String>> communities() {
        return Cases.of("communities.csv");
    }

    @ParameterizedTest
    @MethodSource("communities")
    void communityIsReadFromTheRib(final List<String> row) throws Exception {
        assertEquals(row.get(1), text(inRib(PATH + attribute(16, row.get(0)))));
    }

    @ParameterizedTest
    @MethodSource("communities")
    void communityOfTheRibIsWrittenAsItWasReceived(final List<String> row) throws Exception {
        assertEquals("c01008" + row.get(0), sent(inRib(PATH + attribute(16, row.get(0)))));
    }

    @Test
    void communitiesAreReadInAnyOrderWithUnknownOnesAmongThem() throws Exception {
        final var all = new StringBuilder();
        communities().forEach(row -> all.append(row.get(0)).append("0608000000000000").append("8042aabbccddeeff"));
        final var attributes = read(inRib(PATH + attribute(16, all.toString())));
        assertEquals(8, attributes.routeTargets().size());
        assertEquals(Set.of(8, 1, 0, 99, 65535), attributes.tunnelTypes());
        assertTrue(attributes.isVxlan());
        assertEquals("02:00:00:00:00:01", attributes.routerMac().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"000000000000", "ffffffffffff", "010203040506", "7f8000000001"})
    void noCommunityHidesTheRouteTargetBehindIt(final String value) throws Exception {
        for (int type = 0; type <= 0xffff; type++) {
            final var community = "%04x".formatted(type) + value;
            final var attributes = parser.attributes(PATH + attribute(16, community + TARGET));
            final var targets = new TreeSet<String>();
            CommunityNodes.read(CODECS.serializeAttributes(attributes)).routeTargets()
                .forEach(target -> targets.add(target.toString()));
            assertTrue(targets.contains("65000:4001"), community);
        }
    }

    @Test
    void routeWithoutCommunitiesHasNone() throws Exception {
        final var attributes = read(inRib(PATH));
        assertEquals(Set.of(), attributes.routeTargets());
        assertEquals("192.0.2.1", attributes.nextHop());
        assertEquals(List.of(4_200_000_010L), attributes.asPath());
    }

    private ContainerNode inRib(final String attributes) throws Exception {
        final var parsed = parser.attributes(attributes);
        // As BGPPeer does.
        return CODECS.serializeAttributes(new AttributesBuilder(parsed)
            .setCNextHop(parsed.augmentation(AttributesReach.class).getMpReachNlri().getCNextHop()).build());
    }

    /** The extended communities in an UPDATE to a peer, as octets. */
    private String sent(final ContainerNode attributes) {
        final Attributes toSend = CODECS.deserializeAttributes(attributes);
        return parser.serialize(new AttributesBuilder()
            .setExtendedCommunities(toSend.getExtendedCommunities()).build());
    }

    private static OverlayAttributes read(final ContainerNode attributes) {
        return AttributeNodes.read(attributes).orElseThrow();
    }

    private static String text(final ContainerNode node) {
        final var attributes = read(node);
        return attributes.routeTargets().stream().findFirst()
            .map(target -> "target " + (target.form() == AdministratorForm.ASN_4 && target.administrator() <= 0xffff
                ? "ASN_4 " : "") + target)
            .or(() -> attributes.tunnelTypes().stream().findFirst().map(type -> "encapsulation " + type))
            .or(() -> attributes.routerMac().map(mac -> "mac " + mac))
            .orElseThrow();
    }
}

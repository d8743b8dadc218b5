/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.PathFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateMessageTest {
    private static final String ORIGIN = "400101 00 ";
    private static final String AS_PATH = "400206 0201 0000fdf2 ";
    private static final String NEXT_HOP = "400304 0a000002 ";
    private static final String PATH = ORIGIN + AS_PATH + NEXT_HOP;
    /** 203.0.113.10/32. */
    private static final String VIP = "20cb00710a";
    /** IPv6 unicast, next hop 2001:db8::2, 2001:db8:113::/48. */
    private static final String REACH = "800e1c 0002 01 10 20010db8000000000000000000000002 00 30 20010db80113";

    @Test
    void anAnnouncementIsRead() throws SessionResetException {
        final var update = read("", PATH, VIP + "18 cb0072");
        final var announced = update.announced().get(0);
        final var facts = assertInstanceOf(PathFacts.Complete.class, announced.facts());
        assertEquals(List.of("203.0.113.10/32", "203.0.114.0/24"), prefixes(announced.prefixes()));
        assertEquals(1, facts.asPath().hops());
        assertEquals(65010, facts.asPath().first().orElseThrow());
        assertEquals(IpAddress.parse("10.0.0.2"), facts.nextHop());
        assertEquals(List.of(), update.withdrawn());
    }

    @Test
    void oneUpdateMayHoldFourFields() throws SessionResetException {
        final var update = read("18cb0071", PATH + REACH + "800f0a 0002 01 30 20010db80114", VIP);
        assertEquals(List.of("203.0.113.0/24"), prefixes(update.withdrawn().get(0)));
        assertEquals(List.of("2001:db8:114::/48"), prefixes(update.withdrawn().get(1)));
        assertEquals(List.of("203.0.113.10/32"), prefixes(update.announced().get(0).prefixes()));
        assertEquals(List.of("2001:db8:113::/48"), prefixes(update.announced().get(1).prefixes()));
        final var ipv6 = assertInstanceOf(PathFacts.Complete.class, update.announced().get(1).facts());
        assertEquals(IpAddress.parse("2001:db8::2"), ipv6.nextHop());
    }

    @Test
    void theGlobalOneOfTwoIpv6NextHopsCounts() throws SessionResetException {
        final var update = read("", ORIGIN + AS_PATH + "800e2c 0002 01 20 20010db8000000000000000000000002 "
            + "fe800000000000000000000000000002 00 30 20010db80113", "");
        final var facts = assertInstanceOf(PathFacts.Complete.class, update.announced().get(0).facts());
        assertEquals(IpAddress.parse("2001:db8::2"), facts.nextHop());
    }

    @Test
    void ipv4MayComeInTheMultiprotocolAttributes() throws SessionResetException {
        final var update = read("", ORIGIN + AS_PATH + "800e0e 0001 01 04 0a000002 00 20cb00710a", "");
        assertEquals(List.of("203.0.113.10/32"), prefixes(update.announced().get(0).prefixes()));
    }

    @Test
    void endOfRibIsFoundInBothForms() throws SessionResetException {
        assertEquals(Optional.of(AddressFamily.IPV4), read("", "", "").endOfRib());
        assertEquals(Optional.of(AddressFamily.IPV6), read("", "800f03 0002 01", "").endOfRib());
        assertEquals(Optional.of(AddressFamily.IPV4), read("", "900f0003 0001 01", "").endOfRib());
        assertEquals(Optional.empty(), read("", "800f03 0019 46", "").endOfRib(), "EVPN");
        assertEquals(Optional.empty(), read("", ORIGIN + "800f03 0002 01", "").endOfRib(), "more attributes");
        assertEquals(Optional.empty(), read("18cb0071", "800f03 0002 01", "").endOfRib(), "withdraws something");
        assertEquals(Optional.empty(), read("", PATH, "").endOfRib(), "has attributes");
    }

    @Test
    void otherFamiliesAreLeftOut() throws SessionResetException {
        final var update = read("", PATH + "800e09 0019 46 04 0a000002 00 800f04 0001 02 00", "");
        assertEquals(List.of(), update.announced());
        assertEquals(List.of(), update.withdrawn());
    }

    @Test
    void prefixesOfEveryLengthAreRead() throws SessionResetException {
        assertEquals(List.of("0.0.0.0/0", "128.0.0.0/1", "203.0.112.0/23", "203.0.113.255/32"),
            prefixes(read("00 0180 17cb0070 20cb0071ff", "", "").withdrawn().get(0)));
        assertEquals(List.of("::/0", "2001:db8::/63", "2001:db8::/64", "2001:db8:0:0:8000::/65", "2001:db8::1/128"),
            prefixes(read("", "800f31 0002 01 00 3f20010db800000000 4020010db800000000 4120010db80000000080"
                + "8020010db8000000000000000000000001", "").withdrawn().get(0)));
    }

    @Test
    void hostBitsAreSeenByPolicyAndNotInThePrefix() throws SessionResetException {
        final var cursor = read("18cb0071 19cb0071ff", "", "").withdrawn().get(0).prefixes();
        cursor.next();
        cursor.next();
        assertEquals(0xcb0071ffL << 32, cursor.high());
        assertEquals("203.0.113.128/25", cursor.prefix().toString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // RFC 7606 section 7 in order: what makes the UPDATE a withdrawal
        "ORIGIN of 2 bytes,          400102 0000 | 400206 0201 0000fdf2 | 400304 0a000002",
        "ORIGIN 3,                   400101 03 | 400206 0201 0000fdf2 | 400304 0a000002",
        "ORIGIN with optional flag,  c00101 00 | 400206 0201 0000fdf2 | 400304 0a000002",
        "AS_PATH segment type 5,     400101 00 | 400206 0501 0000fdf2 | 400304 0a000002",
        "AS_PATH segment too long,   400101 00 | 400206 0202 0000fdf2 | 400304 0a000002",
        "AS_PATH segment empty,      400101 00 | 400202 0200 | 400304 0a000002",
        "AS_PATH of 1 byte,          400101 00 | 400201 02 | 400304 0a000002",
        "AS_PATH not transitive,     400101 00 | 000206 0201 0000fdf2 | 400304 0a000002",
        "NEXT_HOP of 3 bytes,        400101 00 | 400206 0201 0000fdf2 | 400303 0a0000",
        "MED of 2 bytes,             400101 00 | 400206 0201 0000fdf2 | 400304 0a000002 | 800402 0001",
        "communities of 3 bytes,     400101 00 | 400206 0201 0000fdf2 | 400304 0a000002 | c00803 fe4c00",
        "communities of 0 bytes,     400101 00 | 400206 0201 0000fdf2 | 400304 0a000002 | c00800",
        "extended communities of 4,  400101 00 | 400206 0201 0000fdf2 | 400304 0a000002 | c01004 00020000",
        "large communities of 8,     400101 00 | 400206 0201 0000fdf2 | 400304 0a000002 | c02008 0000000100000002",
        "unknown and well-known,     400101 00 | 400206 0201 0000fdf2 | 400304 0a000002 | 40c801 00",
        "attribute beyond the list,  400101 00 | 400206 0201 0000fdf2 | 400304 0a000002 | c00808 fe4c0001",
        "attribute header cut off,   400101 00 | 400206 0201 0000fdf2 | 400304 0a000002 | c008",
        "extended length cut off,    400101 00 | 400206 0201 0000fdf2 | 400304 0a000002 | d00800",
    })
    void aMalformedAttributeMakesItAWithdrawal(final String what, final String attributes)
            throws SessionResetException {
        final var update = read("", attributes.replace("|", ""), VIP);
        assertInstanceOf(PathFacts.Malformed.class, update.announced().get(0).facts(), what);
        assertEquals(List.of("203.0.113.10/32"), prefixes(update.announced().get(0).prefixes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        // what eBGP has no use for is discarded, malformed or not
        "400501 00", "c00602 0000", "c00701 00", "800901 00", "800a03 000000", "c01103 020100", "c01204 00000000",
        // unknown transitive and non-transitive, and two of one type: the first counts
        "c0c804 01020304", "80c800", "c00804 fe4c0001 c00803 fe4c00", "400304 0a000003",
    })
    void whatIsNotNeededIsSteppedOver(final String attribute) throws SessionResetException {
        final var facts = assertInstanceOf(PathFacts.Complete.class,
            read("", PATH + attribute, VIP).announced().get(0).facts());
        assertEquals(IpAddress.parse("10.0.0.2"), facts.nextHop());
    }

    @ParameterizedTest
    @ValueSource(strings = {ORIGIN + AS_PATH, AS_PATH + NEXT_HOP, ORIGIN + NEXT_HOP, ""})
    void aMandatoryAttributeMayBeMissing(final String attributes) throws SessionResetException {
        assertInstanceOf(PathFacts.MandatoryMissing.class,
            read("", attributes, VIP).announced().get(0).facts());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // what, body of the UPDATE, NOTIFICATION
        "withdrawn length beyond message,       0005 18cb0071 00,                         0301",
        "attribute length beyond message,       0000 0005 400101 00,                      0301",
        "no room for the attribute length,      0001 00 00,                               0301",
        "malformed and nothing reachable,       0000 0004 400101 03,                      0301",
        "MP_REACH_NLRI twice,                   0000 0014 800e070019460000 0000 800e070019460000 0000, 0301",
        "MP_UNREACH_NLRI twice,                 0000 000c 800f03 000201 800f03 000201,    0301",
        "MP_REACH_NLRI of 4 bytes,              0000 0007 800e04 00020100,                0309 800e0400020100",
        "MP_UNREACH_NLRI of 2 bytes,            0000 0005 800f02 0002,                    0309 800f020002",
        "IPv6 next hop of 4 bytes, 0000 000c 800e09 000201 04 0a000002 00,   0309 800e09000201040a00000200",
        "IPv4 next hop of 16 bytes,             0000 0008 800e05 000101 10 00,            0309 800e050001011000",
        "next hop beyond the attribute,         0000 0008 800e05 000201 10 00,            0309 800e050002011000",
    })
    void whatCannotBeLocatedResetsTheSession(final String what, final String body, final String notification) {
        final var message = Bytes.message(MessageType.UPDATE, body);
        final var thrown = assertThrows(SessionResetException.class, () -> UpdateMessage.read(message, true), what);
        assertEquals(notification.replace(" ", ""), hex(thrown));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "IPv4 length 33,           21cb00710a00,      030a",
        "IPv4 prefix cut off,      20cb0071,          030a",
    })
    void aPrefixThatCannotBeReadResetsTheSession(final String what, final String nlri, final String notification)
            throws SessionResetException {
        final var announced = read("", PATH, nlri).announced().get(0).prefixes();
        assertEquals(notification, hex(assertThrows(SessionResetException.class, () -> prefixes(announced))));
        final var withdrawn = read(nlri, "", "").withdrawn().get(0);
        assertEquals(notification, hex(assertThrows(SessionResetException.class, () -> prefixes(withdrawn))));
    }

    @Test
    void aMultiprotocolPrefixThatCannotBeReadIsAnAttributesError() throws SessionResetException {
        final var withdrawn = read("", "800f04 0002 01 81", "").withdrawn().get(0);
        assertEquals("0309", hex(assertThrows(SessionResetException.class, () -> prefixes(withdrawn))));
    }

    private static UpdateMessage read(final String withdrawn, final String attributes, final String nlri)
            throws SessionResetException {
        return UpdateMessage.read(Bytes.update(withdrawn, attributes, nlri), true);
    }

    private static List<String> prefixes(final NlriField field) throws SessionResetException {
        final var prefixes = new ArrayList<String>();
        final var cursor = field.prefixes();
        while (cursor.next()) {
            prefixes.add(cursor.prefix().toString());
        }
        return prefixes;
    }

    private static String hex(final SessionResetException thrown) {
        return Bytes.hex(thrown.notification().write(UnpooledByteBufAllocator.DEFAULT)).substring(38);
    }
}

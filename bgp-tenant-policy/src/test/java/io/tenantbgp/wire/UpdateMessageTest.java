/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.PathFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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

    /** A reader does not read the attributes of the UPDATE before again: that must not be seen. */
    @Test
    void anUpdateIsReadTheSameWhateverCameBefore() throws SessionResetException {
        final var attributes = List.of(PATH, ORIGIN + NEXT_HOP + AS_PATH, ORIGIN + AS_PATH, PATH + REACH,
            PATH + "800f0a 0002 01 30 20010db80114", ORIGIN + "40020a 0202 0000fdf2 0000fdf2" + NEXT_HOP,
            PATH + "c00804 fe4c0001", PATH + "c00804 fe4c0002", "400101 03" + AS_PATH + NEXT_HOP, PATH + ORIGIN, "");
        for (var first : attributes) {
            for (var second : attributes) {
                final var reader = new UpdateReader(true);
                for (var each : List.of(first, first, second, first)) {
                    for (var nlri : List.of(VIP, "18 cb0072" + VIP)) {
                        assertEquals(describe(read("18cb0071", each, nlri)),
                            describe(reader.read(Bytes.update("18cb0071", each, nlri))), first + " then " + second);
                    }
                }
            }
        }
    }

    private static List<String> describe(final UpdateMessage update) throws SessionResetException {
        final var words = new ArrayList<String>();
        for (var field : update.withdrawn()) {
            words.add("withdrawn " + prefixes(field));
        }
        for (var each : update.announced()) {
            words.add("announced " + prefixes(each.prefixes()) + (each.facts() instanceof PathFacts.Complete complete
                ? complete.nextHop() + " " + complete.leakRequest() + " " + complete.asPath().hops() : each.facts()));
        }
        return words;
    }

    private static UpdateMessage read(final String withdrawn, final String attributes, final String nlri)
            throws SessionResetException {
        return new UpdateReader(true).read(Bytes.update(withdrawn, attributes, nlri));
    }

    private static List<String> prefixes(final NlriField field) throws SessionResetException {
        final var prefixes = new ArrayList<String>();
        final var cursor = field.prefixes();
        while (cursor.next()) {
            prefixes.add(cursor.prefix().toString());
        }
        return prefixes;
    }
}

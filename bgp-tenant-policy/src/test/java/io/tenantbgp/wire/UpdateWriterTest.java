/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.Disposition;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.PathFacts;
import io.tenantbgp.policy.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UpdateWriterTest {
    private static final IpAddress HOST = IpAddress.parse("10.0.0.2");
    private static final Prefix VIP = Prefix.parse("203.0.113.10/32");
    private static final Prefix NET6 = Prefix.parse("2001:db8:113::/48");

    private final ByteBuf out = Unpooled.buffer();

    @Test
    void ipv4IsAnnouncedInTheNlriField() {
        UpdateWriter.announce(out, AddressFamily.IPV4, List.of(VIP),
            new UpdateWriter.Route(65010, 1, HOST, Disposition.OVERLAY));
        assertEquals(Bytes.hex(Bytes.update("", "400101 00 400206 0201 0000fdf2 400304 0a000002", "20cb00710a")),
            Bytes.hex(out));
    }

    @Test
    void ipv6IsAnnouncedInMpReachNlri() {
        UpdateWriter.announce(out, AddressFamily.IPV6, List.of(NET6),
            new UpdateWriter.Route(4200000001L, 2, IpAddress.parse("2001:db8::2"), Disposition.OVERLAY));
        assertEquals(Bytes.hex(Bytes.update("", "400101 00 40020a 0202 fa56ea01 fa56ea01 "
            + "900e001c 0002 01 10 20010db8000000000000000000000002 00 30 20010db80113", "")), Bytes.hex(out));
    }

    @Test
    void anIpv4NextHopOfIpv6IsMapped() {
        UpdateWriter.announce(out, AddressFamily.IPV6, List.of(NET6),
            new UpdateWriter.Route(65010, 1, HOST, Disposition.OVERLAY));
        assertTrue(Bytes.hex(out).contains("10" + "00000000000000000000ffff0a000002" + "00"));
    }

    @Test
    void ipv4IsWithdrawnInTheWithdrawnField() {
        UpdateWriter.withdraw(out, AddressFamily.IPV4, List.of(VIP, Prefix.parse("0.0.0.0/0")));
        assertEquals(Bytes.hex(Bytes.update("20cb00710a 00", "", "")), Bytes.hex(out));
    }

    @Test
    void ipv6IsWithdrawnInMpUnreachNlri() {
        UpdateWriter.withdraw(out, AddressFamily.IPV6, List.of(NET6));
        assertEquals(Bytes.hex(Bytes.update("", "900f000a 0002 01 30 20010db80113", "")), Bytes.hex(out));
    }

    @Test
    void endOfRibHasItsFormInEachFamily() {
        UpdateWriter.endOfRib(out, AddressFamily.IPV4);
        UpdateWriter.endOfRib(out, AddressFamily.IPV6);
        assertEquals(Bytes.hex(Bytes.update("", "", "")) + Bytes.hex(Bytes.update("", "900f0003 0002 01", "")),
            Bytes.hex(out));
    }

    @Test
    void nothingIsWrittenForNothing() {
        for (var family : AddressFamily.values()) {
            UpdateWriter.withdraw(out, family, List.of());
            UpdateWriter.announce(out, family, List.of(), new UpdateWriter.Route(65010, 1, HOST, Disposition.OVERLAY));
        }
        assertFalse(out.isReadable(), "an UPDATE without content would be End-of-RIB");
    }

    @Test
    void manyPrefixesAreSplitIntoMessagesThatFit() throws SessionResetException {
        final var ipv4 = IntStream.range(0, 5000).mapToObj(i -> Prefix.parse("10." + i / 256 + "." + i % 256 + ".1/32"))
            .toList();
        final var ipv6 = IntStream.range(0, 5000)
            .mapToObj(i -> Prefix.parse("2001:db8::" + Integer.toHexString(i) + "/128")).toList();
        final var route = new UpdateWriter.Route(4294967294L, UpdateWriter.MOST_HOPS, HOST, Disposition.OVERLAY);
        UpdateWriter.withdraw(out, AddressFamily.IPV4, ipv4);
        UpdateWriter.withdraw(out, AddressFamily.IPV6, ipv6);
        UpdateWriter.announce(out, AddressFamily.IPV4, ipv4, route);
        UpdateWriter.announce(out, AddressFamily.IPV6, ipv6, route);

        final var withdrawn = new ArrayList<Prefix>();
        final var announced = new ArrayList<Prefix>();
        final var framer = new MessageFramer(UnpooledByteBufAllocator.DEFAULT);
        for (var next = framer.next(out); next.isPresent(); next = framer.next(out)) {
            final var message = next.orElseThrow();
            final var update = new UpdateReader(true).read(message);
            assertEquals(1, update.withdrawn().size() + update.announced().size(), "one kind of content each");
            assertTrue(update.endOfRib().isEmpty());
            for (var field : update.withdrawn()) {
                addAll(withdrawn, field);
            }
            for (var announcement : update.announced()) {
                addAll(announced, announcement.prefixes());
                final var facts = assertInstanceOf(PathFacts.Complete.class, announcement.facts());
                assertEquals(UpdateWriter.MOST_HOPS, facts.asPath().hops());
                assertEquals(HOST, facts.nextHop().unmapped());
            }
            message.release();
        }
        final var expected = new ArrayList<>(ipv4);
        expected.addAll(ipv6);
        assertEquals(expected, withdrawn);
        assertEquals(expected, announced);
    }

    @Test
    void theDispositionIsTheOnlyCommunity() {
        UpdateWriter.announce(out, AddressFamily.IPV4, List.of(VIP),
            new UpdateWriter.Route(65010, 1, HOST, Disposition.OVERLAY_AND_UNDERLAY));
        assertEquals(Bytes.hex(Bytes.update("",
            "400101 00 400206 0201 0000fdf2 400304 0a000002 c00804 fe4c0001", "20cb00710a")), Bytes.hex(out));
    }

    @Test
    void theDispositionOfIpv6IsACommunityToo() {
        UpdateWriter.announce(out, AddressFamily.IPV6, List.of(NET6),
            new UpdateWriter.Route(65010, 1, HOST, Disposition.UNDERLAY));
        assertEquals(Bytes.hex(Bytes.update("", "400101 00 400206 0201 0000fdf2 c00804 fe4c0002"
            + "900e001c 0002 01 10 00000000000000000000ffff0a000002 00 30 20010db80113", "")), Bytes.hex(out));
    }

    @Test
    void aPathHasOneToEightHops() {
        assertThrows(IllegalArgumentException.class, () -> new UpdateWriter.Route(65010, 0, HOST, Disposition.OVERLAY));
        assertThrows(IllegalArgumentException.class, () -> new UpdateWriter.Route(65010, 9, HOST, Disposition.OVERLAY));
    }

    private static void addAll(final List<Prefix> prefixes, final NlriField field) throws SessionResetException {
        final var cursor = field.prefixes();
        while (cursor.next()) {
            prefixes.add(cursor.prefix());
        }
    }
}

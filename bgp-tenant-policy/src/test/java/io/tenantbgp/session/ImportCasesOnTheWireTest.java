/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.ImportCase;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.wire.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every case of {@code policy/import-cases.csv} as an UPDATE of a session: what the operator sees of it, and that
 * BGPCEP gets nothing but an origin, the tenant's ASN, its address and the disposition.
 */
class ImportCasesOnTheWireTest {
    /** An IPv4 prefix has no room for an IPv6 next hop (RFC 8950 is not offered), nor the other way round. */
    static Stream<ImportCase> cases() {
        return ImportCase.all().filter(each -> each.nextHop().family() == each.network().family());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void verdictIsAsInTheTable(final ImportCase example) throws Exception {
        // One prefix already takes the place of the 1000 that a case may have.
        final boolean full = example.others() == 1000;
        try (var harness = new GuardHarness(
                Tenants.with(example.policy(full || example.others() == 999 ? 1 : 1000)))) {
            final var probe = new SpeakerProbe();
            final var channel = harness.establish(probe);
            if (full) {
                fill(example, channel);
                // What is denied is a KEEPALIVE to BGPCEP, once a second.
                channel.pass(1);
                probe.events();
            }
            channel.receive(update(nlri(example.address(), example.length()), example.nextHop(),
                path(example) + attached(example)));

            assertEquals(example.verdict(), verdict(example, harness.view()));
            assertEquals(List.of(example.verdict().equals("accepted") ? passedOn(example) : Tenants.KEEPALIVE),
                probe.events());
            assertEquals(List.of(), channel.sent(), "the tenant sees nothing of the verdict");
            assertTrue(channel.isOpen());
        }
    }

    /** Another prefix of the family is accepted, where the lists accept any. */
    private static void fill(final ImportCase example, final TenantChannel channel) {
        final var family = example.network().family();
        final var host = IpAddress.parse(family == AddressFamily.IPV4 ? "10.0.0.2" : "2001:db8::2");
        example.allowed().stream().filter(entry -> entry.family() == family).findFirst()
            .ifPresent(entry -> channel.receive(
                update(nlri(new IpAddress(family, entry.high(), entry.low()), entry.length()), host,
                    attribute(0x40, 2, "02010000fdf2"))));
    }

    private static String verdict(final ImportCase example, final SessionView view) {
        final var reason = view.rejected().stream().filter(each -> each.prefix().equals(example.network()))
            .map(each -> each.reason().yangName()).findFirst();
        final var disposition = view.accepted().stream().filter(each -> each.prefix().equals(example.network()))
            .map(each -> each.disposition().yangName()).findFirst();
        assertEquals(example.disposition(), disposition.orElse("-"));
        assertTrue(reason.isPresent() != disposition.isPresent(), "either accepted or rejected");
        return reason.orElse("accepted");
    }

    private static String passedOn(final ImportCase example) {
        final int hops = Math.min(8, (example.asPathHex().length() - 4) / 8);
        final var community = switch (example.disposition()) {
            case "overlay-and-underlay" -> attribute(0xc0, 8, "fe4c0001");
            case "underlay" -> attribute(0xc0, 8, "fe4c0002");
            default -> "";
        };
        final var path = "40010100" + attribute(0x40, 2, String.format("02%02x", hops) + "0000fdf2".repeat(hops));
        final var prefix = nlri(example.address(), example.length());
        return Bytes.hex(example.network().family() == AddressFamily.IPV4
            ? Bytes.update("", path + "4003040a000002" + community, prefix)
            : Bytes.update("", path + community + String.format("900e%04x", 21 + prefix.length() / 2)
                + "00020110" + "20010db8000000000000000000000002" + "00" + prefix, ""));
    }

    private static ByteBuf update(final String nlri, final IpAddress nextHop, final String attributes) {
        if (nextHop.family() == AddressFamily.IPV4) {
            return Bytes.update("", "40010100" + attributes
                + attribute(0x40, 3, String.format("%08x", nextHop.high() >>> Integer.SIZE)), nlri);
        }
        return Bytes.update("", "40010100" + attributes + attribute(0x80, 14,
            "00020110" + String.format("%016x%016x", nextHop.high(), nextHop.low()) + "00" + nlri), "");
    }

    private static String path(final ImportCase example) {
        return switch (example.asPath()) {
            case "missing" -> "";
            case "malformed" -> attribute(0x40, 2, "02");
            default -> attribute(0x40, 2, example.asPathHex());
        };
    }

    /** What is attached; the communities of one kind are one attribute. */
    private static String attached(final ImportCase example) {
        final var values = new LinkedHashMap<Integer, String>();
        for (var word : example.attached()) {
            final var parts = word.split(":");
            switch (parts[0]) {
                case "large" -> values.merge(32, hex(parts, 8, 8, 8), String::concat);
                case "rt" -> values.merge(16, "0002" + hex(parts, 4, 8), String::concat);
                case "med" -> values.put(4, hex(parts, 8));
                case "local-pref" -> values.put(5, hex(parts, 8));
                case "unknown" -> values.put(Integer.parseInt(parts[1]), "cafe");
                default -> values.merge(8, String.format("%04x%04x", Integer.parseInt(parts[0]),
                    Integer.parseInt(parts[1])), String::concat);
            }
        }
        final var flags = Map.of(4, 0x80, 5, 0x40);
        return values.entrySet().stream()
            .map(value -> attribute(flags.getOrDefault(value.getKey(), 0xc0), value.getKey(), value.getValue()))
            .collect(Collectors.joining());
    }

    /** The numbers behind the first part with so many digits each. */
    private static String hex(final String[] parts, final int... digits) {
        final var hex = new StringBuilder();
        for (int i = 0; i < digits.length; i++) {
            hex.append(String.format("%0" + digits[i] + "x", Long.parseLong(parts[i + 1])));
        }
        return hex.toString();
    }

    private static String nlri(final IpAddress address, final int length) {
        return String.format("%02x", length)
            + String.format("%016x%016x", address.high(), address.low()).substring(0, (length + 7) / 8 * 2);
    }

    private static String attribute(final int flags, final int type, final String value) {
        return value.length() / 2 > 0xff
            ? String.format("%02x%02x%04x%s", flags | 0x10, type, value.length() / 2, value)
            : String.format("%02x%02x%02x%s", flags, type, value.length() / 2, value);
    }
}

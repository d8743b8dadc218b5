/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole configurations as recorded in golden files; run with {@code -Dgolden.update=true} to record them anew. */
class SpeakerTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "speakers");
    private static final Map<String, SpeakerPlan> PLANS = Map.of(
        "feature-page", plan(Hosts.ofFeaturePage(), Map.of("asn", "65010", "prefix", "203.0.113.10/32")),
        "nothing-given", plan(Hosts.ofFeaturePage(), Map.of()),
        "pinned", plan(Hosts.pinned(65011), Map.of("prefix", "203.0.113.10/32")),
        "everything", PlanRequest.plan(Hosts.ofEverything(), Map.of("asn", List.of("4200000002"),
            "prefix", List.of("203.0.113.10/32", "198.51.100.0/26", "2001:db8:203::10/128"),
            "community", List.of("65100:1"))),
        "ipv6-over-ipv4", PlanRequest.plan(Hosts.ofIpv4WithIpv6Prefixes(), Map.of("asn", List.of("65010"),
            "prefix", List.of("203.0.113.10/32", "2001:db8:203::10/128"), "community", List.of("65100:2"))),
        "ipv6-nothing-allowed", plan(Hosts.ofIpv6(), Map.of("asn", "65010")));

    static Stream<Object[]> everyPlanForEverySpeaker() {
        return PLANS.keySet().stream().sorted().flatMap(name ->
            Stream.of(Speaker.values()).map(speaker -> new Object[] { speaker, name }))
            .filter(each -> !each[1].equals("ipv6-over-ipv4")
                || each[0] == Speaker.FRR || each[0] == Speaker.EXABGP);
    }

    @ParameterizedTest
    @MethodSource("everyPlanForEverySpeaker")
    void configurationIsTheRecordedOne(final Speaker speaker, final String plan) throws Exception {
        final var recorded = GOLDEN.resolve(plan + "." + speaker.key());
        final var configuration = speaker.configuration(PLANS.get(plan));
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(recorded, configuration);
        }
        assertEquals(Files.readString(recorded), configuration,
            () -> recorded + " is another one; if the change is meant, run with -Dgolden.update=true");
    }

    @ParameterizedTest
    @EnumSource
    void thousandsOfAllowedPrefixesDoNotMakeALongFile(final Speaker speaker) {
        final var many = IntStream.range(0, 4096)
            .mapToObj(i -> Cidr.parse("10." + i / 256 + "." + i % 256 + ".0/24")).toList();
        final var page = Hosts.ofFeaturePage();
        final var configuration = speaker.configuration(PlanRequest.plan(
            new TenantHost(page.dpuAsn(), page.pinnedAsn(), page.links(), () -> AllowedPrefixes.of(many), false, false,
                false), Map.of()));
        assertTrue(configuration.length() < 8192, configuration);
        assertTrue(configuration.contains("10.0.63.0/24 and 4032 more"), configuration);
    }

    @ParameterizedTest
    @EnumSource(names = { "BIRD", "METALLB" })
    void prefixThatTheSpeakerHasNoNextHopForIsRefused(final Speaker speaker) {
        final var plan = PLANS.get("ipv6-over-ipv4");
        final var name = speaker == Speaker.BIRD ? "BIRD" : "MetalLB";
        assertEquals("prefix=2001:db8:203::10/128 cannot be announced by " + name + " over the session there is, which"
            + " is over IPv4: use FRR or ExaBGP, or ask the site's operator for IPv6 addresses on the link",
            assertThrows(IllegalArgumentException.class, () -> speaker.configuration(plan)).getMessage());
    }

    @Test
    void bgpIdentifierOfAHostWithoutIpv4IsNeverZero() {
        final var zero = new TenantHost(65000, Hosts.ofIpv6().pinnedAsn(),
            List.of(Hosts.link("2001:db8::1", "2001:db8:0:1:1::")), () -> AllowedPrefixes.NONE, false, false,
            false);
        assertEquals("0.0.0.1", PlanRequest.plan(zero, Map.of()).bgpIdentifier());
        assertEquals("0.0.0.16", PlanRequest.plan(Hosts.ofIpv6(), Map.of()).bgpIdentifier());
    }

    private static SpeakerPlan plan(final TenantHost host, final Map<String, String> parameters) {
        return PlanRequest.plan(host, Map.of("asn", list(parameters.get("asn")), "prefix",
            list(parameters.get("prefix"))));
    }

    private static List<String> list(final String value) {
        return value == null ? List.of() : List.of(value);
    }
}

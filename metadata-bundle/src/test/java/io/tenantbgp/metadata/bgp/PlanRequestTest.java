/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanRequestTest {
    @Test
    void withoutParametersEverythingIsToBeFilledIn() {
        final var plan = plan(Hosts.ofFeaturePage(), Map.of());
        assertEquals(OptionalLong.empty(), plan.tenantAsn());
        assertEquals(List.of(), plan.announced());
        assertEquals(Optional.empty(), plan.community());
    }

    @Test
    void asnIsThatOfThePinOrOfTheRequest() {
        assertEquals(OptionalLong.empty(), plan(Hosts.ofFeaturePage(), Map.of()).tenantAsn());
        assertEquals(OptionalLong.of(65010), plan(Hosts.ofFeaturePage(), Map.of("asn", "65010")).tenantAsn());
        assertEquals(OptionalLong.of(4294967294L),
            plan(Hosts.ofFeaturePage(), Map.of("asn", "4294967294")).tenantAsn());
        assertEquals(OptionalLong.of(65011), plan(Hosts.pinned(65011), Map.of()).tenantAsn());
        assertEquals(OptionalLong.of(65011), plan(Hosts.pinned(65011), Map.of("asn", "65011")).tenantAsn());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "0", "-1", "+65010", "65010.0", "1.10", "AS65010", "4294967295", "4294967296", "23456", "65010 ",
        "99999999999999999999", "٦٥٠١٠"
    })
    void whatIsNoAsnOfASpeakerIsRefused(final String asn) {
        assertEquals("asn=" + asn + " is no ASN of a BGP speaker: write a decimal number of 1..4294967294, not 23456",
            refusal(Hosts.ofFeaturePage(), Map.of("asn", List.of(asn))));
    }

    @Test
    void asnTheSessionWouldRefuseIsRefused() {
        assertEquals("asn=65000 is the DPU's own, and the session is eBGP: write another one",
            refusal(Hosts.ofFeaturePage(), Map.of("asn", List.of("65000"))));
        assertEquals("asn=65010 would be refused: this site accepts 65011 only; leave asn out",
            refusal(Hosts.pinned(65011), Map.of("asn", List.of("65010"))));
        assertEquals("asn is given more than once",
            refusal(Hosts.ofFeaturePage(), Map.of("asn", List.of("65010", "65011"))));
    }

    @Test
    void prefixesAreInOrderAndOnce() {
        assertEquals(Hosts.allowed("203.0.113.10/32", "203.0.113.128/25").entries(),
            PlanRequest.plan(Hosts.ofFeaturePage(), Map.of("prefix",
                List.of("203.0.113.128/25", "203.0.113.10", "203.0.113.10/32"))).announced());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        203.0.113.10/24  | is no prefix: bits are set behind the length; write 203.0.113.0/24
        vip              | is no prefix: write an address and a length, as in 203.0.113.10/32
        203.0.112.0/23   | would be rejected: it is not inside any of bgp/allowed-prefixes
        198.51.100.10/32 | would be rejected: it is not inside any of bgp/allowed-prefixes
        2001:db8::1/128  | would be rejected: it is not inside any of bgp/allowed-prefixes
        """)
    void prefixTheDpuWouldRejectIsRefused(final String prefix, final String why) {
        assertEquals("prefix=" + prefix + " " + why,
            refusal(Hosts.ofFeaturePage(), Map.of("prefix", List.of(prefix))));
    }

    @Test
    void ipv4PrefixOfAHostWithoutIpv4IsRefused() {
        final var host = new TenantHost(65000, OptionalLong.empty(), Hosts.ofIpv6().links(),
            () -> Hosts.allowed("203.0.113.0/24"), false, false, false);
        assertEquals("prefix=203.0.113.10/32 would be rejected: the only session is over IPv6, see bgp/peer-address;"
            + " ask the site's operator for IPv4 addresses on the link",
            refusal(host, Map.of("prefix", List.of("203.0.113.10/32"))));
    }

    @ParameterizedTest
    @CsvSource({ "65100:1, LEAK_TO_UNDERLAY", "65100:01, LEAK_TO_UNDERLAY", "65100:2, DROP_FROM_OVERLAY",
        "65100:02, DROP_FROM_OVERLAY" })
    void communityIsOneOfTheTwo(final String text, final LeakCommunity community) {
        assertEquals(Optional.of(community), plan(Hosts.ofEverything(), Map.of("community", text)).community());
    }

    @Test
    void communityThatWouldHaveNoEffectIsRefused() {
        assertEquals("community=65100:3 has no effect on the DPU: write 65100:1 or 65100:2",
            refusal(Hosts.ofEverything(), Map.of("community", List.of("65100:3"))));
        assertEquals("community=65100:1 would be ignored: bgp/leak-communities-accepted is false",
            refusal(Hosts.ofFeaturePage(), Map.of("community", List.of("65100:1"))));
    }

    private static SpeakerPlan plan(final TenantHost host, final Map<String, String> parameters) {
        final var lists = new HashMap<String, List<String>>();
        parameters.forEach((name, value) -> lists.put(name, List.of(value)));
        return PlanRequest.plan(host, lists);
    }

    private static String refusal(final TenantHost host, final Map<String, List<String>> parameters) {
        return assertThrows(IllegalArgumentException.class, () -> PlanRequest.plan(host, parameters)).getMessage();
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import static io.tenantbgp.testing.Configured.BLUE;
import static io.tenantbgp.testing.Configured.ETH0;
import static io.tenantbgp.testing.Configured.SITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.net.InetAddresses;
import io.tenantbgp.fabric.FabricConfig;
import io.tenantbgp.fabric.FabricFamily;
import io.tenantbgp.fabric.FabricNeighbor;
import io.tenantbgp.session.SecuritySupport;
import io.tenantbgp.session.TcpMd5Key;
import io.tenantbgp.testing.Configured;
import io.tenantbgp.testing.Encryption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The DPU has loopback 192.0.2.1, gateway 10.0.0.1 and tenant host 10.0.0.2. */
class FabricMapperTest {
    private static final String LEAF =
        "{'address': '10.1.0.2', 'asn': 65101, 'families': ['ipv4-unicast', 'ipv6-unicast']}";

    @Test
    void neighbourIsMappedWithItsDefaults() {
        assertEquals(new FabricConfig(List.of(new FabricNeighbor(InetAddresses.forString("10.1.0.2"), 65101,
            Set.of(FabricFamily.IPV4_UNICAST, FabricFamily.IPV6_UNICAST), Optional.empty(), false, OptionalInt.empty(),
            Optional.empty(), 120_000)), List.of()), map(LEAF));
    }

    @Test
    void neighbourIsMappedWithAllItHas() {
        assertEquals(List.of(new FabricNeighbor(InetAddresses.forString("2001:db8:1::2"), 65000,
            Set.of(FabricFamily.L2VPN_EVPN), Optional.of(InetAddresses.forString("2001:db8:1::1")), true,
            OptionalInt.of(3), Optional.of(new TcpMd5Key("secret")), 7)),
            map("{'address': '2001:db8:1::2', 'asn': 65000, 'families': ['l2vpn-evpn'], 'passive': true, "
                + "'local-address': '2001:db8:1::1', 'multihop-ttl': 3, 'password': '" + Encryption.encrypted("secret")
                + "', 'maximum-prefixes': 7, 'description': 'x'}")
                .neighbors());
    }

    @Test
    void unconfiguredDpuHasNoNeighbour() {
        assertEquals(FabricConfig.EMPTY, Encryption.mapper().map(null, null).fabric());
        assertEquals(FabricConfig.EMPTY, map(""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # address       | members                                     | what is said
        192.0.2.1       | "description": ""                           | one of the DPU's own
        10.0.0.1        | "description": ""                           | one of the DPU's own
        10.1.0.1        | "description": ""                           | one of the DPU's own
        10.0.0.2        | "description": ""                           | that of a tenant host
        255.255.255.254 | "description": ""                           | not a unicast address
        fe80::1         | "description": ""                           | not a unicast address
        ::ffff:10.1.0.9 | "description": ""                           | not a unicast address
        10.1.0.9        | "local-address": "2001:db8::1"              | family of the neighbour's
        2001:db8::9     | "local-address": "10.1.0.1"                 | family of the neighbour's
        10.1.0.9        | "local-address": "224.0.0.1"                | not a unicast address
        10.1.0.9        | "local-address": "10.0.0.2"                 | that of a tenant host
        10.1.0.9        | "passive": true                             | needs a local-address
        10.1.0.9        | "passive": true, "local-address": "10.0.0.1"| tenants connect to
        """)
    void neighbourThatMakesNoSenseIsLeftOutAndNoOther(final String address, final String members, final String said) {
        final var sound = "{'address': '10.1.0.2', 'asn': 65101, 'families': ['ipv4-unicast'], "
            + "'local-address': '10.1.0.1'}";
        final var config = map(sound + ", {'address': '" + address + "', 'asn': 65102, 'families': ['ipv4-unicast']"
            + ", " + members + "}");

        assertEquals(List.of("10.1.0.2"), addresses(config));
        assertEquals(1, config.leftOut().size());
        assertTrue(config.leftOut().get(0).detail().contains(said), config.leftOut()::toString);
    }

    @Test
    void addressWrittenInTwoWaysIsNobodys() {
        final var config = map(LEAF + ", {'address': '2001:db8::9', 'asn': 65102, 'families': ['l2vpn-evpn']}, "
            + "{'address': '2001:db8:0::9', 'asn': 65103, 'families': ['l2vpn-evpn']}");

        assertEquals(List.of("10.1.0.2"), addresses(config));
        assertEquals(List.of("another neighbour has the same address: remove one of them",
            "another neighbour has the same address: remove one of them"),
            config.leftOut().stream().map(each -> each.detail()).toList());
    }

    @Test
    void whatTheMachineCannotEnforceIsNotLeftAway() {
        final var plain = new ConfigMapper(new SecuritySupport(Optional.of("no MD5"), Optional.of("no TTL")),
            Encryption.PASSWORDS);
        final var config = plain.map(Configured.site(SITE), dpu(LEAF
            + ", {'address': '10.1.0.3', 'asn': 65101, 'families': ['ipv4-unicast'], 'password': '"
            + Encryption.encrypted("secret") + "'}"
            + ", {'address': '10.1.0.4', 'asn': 65101, 'families': ['ipv4-unicast'], 'multihop-ttl': 2}")).fabric();

        assertEquals(List.of("10.1.0.2"), addresses(config));
        assertTrue(config.leftOut().get(0).detail().startsWith("password cannot be enforced: no MD5"));
        assertTrue(config.leftOut().get(1).detail().startsWith("multihop-ttl cannot be enforced: no TTL"));
    }

    @Test
    void neighbourWhosePasswordIsOfAnotherKeyIsLeftOut() {
        final var config = map(LEAF + ", {'address': '10.1.0.3', 'asn': 65101, 'families': ['ipv4-unicast'], "
            + "'password': '" + Encryption.encrypted(Encryption.passwords("of another."), "secret") + "'}");

        assertEquals(List.of("10.1.0.2"), addresses(config));
        assertTrue(config.leftOut().get(0).detail().startsWith("password was not encrypted with this DPU's key"));
    }

    @Test
    void tenantsStayWhatTheyAreBesideAMistakenNeighbour() {
        final var mapper = Encryption.mapper();
        final var with = mapper.map(Configured.site(SITE),
            dpu("{'address': '10.0.0.2', 'asn': 65102, 'families': ['ipv4-unicast']}"));
        assertEquals(mapper.map(Configured.site(SITE), dpu("")).interfaces(), with.interfaces());
    }

    private static List<String> addresses(final FabricConfig config) {
        return config.neighbors().stream().map(each -> each.address().getHostAddress()).toList();
    }

    private static FabricConfig map(final String neighbors) {
        return Encryption.mapper().map(Configured.site(SITE), dpu(neighbors)).fabric();
    }

    private static org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu dpu(final String neighbors) {
        return Configured.dpu("'asn': 65000, 'loopback': '192.0.2.1', 'vpcs': {'vpc': [" + BLUE
            + "]}, 'tenant-interfaces': {'tenant-interface': [" + ETH0 + "]}, 'fabric': {'neighbors': {'neighbor': ["
            + neighbors + "]}}");
    }
}

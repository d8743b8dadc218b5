/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import static io.tenantbgp.testing.Configured.ipv4;
import static io.tenantbgp.testing.Configured.tenantInterface;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.evpn.RouteTarget;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.propagation.Routing;
import io.tenantbgp.propagation.VpcRouting;
import io.tenantbgp.testing.Configured;
import io.tenantbgp.testing.Encryption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;

class RoutingMapperTest {
    private static final String BLUE = "{'name': 'blue', 'vni': 100, 'routing-profile': 'tenants'}";
    private static final String INTERFACES = tenantInterface("eth0", "blue", ipv4("10.0.0.1", "10.0.0.2")) + ","
        + tenantInterface("eth1", "blue", ipv4("10.0.1.1", "10.0.1.2"), "'enabled': false");

    private final ConfigMapper mapper = Encryption.mapper();

    @Test
    void ownRouteTargetIsExportedAndImportedBesideThoseOfProfileAndSite() {
        final var blue = vpc(map("'datacenter-asn': 64512, 'fnn': {'additional-route-target-imports': "
            + "[{'asn': 64512, 'vni': 1}], 'routing-profiles': {'routing-profile': [{'name': 'tenants', "
            + "'route-target-imports': [{'asn': 64512, 'vni': 2}], "
            + "'route-targets-on-exports': [{'asn': 64512, 'vni': 3}]}]}}", BLUE, "02:00:00:00:00:0A"), "blue");

        assertEquals(targets("64512:100", "64512:3"), blue.exportTargets());
        assertEquals(targets("64512:100", "64512:1", "64512:2"), blue.importTargets());
        assertEquals("192.0.2.1:100", blue.distinguisher().toString());
        assertEquals(100, blue.vni());
        assertEquals(List.of(), blue.problems());
    }

    @Test
    void routerMacIsInLowerCase() {
        assertEquals(Optional.of("02:00:00:00:00:0a"), map(profile(""), BLUE, "02:00:00:00:00:0A").routerMac());
    }

    @Test
    void withoutAnyRouteTargetThereIsAProblem() {
        final var blue = vpc(map(profile(""), BLUE, null), "blue");
        assertEquals(Set.of(), blue.exportTargets());
        assertTrue(blue.problems().get(0).contains("set datacenter-asn"), blue.problems()::toString);
    }

    @Test
    void routeTargetThatDoesNotFitHasNoEffectAndSaysSo() {
        final var blue = vpc(map("'datacenter-asn': 4200000000, " + profile(
            "'route-targets-on-exports': [{'asn': 64512, 'vni': 70000}]"),
            "{'name': 'blue', 'vni': 70000, 'routing-profile': 'tenants'}", null), "blue");
        assertEquals(targets("64512:70000"), blue.exportTargets());
        assertEquals(Set.of(), blue.importTargets());
        assertTrue(blue.problems().get(0).contains("4200000000:70000 has no effect"), blue.problems()::toString);
    }

    @Test
    void vpcsWithOneVniAreCutOffFromTheOverlay() {
        final var routing = map("'datacenter-asn': 64512, " + profile("'route-target-imports': [{'asn': 1, 'vni': 2}]"),
            BLUE + ", {'name': 'red', 'vni': 100, 'routing-profile': 'tenants'}", null);

        for (var name : List.of("blue", "red")) {
            assertEquals(Set.of(), vpc(routing, name).exportTargets());
            assertEquals(Set.of(), vpc(routing, name).importTargets());
            assertTrue(vpc(routing, name).problems().get(0).contains("VNI 100 of VPC " + name + " is also that of"),
                routing::toString);
        }
    }

    @Test
    void vpcKeepsItsNumberAndNoOtherHasIt() {
        final var other = "{'name': 'red', 'vni': 65636, 'routing-profile': 'tenants'}";
        assertEquals(List.of("blue 192.0.2.1:100", "red 192.0.2.1:101"), numbers(map(profile(""), BLUE + "," + other,
            null)));
        assertEquals(List.of("red 192.0.2.1:101"), numbers(map(profile(""), other, null)));
        assertEquals(List.of("blue 192.0.2.1:100", "red 192.0.2.1:101"), numbers(map(profile(""), BLUE + "," + other,
            null)));
    }

    @Test
    void numberIsNeverZero() {
        assertEquals(List.of("blue 192.0.2.1:1"), numbers(map(profile(""),
            "{'name': 'blue', 'vni': 65536, 'routing-profile': 'tenants'}", null)));
    }

    @Test
    void underlayIsAcceptedAsTheProfileSays() {
        final var blue = vpc(map(profile("'leak-default-route-from-underlay': true, "
            + "'accepted-leaks-from-underlay': ['198.51.100.0/24']"), BLUE, null), "blue");
        assertTrue(blue.acceptsFromUnderlay(Prefix.parse("0.0.0.0/0")));
        assertTrue(blue.acceptsFromUnderlay(Prefix.parse("198.51.100.128/25")));
        assertEquals(Set.of(), blue.hostRoutes());
    }

    @Test
    void hostsOfOpenInterfacesAreLeaked() {
        assertEquals(Set.of(Prefix.parse("10.0.0.2/32")),
            vpc(map(profile("'leak-tenant-host-routes-to-underlay': true"), BLUE, null), "blue").hostRoutes());
    }

    private Routing map(final String site, final String vpcs, final @Nullable String routerMac) {
        return mapper.map(Configured.site(site), Configured.dpu("'asn': 65000, 'loopback': '192.0.2.1'"
            + (routerMac == null ? "" : ", 'router-mac': '" + routerMac + "'") + ", 'vpcs': {'vpc': [" + vpcs
            + "]}, 'tenant-interfaces': {'tenant-interface': [" + INTERFACES + "]}")).routing();
    }

    private static VpcRouting vpc(final Routing routing, final String name) {
        return routing.vpcs().get(name);
    }

    private static List<String> numbers(final Routing routing) {
        return routing.vpcs().entrySet().stream().map(vpc -> vpc.getKey() + " " + vpc.getValue().distinguisher())
            .sorted().toList();
    }

    private static String profile(final String members) {
        return Configured.profiles("{'name': 'tenants'" + (members.isEmpty() ? "" : ", " + members) + "}");
    }

    private static Collection<RouteTarget> targets(final String... targets) {
        return Stream.of(targets).map(RouteTarget::parse).collect(Collectors.toSet());
    }
}

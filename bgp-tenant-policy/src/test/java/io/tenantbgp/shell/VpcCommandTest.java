/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.net.InetAddresses;
import io.tenantbgp.evpn.RouteDistinguisher;
import io.tenantbgp.evpn.RouteTarget;
import io.tenantbgp.policy.Disposition;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.PrefixSet;
import io.tenantbgp.propagation.NextHop;
import io.tenantbgp.propagation.TenantPath;
import io.tenantbgp.propagation.TenantRoute;
import io.tenantbgp.propagation.VpcExchange;
import io.tenantbgp.propagation.VpcExport;
import io.tenantbgp.propagation.VpcImport;
import io.tenantbgp.propagation.VpcRouting;
import java.net.Inet4Address;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VpcCommandTest {
    private static final VpcRouting BLUE = new VpcRouting(
        RouteDistinguisher.of((Inet4Address) InetAddresses.forString("192.0.2.1"), 100), 100,
        Set.of(RouteTarget.of(64512, 100)), Set.of(RouteTarget.of(64512, 100), RouteTarget.of(64512, 7)), false,
        PrefixSet.EMPTY, Set.of(), List.of("change this"));

    private final Console console = new Console();

    @Test
    void whatAVpcExchangesIsShown() {
        final var route = new TenantRoute(new TenantPath(65010, 2), Disposition.OVERLAY_AND_UNDERLAY);
        VpcCommand.print("blue", new VpcExchange(BLUE, List.of(
            new VpcExport(Prefix.parse("10.0.0.2/32"), false, true, Optional.empty()),
            new VpcExport(Prefix.parse("203.0.113.9/32"), false, false, Optional.of(route)),
            new VpcExport(Prefix.parse("203.0.113.10/32"), true, true, Optional.of(route))),
            List.of("and look at that")), List.of(
                new VpcImport(Prefix.parse("0.0.0.0/0"), false, List.of(
                    new NextHop(IpAddress.parse("10.1.0.2"), Optional.empty(), Optional.empty()))),
                new VpcImport(Prefix.parse("203.0.113.10/32"), true, List.of(
                    new NextHop(IpAddress.parse("192.0.2.2"), Optional.of(100L), Optional.empty()),
                    new NextHop(IpAddress.parse("192.0.2.3"), Optional.of(100L), Optional.empty())))), console.out());

        assertEquals(List.of("VPC blue: VNI 100, route distinguisher 192.0.2.1:100, exports 64512:100, "
                + "imports 64512:100 64512:7", "alarm: change this", "alarm: and look at that",
            "Announced | To | Tenant ASN | AS_PATH length",
            "10.0.0.2/32 | underlay | - | -", "203.0.113.9/32 | nobody | 65010 | 2",
            "203.0.113.10/32 | overlay and underlay | 65010 | 2",
            "Learnt | From | Next hops", "0.0.0.0/0 | underlay | 10.1.0.2",
            "203.0.113.10/32 | overlay | 192.0.2.2 (VNI 100) 192.0.2.3 (VNI 100)"),
            console.lines().stream().filter(line -> !line.startsWith("---") && !line.contains("─")).toList());
    }

    @Test
    void veryManyLearntRoutesAreCounted() {
        final var hop = new NextHop(IpAddress.parse("192.0.2.2"), Optional.of(100L), Optional.empty());
        VpcCommand.print("blue", new VpcExchange(BLUE, List.of(), List.of()), IntStream.range(0, 1003)
            .mapToObj(each -> new VpcImport(Prefix.parse("10." + each / 256 + "." + each % 256 + ".0/24"), true,
                List.of(hop))).toList(), console.out());
        final var lines = console.lines();
        assertEquals("and 3 more, see imported-routes of the VPC by RESTCONF", lines.get(lines.size() - 1));
        assertEquals(1000, lines.stream().filter(line -> line.startsWith("10.")).count());
    }
}

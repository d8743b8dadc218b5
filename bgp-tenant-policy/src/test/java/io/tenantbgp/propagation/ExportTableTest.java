/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.net.InetAddresses;
import io.tenantbgp.evpn.RouteDistinguisher;
import io.tenantbgp.evpn.RouteTarget;
import io.tenantbgp.policy.Disposition;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.PrefixSet;
import java.net.Inet4Address;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ExportTableTest {
    private static final Inet4Address LOOPBACK = (Inet4Address) InetAddresses.forString("192.0.2.1");
    private static final Prefix VIP = Prefix.parse("203.0.113.10/32");
    private static final String OWN = "underlay 192.0.2.1/32 []";

    private final ExportTable table = new ExportTable();

    @ParameterizedTest
    @CsvFileSource(resources = "/propagation/export-cases.csv", delimiter = '|', numLinesToSkip = 1)
    void acceptedPrefixGoesWhere(final String prefix, final String disposition, final String path,
            final String targets, final String overlay, final String underlay) {
        final var exported = targets.equals("-") ? Set.<RouteTarget>of()
            : Stream.of(targets.split(" ")).map(RouteTarget::parse).collect(Collectors.toSet());
        table.onConfiguration(routing(Map.of("blue", vpc(100, exported, Set.of()))));
        final var asns = path.split(" ");
        final var route = new TenantRoute(new TenantPath(Long.parseLong(asns[0]), asns.length),
            Stream.of(Disposition.values()).filter(each -> each.yangName().equals(disposition)).findFirst()
                .orElseThrow());

        table.onRoutes("blue", Map.of(Prefix.parse(prefix), Optional.of(route)));

        final var expected = new TreeSet<>(Set.of(OWN));
        if (!overlay.equals("-")) {
            expected.add("192.0.2.1:100 " + prefix + " [" + overlay.replace(" ", ", ") + "] vni 100 "
                + new TreeSet<>(List.of(targets.split(" "))));
        }
        if (!underlay.equals("-")) {
            expected.add("underlay " + prefix + " [" + underlay.replace(" ", ", ") + "]");
        }
        assertEquals(expected, announced());
    }

    @Test
    void samePrefixInTwoVpcsIsTwoRoutes() {
        table.onConfiguration(routing(Map.of("blue", vpc(100, targets(100), Set.of()),
            "red", vpc(200, targets(200), Set.of()))));
        accept("blue", Disposition.OVERLAY, 1);
        accept("red", Disposition.OVERLAY, 1);

        assertEquals(Set.of(OWN, "192.0.2.1:100 203.0.113.10/32 [65010] vni 100 [64512:100]",
            "192.0.2.1:200 203.0.113.10/32 [65010] vni 200 [64512:200]"), announced());
        assertEquals(Set.of("192.0.2.1:100"), withdraw("blue"));
        assertEquals(Set.of(OWN, "192.0.2.1:200 203.0.113.10/32 [65010] vni 200 [64512:200]"), announced());
    }

    @Test
    void ofTwoLeaksTheShorterPathIsAnnouncedAndTheOtherWhenItIsGone() {
        table.onConfiguration(routing(Map.of("blue", vpc(100, Set.of(), Set.of()),
            "red", vpc(200, Set.of(), Set.of()))));
        accept("blue", Disposition.UNDERLAY, 1);
        accept("red", Disposition.UNDERLAY, 3);

        assertEquals(Set.of(OWN, "underlay 203.0.113.10/32 [65010]"), announced());
        withdraw("blue");
        assertEquals(Set.of(OWN, "underlay 203.0.113.10/32 [65010, 65010, 65010]"), announced());
    }

    @Test
    void dropFromOverlayWithdrawsWhatIsThere() {
        table.onConfiguration(routing(Map.of("blue", vpc(100, targets(100), Set.of()))));
        accept("blue", Disposition.OVERLAY, 1);

        final var changes = accept("blue", Disposition.UNDERLAY, 1);

        assertEquals(Optional.empty(), changes.get(new FabricRouteKey(Optional.of(distinguisher(100)), VIP)));
        assertEquals(Set.of(OWN, "underlay 203.0.113.10/32 [65010]"), announced());
    }

    @Test
    void nothingChangesTwice() {
        final var routing = routing(Map.of("blue", vpc(100, targets(100), Set.of())));
        assertEquals(1, table.onConfiguration(routing).size());
        assertEquals(Map.of(), table.onConfiguration(routing));
        assertEquals(2, accept("blue", Disposition.OVERLAY_AND_UNDERLAY, 1).size());
        assertEquals(Map.of(), accept("blue", Disposition.OVERLAY_AND_UNDERLAY, 1));
        assertEquals(2, withdraw("blue").size());
        assertEquals(Set.of(), withdraw("blue"));
    }

    @Test
    void routesAreThereBeforeTheirVpcIsConfigured() {
        accept("blue", Disposition.OVERLAY, 1);
        assertEquals(Set.of(), announced());
        table.onConfiguration(routing(Map.of("blue", vpc(100, targets(100), Set.of()))));
        assertEquals(2, announced().size());
        table.onConfiguration(Routing.NONE);
        assertEquals(Set.of(), announced());
    }

    @Test
    void hostAddressesAreAnnouncedAsTheDpusOwn() {
        final var host = Prefix.parse("10.0.0.2/32");
        table.onConfiguration(routing(Map.of("blue", vpc(100, targets(100), Set.of(host)))));

        assertEquals(Set.of(OWN, "underlay 10.0.0.2/32 []"), announced());
        assertEquals(List.of(new VpcExport(host, false, true, Optional.empty())), table.exports("blue"));
        table.onConfiguration(routing(Map.of("blue", vpc(100, targets(100), Set.of()))));
        assertEquals(Set.of(OWN), announced());
    }

    @Test
    void exportsOfAVpcSayWhereEachPrefixIs() {
        table.onConfiguration(routing(Map.of("blue", vpc(100, targets(100), Set.of()),
            "red", vpc(200, Set.of(), Set.of()))));
        accept("blue", Disposition.OVERLAY_AND_UNDERLAY, 1);
        accept("red", Disposition.OVERLAY, 1);

        assertEquals(List.of("true true"), where("blue"));
        // It is in the underlay, but not because of this VPC.
        assertEquals(List.of("false false"), where("red"));
        assertEquals(List.of(), where("green"));
    }

    private List<String> where(final String vpc) {
        return table.exports(vpc).stream().map(export -> export.overlay() + " " + export.underlay()).toList();
    }

    private Map<FabricRouteKey, Optional<FabricRoute>> accept(final String vpc, final Disposition disposition,
            final int hops) {
        return table.onRoutes(vpc,
            Map.of(VIP, Optional.of(new TenantRoute(new TenantPath(65010, hops), disposition))));
    }

    private Set<String> withdraw(final String vpc) {
        return table.onRoutes(vpc, Map.of(VIP, Optional.empty())).keySet().stream()
            .map(key -> key.distinguisher().map(Object::toString).orElse("underlay")).collect(Collectors.toSet());
    }

    private Set<String> announced() {
        return table.announced().stream().map(ExportTableTest::text).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(final FabricRoute route) {
        final var path = Collections.nCopies(route.path().hops(), route.path().tenantAsn());
        return route instanceof FabricRoute.Overlay overlay ? overlay.distinguisher() + " " + overlay.prefix() + " "
            + path + " vni " + overlay.vni() + " "
            + overlay.targets().stream().map(Object::toString).collect(Collectors.toCollection(TreeSet::new))
            : "underlay " + route.key().prefix() + " " + path;
    }

    private static Routing routing(final Map<String, VpcRouting> vpcs) {
        return new Routing(65000, Optional.of(LOOPBACK), Optional.empty(), vpcs);
    }

    private static VpcRouting vpc(final int vni, final Set<RouteTarget> targets, final Set<Prefix> hosts) {
        return new VpcRouting(distinguisher(vni), vni, targets, Set.of(), false, PrefixSet.EMPTY, hosts, List.of());
    }

    private static RouteDistinguisher distinguisher(final int number) {
        return RouteDistinguisher.of(LOOPBACK, number);
    }

    private static Set<RouteTarget> targets(final int vni) {
        return Set.of(RouteTarget.of(64512, vni));
    }
}

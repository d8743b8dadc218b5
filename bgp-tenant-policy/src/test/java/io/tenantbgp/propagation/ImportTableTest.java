/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.net.InetAddresses;
import io.tenantbgp.evpn.RouteDistinguisher;
import io.tenantbgp.evpn.RouteTarget;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.PrefixSet;
import java.net.Inet4Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ImportTableTest {
    private static final Inet4Address LOOPBACK = (Inet4Address) InetAddresses.forString("192.0.2.1");
    private static final RouteTarget TARGET = RouteTarget.of(64512, 100);

    @ParameterizedTest
    @CsvFileSource(resources = "/propagation/import-cases.csv", delimiter = '|', numLinesToSkip = 1)
    void routeOfTheFabricEnters(final String route, final String targets, final boolean defaultRoute,
            final String leaks, final boolean enters) {
        final var accepted = leaks.equals("-") ? PrefixSet.EMPTY
            : PrefixSet.of(Stream.of(leaks.split(" ")).map(Prefix::parse).toList());
        final var table = table(vpc(defaultRoute, accepted));
        final boolean overlay = !targets.equals("underlay");
        final var learnt = new LearntRoute(Prefix.parse(route), hop("192.0.2.2"), overlay, !overlay
            || targets.equals("-") ? Set.of()
                : Stream.of(targets.split(" ")).map(RouteTarget::parse).collect(Collectors.toSet()), 100, 2);

        assertEquals(enters, table.onRoute("leaf", Optional.empty(), Optional.of(learnt)));
        assertEquals(enters ? List.of(new VpcImport(learnt.prefix(), overlay, List.of(learnt.nextHop()))) : List.of(),
            table.imports("blue"));
    }

    @Test
    void equalRoutesShareTheTrafficAndWorseOnesWait() {
        final var table = table(vpc(false, PrefixSet.EMPTY));
        add(table, "a", route("192.0.2.2", 100, 2));
        add(table, "b", route("192.0.2.3", 100, 2));
        add(table, "c", route("192.0.2.4", 100, 3));
        add(table, "d", route("192.0.2.5", 90, 1));
        assertEquals(List.of("192.0.2.2", "192.0.2.3"), hops(table));

        remove(table, "a", route("192.0.2.2", 100, 2));
        remove(table, "b", route("192.0.2.3", 100, 2));
        assertEquals(List.of("192.0.2.4"), hops(table));
        remove(table, "c", route("192.0.2.4", 100, 3));
        assertEquals(List.of("192.0.2.5"), hops(table));
        remove(table, "d", route("192.0.2.5", 90, 1));
        assertEquals(List.of(), table.imports("blue"));
    }

    @Test
    void oneNextHopOfTwoRouteServersIsOne() {
        final var table = table(vpc(false, PrefixSet.EMPTY));
        add(table, "a", route("192.0.2.2", 100, 2));
        add(table, "b", route("192.0.2.2", 100, 2));
        assertEquals(List.of("192.0.2.2"), hops(table));
        remove(table, "a", route("192.0.2.2", 100, 2));
        assertEquals(List.of("192.0.2.2"), hops(table));
    }

    @Test
    void overlayIsPreferredToTheUnderlay() {
        final var prefix = Prefix.parse("203.0.113.10/32");
        final var table = table(vpc(false, PrefixSet.of(List.of(prefix))));
        add(table, "a", new LearntRoute(prefix, hop("10.1.0.1"), false, Set.of(), 200, 1));
        add(table, "b", route("192.0.2.2", 100, 2));
        assertEquals(List.of("192.0.2.2"), hops(table));
        assertTrue(table.imports("blue").get(0).overlay());
    }

    @Test
    void changedRouteTargetsTakeARouteOut() {
        final var table = table(vpc(false, PrefixSet.EMPTY));
        final var before = route("192.0.2.2", 100, 2);
        add(table, "a", before);
        final var after = new LearntRoute(before.prefix(), before.nextHop(), true, Set.of(), 100, 2);
        assertTrue(table.onRoute("a", Optional.of(before), Optional.of(after)));
        assertEquals(List.of(), table.imports("blue"));
        assertFalse(table.onRoute("a", Optional.of(after), Optional.empty()));
    }

    @Test
    void changesAreTakenOnceAFewAtATime() {
        final var table = table(vpc(false, PrefixSet.EMPTY));
        add(table, "a", at("203.0.113.1/32"));
        add(table, "a", at("203.0.113.2/32"));
        add(table, "a", at("203.0.113.3/32"));
        final var known = Map.of("blue", false);

        final var first = table.takeChanges(known, 2);
        assertEquals(List.of(2, false), List.of(first.vpcs().get("blue").size(), first.complete()));
        remove(table, "a", at("203.0.113.1/32"));
        final var rest = table.takeChanges(known, 2);
        assertEquals(List.of(2, true), List.of(rest.vpcs().get("blue").size(), rest.complete()));
        assertEquals(Optional.empty(), rest.vpcs().get("blue").get(Prefix.parse("203.0.113.1/32")));
        assertEquals(ImportChanges.NONE, table.takeChanges(known, 2));

        assertEquals(Set.of(Prefix.parse("203.0.113.2/32"), Prefix.parse("203.0.113.3/32")),
            table.takeChanges(Map.of("blue", true), 9).vpcs().get("blue").keySet());
    }

    @Test
    void vpcsShareWhatIsTakenAndWhatHasWaitedLongestIsFirst() {
        final var table = new ImportTable(new Routing(65000, Optional.of(LOOPBACK), Optional.empty(), Map.of(
            "blue", exchanging(100, TARGET), "red", exchanging(200, TARGET))));
        final var prefixes = Stream.of("203.0.113.4/32", "203.0.113.1/32", "203.0.113.3/32").toList();
        prefixes.forEach(each -> add(table, "a", at(each)));
        final var taken = table.takeChanges(Map.of("blue", false, "red", false), 2).vpcs();
        for (var vpc : List.of("blue", "red")) {
            assertEquals(Set.of(Prefix.parse("203.0.113.4/32")), taken.get(vpc).keySet());
        }
    }

    @Test
    void changesOfAVpcNobodyAsksForAreKept() {
        final var table = table(vpc(false, PrefixSet.EMPTY));
        add(table, "a", at("203.0.113.1/32"));
        assertEquals(ImportChanges.NONE, table.takeChanges(Map.of("red", true), 9));
        assertEquals(Set.of("blue"), table.takeChanges(Map.of("blue", false), 9).vpcs().keySet());
    }

    @Test
    void tableInThePlaceOfAnotherTellsWhatIsGone() {
        final var before = table(vpc(false, PrefixSet.EMPTY));
        add(before, "a", at("203.0.113.1/32"));
        add(before, "a", at("203.0.113.2/32"));
        before.takeChanges(Map.of("blue", false), 9);
        add(before, "a", at("203.0.113.3/32"));
        remove(before, "a", at("203.0.113.1/32"));
        final var after = table(vpc(false, PrefixSet.EMPTY));
        add(after, "a", at("203.0.113.2/32"));
        add(after, "a", at("203.0.113.4/32"));
        after.replace(before);
        assertEquals(Map.of(Prefix.parse("203.0.113.1/32"), false, Prefix.parse("203.0.113.2/32"), true,
            Prefix.parse("203.0.113.3/32"), false, Prefix.parse("203.0.113.4/32"), true),
            after.takeChanges(Map.of("blue", false), 9).vpcs().get("blue").entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().isPresent())));
    }

    @Test
    void routeOfAVpcEntersTheOthersThatImportIt() {
        final var table = new ImportTable(new Routing(65000, Optional.of(LOOPBACK), Optional.empty(), Map.of(
            "blue", exchanging(100, TARGET), "red", exchanging(200, TARGET),
            "green", exchanging(300, RouteTarget.of(64512, 300)))));
        final var own = new FabricRoute.Overlay(Prefix.parse("203.0.113.10/32"), RouteDistinguisher.of(LOOPBACK, 100),
            100, LOOPBACK, Optional.of("02:00:00:00:00:01"), Set.of(TARGET), new TenantPath(65010, 1));
        assertTrue(table.onOwn(own.key(), Optional.of(own)));
        assertEquals(List.of(), table.imports("blue"));
        assertEquals(List.of(), table.imports("green"));
        assertEquals(List.of(new VpcImport(own.prefix(), true, List.of(new NextHop(IpAddress.parse("192.0.2.1"),
            Optional.of(100L), Optional.of("02:00:00:00:00:01"))))), table.imports("red"));

        // The same prefix behind another DPU is farther away.
        add(table, "leaf", route("192.0.2.2", 100, 2));
        assertEquals(List.of("192.0.2.1"),
            table.imports("red").get(0).nextHops().stream().map(hop -> hop.address().toString()).toList());
        assertTrue(table.onOwn(own.key(), Optional.empty()));
        assertEquals(List.of("192.0.2.2"),
            table.imports("red").get(0).nextHops().stream().map(hop -> hop.address().toString()).toList());
    }

    @Test
    void routeOfTheUnderlayEntersNoOtherVpc() {
        final var table = table(vpc(true, PrefixSet.of(List.of(Prefix.parse("203.0.113.10/32")))));
        final var own = new FabricRoute.Underlay(Prefix.parse("203.0.113.10/32"), new TenantPath(65010, 1));
        assertFalse(table.onOwn(own.key(), Optional.of(own)));
        assertEquals(List.of(), table.imports("blue"));
    }

    private static VpcRouting exchanging(final int number, final RouteTarget target) {
        return new VpcRouting(RouteDistinguisher.of(LOOPBACK, number), number, Set.of(target), Set.of(target), false,
            PrefixSet.EMPTY, Set.of(), List.of());
    }

    private static LearntRoute at(final String prefix) {
        return new LearntRoute(Prefix.parse(prefix), hop("192.0.2.2"), true, Set.of(TARGET), 100, 2);
    }

    private static void add(final ImportTable table, final String source, final LearntRoute route) {
        assertTrue(table.onRoute(source, Optional.empty(), Optional.of(route)));
    }

    private static void remove(final ImportTable table, final String source, final LearntRoute route) {
        assertTrue(table.onRoute(source, Optional.of(route), Optional.empty()));
    }

    private static List<String> hops(final ImportTable table) {
        return table.imports("blue").get(0).nextHops().stream().map(hop -> hop.address().toString()).toList();
    }

    private static LearntRoute route(final String endpoint, final long localPref, final int pathLength) {
        return new LearntRoute(Prefix.parse("203.0.113.10/32"), hop(endpoint), true, Set.of(TARGET), localPref,
            pathLength);
    }

    private static NextHop hop(final String address) {
        return new NextHop(IpAddress.parse(address), Optional.empty(), Optional.empty());
    }

    private static ImportTable table(final VpcRouting vpc) {
        return new ImportTable(new Routing(65000, Optional.of(LOOPBACK), Optional.empty(), Map.of("blue", vpc)));
    }

    private static VpcRouting vpc(final boolean defaultRoute, final PrefixSet leaks) {
        return new VpcRouting(RouteDistinguisher.of(LOOPBACK, 100), 100, Set.of(TARGET),
            Set.of(TARGET, RouteTarget.of(64512, 200)), defaultRoute, leaks, Set.of(), List.of());
    }
}

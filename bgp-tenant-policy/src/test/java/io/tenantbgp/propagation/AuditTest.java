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
import io.tenantbgp.fabric.FabricFamily;
import io.tenantbgp.policy.Disposition;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.PrefixSet;
import java.net.Inet4Address;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditTest {
    private static final Inet4Address LOOPBACK = (Inet4Address) InetAddresses.forString("192.0.2.1");
    private static final RouteDistinguisher DISTINGUISHER = RouteDistinguisher.of(LOOPBACK, 100);
    private static final Set<RouteTarget> TARGETS = Set.of(RouteTarget.of(64512, 100));
    private static final Prefix VIP = Prefix.parse("203.0.113.10/32");
    private static final Prefix OTHER = Prefix.parse("203.0.113.9/32");
    private static final FabricRouteKey OVERLAY = new FabricRouteKey(Optional.of(DISTINGUISHER), VIP);
    private static final FabricRouteKey UNDERLAY = new FabricRouteKey(Optional.empty(), VIP);
    private static final FabricRouteKey OWN = new FabricRouteKey(Optional.empty(), Prefix.parse("192.0.2.1/32"));

    private final Audit audit = new Audit();
    private final ExportTable exports = new ExportTable();
    private final Map<FabricRouteKey, Set<RouteTarget>> rib = new HashMap<>(Map.of(OWN, Set.of()));
    private final Set<FabricFamily> missing = EnumSet.noneOf(FabricFamily.class);
    private final Set<FabricFamily> established = EnumSet.allOf(FabricFamily.class);
    private Routing routing = routing(TARGETS);
    private Disposition disposition = Disposition.OVERLAY;

    @Test
    void whatIsAsItShouldBeRaisesNoAlarm() {
        announce();
        rib.put(OVERLAY, TARGETS);
        twice(Set.of(VIP));
        assertEquals(List.of(), audit.alarms("blue"));
    }

    @Test
    void alarmComesWithTheSecondAuditAndGoesWithTheFault() {
        announce();
        assertFalse(run(Set.of(VIP)));
        assertEquals(List.of(), audit.alarms("blue"));
        assertTrue(run(Set.of(VIP)));
        assertEquals(List.of("203.0.113.10/32 is announced and not in BGPCEP's RIB of the fabric"),
            audit.alarms("blue"));
        rib.put(OVERLAY, TARGETS);
        assertTrue(run(Set.of(VIP)));
        assertEquals(List.of(), audit.alarms("blue"));
    }

    @Test
    void prefixThatChangesIsOnItsWayForAWhile() {
        announce();
        assertFalse(run(Set.of(VIP)));
        for (int i = 0; i < 10; i++) {
            audit.onChanged("blue", VIP);
            assertFalse(run(Set.of(VIP)));
        }
        audit.onChanged("blue", VIP);
        assertTrue(run(Set.of(VIP)), "twelve times are no coincidence");
        final var alarm = List.of("203.0.113.10/32 is announced and not in BGPCEP's RIB of the fabric");
        assertEquals(alarm, audit.alarms("blue"));
        audit.onChanged("blue", VIP);
        assertFalse(run(Set.of(VIP)), "it stays as long as the fault");
        assertEquals(alarm, audit.alarms("blue"));
    }

    @Test
    void changeOfAnotherPrefixOrVpcDoesNotMatter() {
        announce();
        run(Set.of(VIP));
        audit.onChanged("blue", OTHER);
        audit.onChanged("red", VIP);
        assertTrue(run(Set.of(VIP)));
    }

    @Test
    void prefixThatNoNeighbourGetsIsAnAlarmHoweverOftenItChanges() {
        announce();
        rib.put(OVERLAY, TARGETS);
        established.clear();
        run(Set.of(VIP));
        audit.onChanged("blue", VIP);
        run(Set.of(VIP));
        assertEquals(1, audit.alarms("blue").size(), audit.alarms("blue")::toString);
    }

    @Test
    void changesAreForgottenBeyondABound() {
        announce();
        run(Set.of(VIP));
        changeMany();
        audit.onChanged("blue", VIP);
        assertTrue(run(Set.of(VIP)));
    }

    @Test
    void changesBeforeTheLastAuditDoNotMatter() {
        announce();
        changeMany();
        run(Set.of(VIP));
        audit.onChanged("blue", VIP);
        assertFalse(run(Set.of(VIP)), "there is room again");
        assertTrue(run(Set.of(VIP)));
    }

    @Test
    void acceptedPrefixesThatAreNowhereAreCounted() {
        exports.onConfiguration(routing);
        twice(Set.of(VIP, OTHER));
        assertEquals(List.of("2 prefixes, such as 203.0.113.9/32, are accepted and not announced to the fabric"),
            audit.alarms("blue"));
    }

    @Test
    void vpcWithoutRouteTargetsHasItsOwnAlarm() {
        routing = routing(Set.of());
        exports.onConfiguration(routing);
        twice(Set.of(VIP));
        assertEquals(List.of(), audit.alarms("blue"));
    }

    @Test
    void routeThatNobodyAcceptedAndOtherRouteTargetsAreFound() {
        exports.onConfiguration(routing);
        rib.put(OVERLAY, Set.of(RouteTarget.of(64512, 666)));
        twice(Set.of());
        assertEquals(List.of("203.0.113.10/32 is in BGPCEP's RIB of the fabric and not to be announced",
            "203.0.113.10/32 is in BGPCEP's RIB of the fabric with other route targets than the VPC's"),
            audit.alarms("blue"));
    }

    @Test
    void routeOfTheDpuItselfConcernsEveryVpc() {
        exports.onConfiguration(routing);
        rib.clear();
        twice(Set.of());
        final var alarm = List.of("192.0.2.1/32 is announced and not in BGPCEP's RIB of the fabric");
        assertEquals(alarm, audit.shared());
        assertEquals(List.of(), audit.own("blue"));
        assertEquals(alarm, audit.alarms("blue"));
    }

    @Test
    void leakedPrefixThatIsNotInTheUnderlayIsAnAlarmOfItsVpc() {
        disposition = Disposition.UNDERLAY;
        announce();
        twice(Set.of(VIP));
        assertEquals(List.of("203.0.113.10/32 is announced and not in BGPCEP's RIB of the fabric"),
            audit.own("blue"));
        assertEquals(List.of(), audit.alarms("red"));
    }

    @Test
    void unicastRouteThatIsLeftBehindIsAnAlarmOfTheVpcThatHadIt() {
        disposition = Disposition.UNDERLAY;
        announce();
        rib.put(UNDERLAY, Set.of());
        twice(Set.of(VIP));
        assertEquals(List.of(), audit.alarms("blue"));
        exports.onRoutes("blue", Map.of(VIP, Optional.empty()));
        twice(Set.of());
        run(Set.of());
        assertEquals(List.of("203.0.113.10/32 is in BGPCEP's RIB of the fabric and not to be announced"),
            audit.own("blue"));
    }

    @Test
    void unicastRouteThatIsNobodysConcernsEveryVpc() {
        exports.onConfiguration(routing);
        rib.put(UNDERLAY, Set.of());
        twice(Set.of());
        assertEquals(List.of("203.0.113.10/32 is in BGPCEP's RIB of the fabric and not to be announced"),
            audit.alarms("blue"));
        assertEquals(audit.shared(), audit.alarms("blue"));
    }

    @Test
    void unicastRouteOfAPrefixThatIsNotLeakedAnyMoreIsAnAlarmOfItsVpc() {
        announce();
        rib.put(OVERLAY, TARGETS);
        rib.put(UNDERLAY, Set.of());
        twice(Set.of(VIP));
        assertEquals(List.of("203.0.113.10/32 is in BGPCEP's RIB of the fabric and not to be announced"),
            audit.own("blue"));
    }

    @Test
    void evpnRouteOfAPrefixThatIsDroppedFromTheOverlayIsFound() {
        disposition = Disposition.UNDERLAY;
        announce();
        rib.put(OVERLAY, TARGETS);
        rib.put(UNDERLAY, Set.of());
        twice(Set.of(VIP));
        assertEquals(List.of("203.0.113.10/32 is in BGPCEP's RIB of the fabric and not to be announced"),
            audit.own("blue"));
    }

    @Test
    void prefixThatIsAnnouncedAsItsTenantDidNotAskForIsFound() {
        announce();
        rib.put(OVERLAY, TARGETS);
        disposition = Disposition.UNDERLAY;
        twice(Set.of(VIP));
        assertEquals(List.of("203.0.113.10/32 is announced to the fabric with another leak community than the"
            + " tenant's"), audit.alarms("blue"));
    }

    @Test
    void prefixThatNoSessionHasAnyMoreIsFound() {
        announce();
        rib.put(OVERLAY, TARGETS);
        twice(Set.of());
        assertEquals(List.of("203.0.113.10/32 is announced to the fabric and accepted of no tenant's session"),
            audit.alarms("blue"));
    }

    @Test
    void tableThatBgpcepDoesNotHaveConcernsEveryVpc() {
        announce();
        missing.add(FabricFamily.L2VPN_EVPN);
        twice(Set.of(VIP));
        final var alarm = "BGPCEP has no table for l2vpn-evpn in its RIB of the fabric: no route of that family is"
            + " announced; see the log, and restart the DPU if that lasts";
        assertEquals(List.of(alarm, "203.0.113.10/32 is announced and not in BGPCEP's RIB of the fabric"),
            audit.alarms("blue"));
        assertEquals(List.of(alarm), audit.alarms("red"));

        missing.clear();
        rib.put(OVERLAY, TARGETS);
        assertTrue(run(Set.of(VIP)));
        assertEquals(List.of(), audit.alarms("blue"));
    }

    @Test
    void withoutADpuNoTableIsMissing() {
        missing.addAll(EnumSet.allOf(FabricFamily.class));
        rib.clear();
        routing = Routing.NONE;
        twice(Set.of());
        assertEquals(List.of(), audit.shared());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        # where the prefix is to be, prefix, families of established neighbours, families without one
        OVERLAY,              203.0.113.10/32, L2VPN_EVPN,                -
        OVERLAY,              203.0.113.10/32, IPV4_UNICAST IPV6_UNICAST, L2VPN_EVPN
        OVERLAY_AND_UNDERLAY, 203.0.113.10/32, IPV4_UNICAST,              L2VPN_EVPN
        OVERLAY_AND_UNDERLAY, 203.0.113.10/32, L2VPN_EVPN,                IPV4_UNICAST
        OVERLAY_AND_UNDERLAY, 203.0.113.10/32, -,                         L2VPN_EVPN IPV4_UNICAST
        UNDERLAY,             203.0.113.10/32, IPV4_UNICAST,              -
        UNDERLAY,             2001:db8::1/128, IPV4_UNICAST L2VPN_EVPN,   IPV6_UNICAST
        UNDERLAY,             2001:db8::1/128, IPV6_UNICAST,              -
        """)
    void prefixThatNoNeighbourGetsIsFound(final Disposition where, final String prefix, final String up,
            final String lacking) {
        final var vip = Prefix.parse(prefix);
        disposition = where;
        announce(vip);
        exports.announced().forEach(route -> rib.put(route.key(),
            route instanceof FabricRoute.Overlay overlay ? overlay.targets() : Set.of()));
        established.retainAll(families(up));
        run(Set.of(vip));
        assertEquals(List.of(), audit.alarms("blue"));
        run(Set.of(vip));
        assertEquals(families(lacking).stream().map(family -> "no fabric neighbour with " + family.yangName()
            + " is established: " + prefix + " is not announced in the "
            + (family == FabricFamily.L2VPN_EVPN ? "overlay" : "underlay") + "; see tenant-bgp:fabric").toList(),
            audit.alarms("blue"));

        established.addAll(EnumSet.allOf(FabricFamily.class));
        run(Set.of(vip));
        assertEquals(List.of(), audit.alarms("blue"));
    }

    @Test
    void neighboursThatNobodyHasToldOfAreNoFault() {
        announce();
        rib.put(OVERLAY, TARGETS);
        for (int i = 0; i < 2; i++) {
            audit.run(accepted(Set.of(VIP)), exports, routing, new FabricTables(rib, Set.of()), Optional.empty());
        }
        assertEquals(List.of(), audit.alarms("blue"));
    }

    @Test
    void overlayWithoutRouterMacIsAnAlarm() {
        routing = new Routing(65000, Optional.of(LOOPBACK), Optional.empty(), routing.vpcs());
        announce();
        rib.put(OVERLAY, TARGETS);
        twice(Set.of(VIP));
        assertEquals(List.of("203.0.113.10/32 is announced in the overlay without Router's MAC, and a leaf that needs"
            + " it does not use the route: set router-mac of the DPU"), audit.alarms("blue"));
        assertEquals(List.of(), audit.alarms("red"));
    }

    private void announce() {
        announce(VIP);
    }

    private void announce(final Prefix prefix) {
        exports.onConfiguration(routing);
        exports.onRoutes("blue",
            Map.of(prefix, Optional.of(new TenantRoute(new TenantPath(65010, 1), disposition))));
    }

    private void changeMany() {
        for (int i = 0; i < Audit.MOST_CHANGED; i++) {
            audit.onChanged("blue", Prefix.parse("10.0.%d.%d/32".formatted(i >> 8, i & 0xff)));
        }
    }

    private void twice(final Set<Prefix> accepted) {
        run(accepted);
        run(accepted);
    }

    private boolean run(final Set<Prefix> accepted) {
        return audit.run(accepted(accepted), exports, routing, new FabricTables(rib, missing),
            Optional.of(established));
    }

    private Map<String, Map<Prefix, Set<Disposition>>> accepted(final Set<Prefix> prefixes) {
        return Map.of("blue", prefixes.stream().collect(Collectors.toMap(Function.identity(),
            prefix -> Set.of(disposition))));
    }

    /** In the order of the alarms: the overlay first. */
    private static List<FabricFamily> families(final String names) {
        return names.equals("-") ? List.of() : Stream.of(names.split(" ")).map(FabricFamily::valueOf).toList();
    }

    private static Routing routing(final Set<RouteTarget> targets) {
        return new Routing(65000, Optional.of(LOOPBACK), Optional.of("02:00:00:00:00:01"), Map.of("blue",
            new VpcRouting(DISTINGUISHER, 100, targets, targets, false, PrefixSet.EMPTY, Set.of(), List.of())));
    }
}

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
import io.tenantbgp.policy.Disposition;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.PrefixSet;
import java.net.Inet4Address;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditTest {
    private static final Inet4Address LOOPBACK = (Inet4Address) InetAddresses.forString("192.0.2.1");
    private static final RouteDistinguisher DISTINGUISHER = RouteDistinguisher.of(LOOPBACK, 100);
    private static final Set<RouteTarget> TARGETS = Set.of(RouteTarget.of(64512, 100));
    private static final Prefix VIP = Prefix.parse("203.0.113.10/32");
    private static final FabricRouteKey OVERLAY = new FabricRouteKey(Optional.of(DISTINGUISHER), VIP);
    private static final FabricRouteKey OWN = new FabricRouteKey(Optional.empty(), Prefix.parse("192.0.2.1/32"));

    private final Audit audit = new Audit();
    private final ExportTable exports = new ExportTable();
    private final Map<FabricRouteKey, Set<RouteTarget>> rib = new HashMap<>(Map.of(OWN, Set.of()));
    private Routing routing = routing(TARGETS);

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
    void acceptedPrefixesThatAreNowhereAreCounted() {
        exports.onConfiguration(routing);
        twice(Set.of(VIP, Prefix.parse("203.0.113.9/32")));
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
    void routeOfTheDpuItselfBelongsToNoVpc() {
        exports.onConfiguration(routing);
        rib.clear();
        twice(Set.of());
        assertEquals(List.of("192.0.2.1/32 is announced and not in BGPCEP's RIB of the fabric"), audit.alarms(""));
        assertEquals(List.of(), audit.alarms("blue"));
    }

    private void announce() {
        exports.onConfiguration(routing);
        exports.onRoutes("blue",
            Map.of(VIP, Optional.of(new TenantRoute(new TenantPath(65010, 1), Disposition.OVERLAY))));
    }

    private void twice(final Set<Prefix> accepted) {
        run(accepted);
        run(accepted);
    }

    private boolean run(final Set<Prefix> accepted) {
        return audit.run(Map.of("blue", accepted), exports, routing, rib);
    }

    private static Routing routing(final Set<RouteTarget> targets) {
        return new Routing(65000, Optional.of(LOOPBACK), Optional.empty(), Map.of("blue",
            new VpcRouting(DISTINGUISHER, 100, targets, targets, false, PrefixSet.EMPTY, Set.of(), List.of())));
    }
}

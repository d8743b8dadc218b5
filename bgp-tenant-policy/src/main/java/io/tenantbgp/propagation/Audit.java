/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import io.tenantbgp.evpn.RouteDistinguisher;
import io.tenantbgp.evpn.RouteTarget;
import io.tenantbgp.policy.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Checks what has to hold at any time: every prefix accepted of a tenant is announced, and nothing else is, with the
 * route targets of its VPC only. What is on its way is no fault: a finding counts when the next audit has it, too. Not
 * thread-safe.
 */
public final class Audit {
    private Set<Finding> last = Set.of();
    private Set<Finding> confirmed = Set.of();

    /**
     * Audits once.
     *
     * @param accepted the prefixes the sessions have, by VPC
     * @param exports what is to be announced
     * @param routing the configuration
     * @param found the EVPN and unicast routes of ours in BGPCEP's RIB, those of EVPN with their route targets
     * @return whether the alarms have changed
     */
    public boolean run(final Map<String, Set<Prefix>> accepted, final ExportTable exports, final Routing routing,
            final Map<FabricRouteKey, Set<RouteTarget>> found) {
        final var findings = new HashSet<Finding>();
        routing.vpcs().forEach((name, vpc) -> {
            final var exported = new HashSet<Prefix>();
            exports.exports(name).stream().filter(each -> each.overlay() || each.underlay())
                .forEach(each -> exported.add(each.prefix()));
            // Without a route target there is an alarm already, which says what to change.
            if (!vpc.exportTargets().isEmpty()) {
                accepted.getOrDefault(name, Set.of()).stream().filter(prefix -> !exported.contains(prefix))
                    .forEach(prefix -> findings.add(new Finding(name, Finding.Kind.NOT_ANNOUNCED, prefix)));
            }
        });
        final var names = names(routing);
        found.forEach((key, targets) -> {
            final var vpc = routing.vpcs().get(vpc(key, names));
            if (vpc != null && !targets.equals(vpc.exportTargets())) {
                findings.add(new Finding(vpc(key, names), Finding.Kind.OTHER_ROUTE_TARGETS, key.prefix()));
            }
        });
        final var keys = new HashSet<FabricRouteKey>();
        exports.announced().forEach(route -> keys.add(route.key()));
        keys.stream().filter(key -> !found.containsKey(key))
            .forEach(key -> findings.add(new Finding(vpc(key, names), Finding.Kind.NOT_IN_RIB, key.prefix())));
        found.keySet().stream().filter(key -> !keys.contains(key))
            .forEach(key -> findings.add(new Finding(vpc(key, names), Finding.Kind.NOT_ACCEPTED, key.prefix())));
        final var again = new HashSet<>(findings);
        again.retainAll(last);
        last = findings;
        final boolean changed = !again.equals(confirmed);
        confirmed = again;
        return changed;
    }

    /**
     * What is wrong with a VPC.
     *
     * @param vpc the VPC's name, or {@code ""} for what is of no VPC alone
     * @return a sentence for each kind of fault
     */
    public List<String> alarms(final String vpc) {
        final var kinds = new TreeMap<Finding.Kind, List<Prefix>>();
        confirmed.stream().filter(finding -> finding.vpc().equals(vpc))
            .forEach(finding -> kinds.computeIfAbsent(finding.kind(), ignored -> new ArrayList<>())
                .add(finding.prefix()));
        final var alarms = new ArrayList<String>();
        kinds.forEach((kind, prefixes) ->
            alarms.add(kind.alarm(prefixes.size(), prefixes.stream().min(Comparator.naturalOrder()).orElseThrow())));
        return alarms;
    }

    private static Map<RouteDistinguisher, String> names(final Routing routing) {
        return routing.vpcs().entrySet().stream()
            .collect(Collectors.toMap(vpc -> vpc.getValue().distinguisher(), Map.Entry::getKey));
    }

    /** The VPC a route is of alone. */
    private static String vpc(final FabricRouteKey key, final Map<RouteDistinguisher, String> names) {
        return key.distinguisher().map(names::get).orElse("");
    }
}

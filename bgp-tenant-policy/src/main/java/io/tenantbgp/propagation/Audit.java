/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.evpn.RouteDistinguisher;
import io.tenantbgp.fabric.FabricFamily;
import io.tenantbgp.policy.Disposition;
import io.tenantbgp.policy.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Checks what has to hold at any time: every prefix accepted of a tenant is announced, from where its tenant asks for
 * it and to somebody, and nothing else is, with the route targets of its VPC only. What is on its way is no fault: a
 * finding counts when the next audit has it, too, and the prefix has not changed since. Not thread-safe.
 */
public final class Audit {
    /** Most prefixes noted as changed between two audits; a bound on memory that a tenant can ask for. */
    static final int MOST_CHANGED = 10_000;

    private final Repeated<Finding> findings = new Repeated<>();
    private final Repeated<FabricFamily> missing = new Repeated<>();
    private final Set<Place> changed = new HashSet<>();
    /** Whose the unicast routes in BGPCEP's RIB were in the last audit. */
    private Map<Prefix, Set<String>> owners = Map.of();

    /**
     * The route of a prefix has changed: what the next audit finds of it may be its way through BGPCEP.
     *
     * @param vpc the VPC's name
     * @param prefix the prefix
     */
    public void onChanged(final String vpc, final Prefix prefix) {
        if (changed.size() < MOST_CHANGED) {
            changed.add(new Place(vpc, prefix));
        }
    }

    /**
     * Audits once.
     *
     * @param accepted the prefixes the sessions have, by VPC, each with where its tenants want it
     * @param exports what is to be announced
     * @param routing the configuration
     * @param tables what BGPCEP has
     * @param established the families neighbours in the fabric get routes of; empty while that is not known
     * @return whether the alarms have changed
     */
    public boolean run(final Map<String, Map<Prefix, Set<Disposition>>> accepted, final ExportTable exports,
            final Routing routing, final FabricTables tables, final Optional<Set<FabricFamily>> established) {
        final var found = new HashSet<Finding>();
        final var exported = routing.vpcs().keySet().stream().collect(Collectors.toMap(Function.identity(),
            vpc -> exports.exports(vpc).stream().collect(Collectors.toMap(VpcExport::prefix, Function.identity()))));
        routing.vpcs().forEach((name, vpc) -> {
            final var wanted = accepted.getOrDefault(name, Map.of());
            wanted.forEach((prefix, dispositions) -> fault(vpc, dispositions, exported.get(name).get(prefix))
                .ifPresent(kind -> found.add(new Finding(name, kind, prefix))));
            exported.get(name).values().forEach(export -> faults(export, routing, established, wanted)
                .forEach(kind -> found.add(new Finding(name, kind, export.prefix()))));
        });
        compare(exports, routing, tables, exported, accepted).forEach(found::add);
        final boolean findingsChanged = findings.update(found,
            each -> each.kind().isPassing() && changed.contains(new Place(each.vpc(), each.prefix())));
        changed.clear();
        // Without a DPU there is nothing to announce.
        return missing.update(routing.loopback().isPresent() ? tables.missing() : Set.of(), each -> false)
            || findingsChanged;
    }

    /**
     * What is wrong with a VPC.
     *
     * @param vpc the VPC's name
     * @return a sentence for each kind of fault, of what concerns every VPC too
     */
    public List<String> alarms(final String vpc) {
        return Stream.concat(shared().stream(), own(vpc).stream()).toList();
    }

    /**
     * What is wrong with no VPC alone.
     *
     * @return a sentence for each kind of fault
     */
    public List<String> shared() {
        return Stream.concat(missing.confirmed().stream().sorted().map(family -> "BGPCEP has no table for "
            + family.yangName() + " in its RIB of the fabric: no route of that family is announced; see the log, and"
            + " restart the DPU if that lasts"), own("").stream()).toList();
    }

    /**
     * What is wrong with a VPC alone.
     *
     * @param vpc the VPC's name
     * @return a sentence for each kind of fault
     */
    public List<String> own(final String vpc) {
        final var kinds = new TreeMap<Finding.Kind, List<Prefix>>();
        findings.confirmed().stream().filter(finding -> finding.vpc().equals(vpc))
            .forEach(finding -> kinds.computeIfAbsent(finding.kind(), ignored -> new ArrayList<>())
                .add(finding.prefix()));
        final var alarms = new ArrayList<String>();
        kinds.forEach((kind, prefixes) ->
            alarms.add(kind.alarm(prefixes.size(), prefixes.stream().min(Comparator.naturalOrder()).orElseThrow())));
        return alarms;
    }

    /** What is wrong with an accepted prefix. Of several tenants that announce it one is the best. */
    private static Optional<Finding.Kind> fault(final VpcRouting vpc, final Set<Disposition> wanted,
            final @Nullable VpcExport export) {
        if (export == null || export.route().isEmpty()) {
            // Without a route target there is an alarm already, which says what to change.
            return vpc.exportTargets().isEmpty() && wanted.equals(Set.of(Disposition.OVERLAY)) ? Optional.empty()
                : Optional.of(Finding.Kind.NOT_ANNOUNCED);
        }
        final var disposition = export.route().orElseThrow().disposition();
        if (!wanted.contains(disposition)) {
            return Optional.of(Finding.Kind.OTHER_LEAK);
        }
        final boolean overlay = disposition != Disposition.UNDERLAY && !vpc.exportTargets().isEmpty();
        final boolean underlay = disposition != Disposition.OVERLAY;
        return overlay && !export.overlay() || underlay && !export.underlay()
            ? Optional.of(Finding.Kind.NOT_ANNOUNCED) : Optional.empty();
    }

    /** What is wrong with what is announced of a prefix. */
    private static Set<Finding.Kind> faults(final VpcExport export, final Routing routing,
            final Optional<Set<FabricFamily>> established, final Map<Prefix, Set<Disposition>> accepted) {
        final var faults = new HashSet<Finding.Kind>();
        final var families = new HashSet<FabricFamily>();
        if (export.overlay()) {
            families.add(FabricFamily.L2VPN_EVPN);
            if (routing.routerMac().isEmpty()) {
                faults.add(Finding.Kind.NO_ROUTER_MAC);
            }
        }
        if (export.underlay()) {
            families.add(switch (export.prefix().family()) {
                case IPV4 -> FabricFamily.IPV4_UNICAST;
                case IPV6 -> FabricFamily.IPV6_UNICAST;
            });
        }
        if (!families.isEmpty() && export.route().isPresent() && !accepted.containsKey(export.prefix())) {
            faults.add(Finding.Kind.NO_SESSION);
        }
        established.ifPresent(families::removeAll);
        if (established.isPresent()) {
            families.forEach(family -> faults.add(Finding.Kind.noNeighbor(family)));
        }
        return faults;
    }

    /** What is wrong in BGPCEP's tables. */
    private Set<Finding> compare(final ExportTable exports, final Routing routing, final FabricTables tables,
            final Map<String, Map<Prefix, VpcExport>> exported,
            final Map<String, Map<Prefix, Set<Disposition>>> accepted) {
        final var found = new HashSet<Finding>();
        final var names = names(routing);
        tables.routes().forEach((key, targets) -> key.distinguisher().map(names::get)
            .filter(name -> !targets.equals(routing.vpcs().get(name).exportTargets()))
            .ifPresent(name -> found.add(new Finding(name, Finding.Kind.OTHER_ROUTE_TARGETS, key.prefix()))));
        final var keys = exports.announced().stream().map(FabricRoute::key).collect(Collectors.toSet());
        final Function<FabricRouteKey, Set<String>> vpcs = key -> key.distinguisher()
            .map(distinguisher -> Set.of(names.getOrDefault(distinguisher, "")))
            .orElseGet(() -> owners(key.prefix(), exported, accepted));
        keys.stream().filter(key -> !tables.routes().containsKey(key)).forEach(key -> vpcs.apply(key)
            .forEach(vpc -> found.add(new Finding(vpc, Finding.Kind.NOT_IN_RIB, key.prefix()))));
        tables.routes().keySet().stream().filter(key -> !keys.contains(key)).forEach(key -> vpcs.apply(key)
            .forEach(vpc -> found.add(new Finding(vpc, Finding.Kind.NOT_ACCEPTED, key.prefix()))));
        owners = tables.routes().keySet().stream().filter(key -> key.distinguisher().isEmpty())
            .collect(Collectors.toMap(FabricRouteKey::prefix, key -> owners(key.prefix(), exported, accepted)));
        return found;
    }

    /** The VPCs a unicast route is of: that leak it, or have it, or had it. The DPU's own concern every VPC. */
    private Set<String> owners(final Prefix prefix, final Map<String, Map<Prefix, VpcExport>> exported,
            final Map<String, Map<Prefix, Set<Disposition>>> accepted) {
        final var leaking = names(exported, prefixes -> prefixes.containsKey(prefix)
            && prefixes.get(prefix).underlay());
        if (!leaking.isEmpty()) {
            return leaking;
        }
        final var having = names(exported, prefixes -> prefixes.containsKey(prefix));
        names(accepted, prefixes -> prefixes.containsKey(prefix)).stream().filter(exported::containsKey)
            .forEach(having::add);
        if (having.isEmpty()) {
            owners.getOrDefault(prefix, Set.of()).stream().filter(exported::containsKey).forEach(having::add);
        }
        return having.isEmpty() ? Set.of("") : having;
    }

    private static <T> Set<String> names(final Map<String, T> vpcs, final Predicate<T> which) {
        return vpcs.entrySet().stream().filter(vpc -> which.test(vpc.getValue())).map(Map.Entry::getKey)
            .collect(Collectors.toCollection(HashSet::new));
    }

    private static Map<RouteDistinguisher, String> names(final Routing routing) {
        return routing.vpcs().entrySet().stream()
            .collect(Collectors.toMap(vpc -> vpc.getValue().distinguisher(), Map.Entry::getKey));
    }

    private record Place(String vpc, Prefix prefix) {
        Place {
            requireNonNull(vpc);
            requireNonNull(prefix);
        }
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.policy.Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What the VPCs have learnt from the fabric and from each other, and what of it has changed since somebody asked. A
 * route that no VPC imports is not kept. Not thread-safe.
 */
public final class ImportTable {
    private final Routing routing;
    /** By VPC, prefix and where the route came from. */
    private final Map<String, Map<Prefix, Map<Object, LearntRoute>>> tables = new HashMap<>();
    /** By VPC, what {@link #takeChanges} has not given away. */
    private final Map<String, Set<Prefix>> changed = new HashMap<>();

    /**
     * An empty table.
     *
     * @param routing what enters which VPC's table
     */
    public ImportTable(final Routing routing) {
        this.routing = requireNonNull(routing);
    }

    /**
     * A route has come, changed or gone.
     *
     * @param source identifies it: the neighbour and its key there
     * @param before what it was, empty when it was not there
     * @param after what it is, empty when it is gone
     * @return whether a VPC's table has changed
     */
    public boolean onRoute(final Object source, final Optional<LearntRoute> before, final Optional<LearntRoute> after) {
        final boolean removed = before.map(route -> remove(source, route.prefix())).orElse(false);
        final boolean added = after.map(route -> add(source, route, vpc -> true)).orElse(false);
        return removed || added;
    }

    /**
     * A route the DPU itself announces has come, changed or gone. Its other VPCs learn it here: what comes back of it
     * from the fabric is refused as a loop.
     *
     * @param key identifies it
     * @param after what it is, empty when it is gone
     * @return whether a VPC's table has changed
     */
    public boolean onOwn(final FabricRouteKey key, final Optional<FabricRoute> after) {
        final boolean removed = remove(key, key.prefix());
        final boolean added = after.filter(FabricRoute.Overlay.class::isInstance).map(FabricRoute.Overlay.class::cast)
            .map(own -> add(key, LearntRoute.of(own), vpc -> !vpc.distinguisher().equals(own.distinguisher())))
            .orElse(false);
        return removed || added;
    }

    /**
     * What enters which VPC's table.
     *
     * @return the configuration the table was made for
     */
    public Routing routing() {
        return routing;
    }

    /**
     * This table comes in the place of another one: what that one had has changed, too.
     *
     * @param before the table before
     */
    public void replace(final ImportTable before) {
        before.tables.forEach((vpc, table) -> changed(vpc).addAll(table.keySet()));
        before.changed.forEach((vpc, prefixes) -> changed(vpc).addAll(prefixes));
        // Nobody asks for those of a VPC that is gone; one that comes back is read from the beginning
        changed.keySet().retainAll(routing.vpcs().keySet());
    }

    /**
     * Takes what has changed since the last call.
     *
     * @param vpcs the VPCs that are asked for, each with whether from the beginning; what changes in others is kept
     * @param most the most prefixes to take, shared by the VPCs; one of each at least
     * @return the changes; with what is left of them next time when there are more
     */
    public ImportChanges takeChanges(final Map<String, Boolean> vpcs, final int most) {
        vpcs.forEach((vpc, fromTheBeginning) -> {
            if (fromTheBeginning) {
                changed(vpc).addAll(tables.getOrDefault(vpc, Map.of()).keySet());
            }
        });
        final var changes = new HashMap<String, Map<Prefix, Optional<VpcImport>>>();
        final var waiting = vpcs.keySet().stream().filter(vpc -> !changed(vpc).isEmpty()).toList();
        for (var vpc : waiting) {
            final var prefixes = changed(vpc).iterator();
            // An equal share, and what has waited longest: a VPC that changes all the time keeps no other one waiting.
            for (int left = Math.max(1, most / waiting.size()); left > 0 && prefixes.hasNext(); left--) {
                final var prefix = prefixes.next();
                prefixes.remove();
                changes.computeIfAbsent(vpc, ignored -> new LinkedHashMap<>()).put(prefix,
                    Optional.ofNullable(tables.getOrDefault(vpc, Map.of()).get(prefix))
                        .map(routes -> shared(prefix, routes.values())));
            }
        }
        return new ImportChanges(changes, vpcs.keySet().stream().allMatch(vpc -> changed(vpc).isEmpty()));
    }

    /**
     * The routes of a VPC, each prefix with the next hops that share its traffic.
     *
     * @param vpc the VPC's name
     * @return the routes in the order of their prefixes
     */
    public List<VpcImport> imports(final String vpc) {
        final var imports = new ArrayList<VpcImport>();
        new TreeMap<>(tables.getOrDefault(vpc, Map.of())).forEach((prefix, routes) ->
            imports.add(shared(prefix, routes.values())));
        return imports;
    }

    private static VpcImport shared(final Prefix prefix, final Collection<LearntRoute> routes) {
        final var best = routes.stream().reduce((found, each) -> each.isBetterThan(found) ? each : found).orElseThrow();
        final var hops = new TreeSet<NextHop>();
        routes.stream().filter(best::isAsGoodAs).map(LearntRoute::nextHop).forEach(hops::add);
        return new VpcImport(prefix, best.overlay(), List.copyOf(hops));
    }

    private Set<Prefix> changed(final String vpc) {
        return changed.computeIfAbsent(vpc, ignored -> new LinkedHashSet<>());
    }

    private boolean add(final Object source, final LearntRoute route, final Predicate<VpcRouting> others) {
        boolean added = false;
        for (var vpc : routing.vpcs().entrySet()) {
            if (others.test(vpc.getValue()) && enters(vpc.getValue(), route)) {
                tables.computeIfAbsent(vpc.getKey(), ignored -> new HashMap<>())
                    .computeIfAbsent(route.prefix(), ignored -> new HashMap<>()).put(source, route);
                changed(vpc.getKey()).add(route.prefix());
                added = true;
            }
        }
        return added;
    }

    private boolean remove(final Object source, final Prefix prefix) {
        boolean removed = false;
        for (var table : tables.entrySet()) {
            final var routes = table.getValue().get(prefix);
            if (routes != null && routes.remove(source) != null) {
                changed(table.getKey()).add(prefix);
                removed = true;
                if (routes.isEmpty()) {
                    table.getValue().remove(prefix);
                }
            }
        }
        return removed;
    }

    private static boolean enters(final VpcRouting vpc, final LearntRoute route) {
        return route.overlay() ? vpc.imports(route.targets()) : vpc.acceptsFromUnderlay(route.prefix());
    }
}

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the VPCs have learnt from the fabric. A route that no VPC imports is not kept. Not thread-safe.
 */
public final class ImportTable {
    private final Routing routing;
    /** By VPC, prefix and where the route came from. */
    private final Map<String, Map<Prefix, Map<Object, LearntRoute>>> tables = new HashMap<>();

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
        final boolean removed = before.map(route -> remove(source, route)).orElse(false);
        final boolean added = after.map(route -> add(source, route)).orElse(false);
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
     * The routes of a VPC, each prefix with the next hops that share its traffic.
     *
     * @param vpc the VPC's name
     * @return the routes in the order of their prefixes
     */
    public List<VpcImport> imports(final String vpc) {
        final var imports = new ArrayList<VpcImport>();
        new TreeMap<>(tables.getOrDefault(vpc, Map.of())).forEach((prefix, routes) -> {
            final var best = best(routes.values());
            final var hops = new TreeSet<NextHop>();
            routes.values().stream().filter(best::isAsGoodAs).map(LearntRoute::nextHop).forEach(hops::add);
            imports.add(new VpcImport(prefix, best.overlay(), List.copyOf(hops)));
        });
        return imports;
    }

    private static LearntRoute best(final Collection<LearntRoute> routes) {
        return routes.stream().reduce((best, each) -> each.isBetterThan(best) ? each : best).orElseThrow();
    }

    private boolean add(final Object source, final LearntRoute route) {
        boolean changed = false;
        for (var vpc : routing.vpcs().entrySet()) {
            if (enters(vpc.getValue(), route)) {
                tables.computeIfAbsent(vpc.getKey(), ignored -> new HashMap<>())
                    .computeIfAbsent(route.prefix(), ignored -> new HashMap<>()).put(source, route);
                changed = true;
            }
        }
        return changed;
    }

    private boolean remove(final Object source, final LearntRoute route) {
        boolean changed = false;
        for (var table : tables.values()) {
            final var routes = table.get(route.prefix());
            if (routes != null && routes.remove(source) != null) {
                changed = true;
                if (routes.isEmpty()) {
                    table.remove(route.prefix());
                }
            }
        }
        return changed;
    }

    private static boolean enters(final VpcRouting vpc, final LearntRoute route) {
        return route.overlay() ? vpc.imports(route.targets()) : vpc.acceptsFromUnderlay(route.prefix());
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.policy.Disposition;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;

/**
 * What the DPU announces to the fabric, from what was accepted of its tenants and what the configuration says (feature
 * page, Architecture and Ownership). Says what changes with each of them. Not thread-safe.
 */
public final class ExportTable {
    private final Map<String, Map<Prefix, TenantRoute>> accepted = new HashMap<>();
    private final Map<FabricRouteKey, FabricRoute> announced = new HashMap<>();
    private Routing routing = Routing.NONE;

    /**
     * A VPC's Loc-RIB has changed.
     *
     * @param vpc the VPC's name
     * @param routes the prefixes that changed, each with its route, or empty when it has none any more
     * @return what changes in the fabric: a route, or empty for one that is withdrawn
     */
    public Map<FabricRouteKey, Optional<FabricRoute>> onRoutes(final String vpc,
            final Map<Prefix, Optional<TenantRoute>> routes) {
        final var table = accepted.computeIfAbsent(vpc, ignored -> new HashMap<>());
        routes.forEach((prefix, route) -> route.ifPresentOrElse(there -> table.put(prefix, there),
            () -> table.remove(prefix)));
        if (table.isEmpty()) {
            accepted.remove(vpc);
        }
        final var changes = new LinkedHashMap<FabricRouteKey, Optional<FabricRoute>>();
        final var vpcRouting = routing.vpcs().get(vpc);
        for (var prefix : routes.keySet()) {
            if (vpcRouting != null) {
                change(new FabricRouteKey(Optional.of(vpcRouting.distinguisher()), prefix),
                    overlay(vpc, vpcRouting, prefix), changes);
            }
            change(new FabricRouteKey(Optional.empty(), prefix), underlay(prefix), changes);
        }
        return changes;
    }

    /**
     * A VPC's Loc-RIB is gone, or is about to be read from the beginning.
     *
     * @param vpc the VPC's name
     * @return what changes in the fabric, as in {@link #onRoutes}
     */
    public Map<FabricRouteKey, Optional<FabricRoute>> onTableGone(final String vpc) {
        final var gone = new HashMap<Prefix, Optional<TenantRoute>>();
        accepted.getOrDefault(vpc, Map.of()).keySet().forEach(prefix -> gone.put(prefix, Optional.empty()));
        return onRoutes(vpc, gone);
    }

    /**
     * The configuration has changed.
     *
     * @param next what it says now
     * @return what changes in the fabric, as in {@link #onRoutes}
     */
    public Map<FabricRouteKey, Optional<FabricRoute>> onConfiguration(final Routing next) {
        routing = requireNonNull(next);
        final var changes = new LinkedHashMap<FabricRouteKey, Optional<FabricRoute>>();
        final var desired = desired();
        for (var key : new HashSet<>(announced.keySet())) {
            if (!desired.containsKey(key)) {
                change(key, null, changes);
            }
        }
        desired.forEach((key, route) -> change(key, route, changes));
        return changes;
    }

    /**
     * Everything that is announced now.
     *
     * @return the routes; they are not copied
     */
    public Collection<FabricRoute> announced() {
        return announced.values();
    }

    /**
     * Where a prefix of a VPC is announced.
     *
     * @param vpc the VPC's name
     * @return its prefixes in their order, each with the routes that are announced of it; a unicast route may be due to
     *     another VPC, too
     */
    public List<VpcExport> exports(final String vpc) {
        final var vpcRouting = routing.vpcs().get(vpc);
        if (vpcRouting == null) {
            return List.of();
        }
        final var exports = new ArrayList<VpcExport>();
        Stream.concat(accepted.getOrDefault(vpc, Map.of()).keySet().stream(), vpcRouting.hostRoutes().stream())
            .distinct().sorted().forEach(prefix -> {
                final var route = accepted.getOrDefault(vpc, Map.of()).get(prefix);
                exports.add(new VpcExport(prefix,
                    announced.containsKey(new FabricRouteKey(Optional.of(vpcRouting.distinguisher()), prefix)),
                    (route == null || route.disposition() != Disposition.OVERLAY)
                        && announced.containsKey(new FabricRouteKey(Optional.empty(), prefix)),
                    Optional.ofNullable(route)));
            });
        return exports;
    }

    private void change(final FabricRouteKey key, final @Nullable FabricRoute route,
            final Map<FabricRouteKey, Optional<FabricRoute>> changes) {
        final var before = route == null ? announced.remove(key) : announced.put(key, route);
        if (route == null ? before != null : !route.equals(before)) {
            changes.put(key, Optional.ofNullable(route));
        }
    }

    private Map<FabricRouteKey, FabricRoute> desired() {
        final var desired = new HashMap<FabricRouteKey, FabricRoute>();
        final Set<Prefix> leaked = new HashSet<>();
        routing.vpcs().forEach((vpc, vpcRouting) -> {
            for (var prefix : accepted.getOrDefault(vpc, Map.of()).keySet()) {
                final var route = overlay(vpc, vpcRouting, prefix);
                if (route != null) {
                    desired.put(route.key(), route);
                }
                leaked.add(prefix);
            }
            leaked.addAll(vpcRouting.hostRoutes());
        });
        loopback().ifPresent(leaked::add);
        for (var prefix : leaked) {
            final var route = underlay(prefix);
            if (route != null) {
                desired.put(route.key(), route);
            }
        }
        return desired;
    }

    private @Nullable FabricRoute overlay(final String vpc, final VpcRouting vpcRouting, final Prefix prefix) {
        final var route = accepted.getOrDefault(vpc, Map.of()).get(prefix);
        if (route == null || route.disposition() == Disposition.UNDERLAY || vpcRouting.exportTargets().isEmpty()) {
            return null;
        }
        return new FabricRoute.Overlay(prefix, vpcRouting.distinguisher(), vpcRouting.vni(),
            routing.loopback().orElseThrow(), routing.routerMac(), vpcRouting.exportTargets(), route.path());
    }

    /** Tenants of several VPCs may leak one prefix: the shortest path is announced. */
    private @Nullable FabricRoute underlay(final Prefix prefix) {
        if (loopback().filter(prefix::equals).isPresent()
                || routing.vpcs().values().stream().anyMatch(vpc -> vpc.hostRoutes().contains(prefix))) {
            return new FabricRoute.Underlay(prefix, TenantPath.OWN);
        }
        return routing.vpcs().keySet().stream()
            .map(vpc -> accepted.getOrDefault(vpc, Map.of()).get(prefix))
            .filter(route -> route != null && route.disposition() != Disposition.OVERLAY)
            .map(TenantRoute::path).min(Comparator.naturalOrder())
            .map(path -> new FabricRoute.Underlay(prefix, path)).orElse(null);
    }

    private Optional<Prefix> loopback() {
        return routing.loopback().map(IpAddress::of).map(Prefix::host);
    }
}

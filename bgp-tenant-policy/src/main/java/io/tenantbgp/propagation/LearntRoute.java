/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.evpn.RouteTarget;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.Prefix;
import java.util.Optional;
import java.util.Set;

/**
 * A route learnt from a neighbour in the fabric, after the import policy, or from another VPC of the DPU.
 *
 * @param prefix the prefix
 * @param nextHop where to
 * @param overlay whether it is an EVPN route, else one of the underlay
 * @param targets the route targets of an EVPN route
 * @param localPref LOCAL_PREF, the higher the better
 * @param pathLength the length of AS_PATH, the shorter the better
 */
public record LearntRoute(Prefix prefix, NextHop nextHop, boolean overlay, Set<RouteTarget> targets, long localPref,
        int pathLength) {
    /** Of a route without LOCAL_PREF. */
    public static final long LOCAL_PREF = 100;

    /** Copies the set. */
    public LearntRoute {
        requireNonNull(prefix);
        requireNonNull(nextHop);
        targets = Set.copyOf(targets);
    }

    /** What the DPU's other VPCs learn of a route it announces: its path is shorter than those through the fabric. */
    static LearntRoute of(final FabricRoute.Overlay own) {
        return new LearntRoute(own.prefix(), new NextHop(IpAddress.of(own.nextHop()), Optional.of(own.vni()),
            own.routerMac()), true, own.targets(), LOCAL_PREF, own.path().hops());
    }

    /** Whether both share the traffic: neither is better (RFC 4271, section 9.1.2.2, a). */
    boolean isAsGoodAs(final LearntRoute other) {
        return overlay == other.overlay && localPref == other.localPref && pathLength == other.pathLength;
    }

    /** Whether it is preferred. A route of the overlay is, as it is the more specific knowledge of the VPC. */
    boolean isBetterThan(final LearntRoute other) {
        if (overlay != other.overlay) {
            return overlay;
        }
        return localPref != other.localPref ? localPref > other.localPref : pathLength < other.pathLength;
    }
}

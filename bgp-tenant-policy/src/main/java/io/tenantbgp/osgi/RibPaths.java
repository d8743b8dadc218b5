/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.osgi;

import io.tenantbgp.fabric.FabricRib;
import io.tenantbgp.vpc.VpcRib;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.opendaylight.protocol.bgp.rib.spi.RIBNodeIdentifiers;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.PathArgument;

/** What the paths mean that BGPCEP's RIBs write to. */
final class RibPaths {
    /** {@code /bgp-rib/rib/rib[id]/peer/peer[id]/adj-rib-out/tables/tables[family]/routes}, and effective-rib-in. */
    private static final int RIB = 2;
    private static final int PEER = 4;
    private static final int SIDE = 5;
    private static final int ROUTES = 8;

    private RibPaths() {
        // static methods only
    }

    /** Whether the path leads to routes that are left out. */
    static boolean isLeftOut(final YangInstanceIdentifier path) {
        final var steps = path.getPathArguments();
        if (!isRoutes(steps)) {
            return false;
        }
        final var side = steps.get(SIDE);
        return side.equals(RIBNodeIdentifiers.ADJRIBOUT_NID) && hasKey(steps.get(RIB), VpcRib::isOurs)
            || side.equals(RIBNodeIdentifiers.EFFRIBIN_NID) && isNeighbor(steps);
    }

    /** Whether the path leads to a route that a neighbour of the fabric has announced. */
    static boolean isLearnt(final YangInstanceIdentifier path) {
        final var steps = path.getPathArguments();
        return steps.size() > ROUTES && steps.get(SIDE).equals(RIBNodeIdentifiers.ADJRIBIN_NID) && isNeighbor(steps);
    }

    /** The peer to which the routes at this path are announced. */
    static Optional<YangInstanceIdentifier> receiver(final YangInstanceIdentifier path) {
        final var steps = path.getPathArguments();
        return isRoutes(steps) && steps.get(SIDE).equals(RIBNodeIdentifiers.ADJRIBOUT_NID)
            ? Optional.of(path.getAncestor(PEER + 1)) : Optional.empty();
    }

    /** Whether the path is a peer's own. */
    static boolean isPeer(final YangInstanceIdentifier path) {
        final var steps = path.getPathArguments();
        return steps.size() == PEER + 1 && steps.get(PEER) instanceof NodeIdentifierWithPredicates entry
            && entry.getNodeType().equals(RIBNodeIdentifiers.PEER_NID.getNodeType());
    }

    private static boolean isRoutes(final List<PathArgument> steps) {
        return steps.size() > ROUTES && steps.get(ROUTES).equals(RIBNodeIdentifiers.ROUTES_NID);
    }

    private static boolean isNeighbor(final List<PathArgument> steps) {
        return hasKey(steps.get(RIB), FabricRib.ID::equals)
            && !hasKey(steps.get(PEER), FabricRib.APPLICATION_PEER_ID::equals);
    }

    private static boolean hasKey(final PathArgument step, final Predicate<String> wanted) {
        return step instanceof NodeIdentifierWithPredicates entry
            && entry.values().stream().allMatch(key -> wanted.test(key.toString()));
    }
}

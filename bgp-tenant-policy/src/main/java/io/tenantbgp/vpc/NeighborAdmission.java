/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.vpc;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whose connections BGPCEP is handed: those of neighbours that are in the very RIB the latest configuration
 * wants them in. RIBs are given without their neighbours ({@link VpcRib#bare()}). Thread-safe.
 */
final class NeighborAdmission {
    private final BgpcepPeers peers;
    private Map<InetAddress, VpcRib> wanted = Map.of();
    private Map<InetAddress, VpcRib> deployed = Map.of();

    NeighborAdmission(final BgpcepPeers peers) {
        this.peers = requireNonNull(peers);
    }

    /** Where the latest configuration wants each neighbour. */
    synchronized void want(final Map<InetAddress, VpcRib> homes) {
        wanted = homes;
        admit();
    }

    /** Where each neighbour is now. */
    synchronized void deployed(final Map<InetAddress, VpcRib> homes) {
        deployed = homes;
        admit();
    }

    /** The neighbours leave where they are now for these RIBs; those that are there already stay. */
    synchronized void keep(final Map<InetAddress, VpcRib> homes) {
        final var staying = atHome(deployed, homes);
        deployed = deployed.entrySet().stream().filter(entry -> staying.contains(entry.getKey()))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        admit();
    }

    private void admit() {
        peers.admit(atHome(deployed, wanted));
    }

    private static Set<InetAddress> atHome(final Map<InetAddress, VpcRib> now, final Map<InetAddress, VpcRib> homes) {
        return now.entrySet().stream().filter(entry -> entry.getValue().equals(homes.get(entry.getKey())))
            .map(Map.Entry::getKey).collect(Collectors.toUnmodifiableSet());
    }
}

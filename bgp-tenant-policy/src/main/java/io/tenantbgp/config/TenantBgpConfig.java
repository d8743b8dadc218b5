/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.fabric.FabricConfig;
import io.tenantbgp.propagation.Routing;
import io.tenantbgp.session.TenantPeer;
import io.tenantbgp.session.TenantPeers;
import io.tenantbgp.validation.Finding;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One snapshot of everything configured. Immutable; a change of the configuration makes another one.
 *
 * @param dpu the DPU, empty while it is not configured: then there is nothing else
 * @param vpcs its VPCs
 * @param interfaces its tenant interfaces
 * @param routing how its VPCs exchange routes with the fabric
 * @param fabric its neighbours in the fabric
 * @param mistakes what is wrong with it; nothing of that is in effect
 */
public record TenantBgpConfig(Optional<DpuIdentity> dpu, List<VpcConfig> vpcs,
        List<TenantInterfaceConfig> interfaces, Routing routing, FabricConfig fabric, List<Finding> mistakes) {
    /** Nothing is configured. */
    public static final TenantBgpConfig EMPTY =
        new TenantBgpConfig(Optional.empty(), List.of(), List.of(), Routing.NONE, FabricConfig.EMPTY,
            List.of());

    /** Copies the lists. */
    public TenantBgpConfig {
        requireNonNull(dpu);
        vpcs = List.copyOf(vpcs);
        interfaces = List.copyOf(interfaces);
        requireNonNull(routing);
        requireNonNull(fabric);
        mistakes = List.copyOf(mistakes);
    }

    /**
     * The tenant peers of all open interfaces.
     *
     * @return the peers
     */
    public Stream<TenantPeer> peers() {
        return interfaces.stream().flatMap(tenantInterface -> tenantInterface.peers().stream());
    }

    /**
     * The tenant peers as sessions look them up.
     *
     * @return those that may connect, and the hosts of the closed interfaces
     */
    public TenantPeers tenantPeers() {
        final var shutDown = new HashMap<InetAddress, String>();
        for (var tenantInterface : interfaces) {
            if (tenantInterface.admission() instanceof InterfaceAdmission.Closed closed) {
                tenantInterface.hostAddresses().forEach(host -> shutDown.put(host, closed.reason().told()));
            }
        }
        return TenantPeers.of(peers().toList(), shutDown);
    }
}

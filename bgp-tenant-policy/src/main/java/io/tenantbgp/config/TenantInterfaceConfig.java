/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.session.TenantPeer;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * One tenant interface of the DPU.
 *
 * @param name its name
 * @param vpc the name of the VPC it belongs to
 * @param routingProfile the name of the VPC's routing profile, empty when it names none
 * @param admission whether it takes connections
 * @param hostAddresses the host's configured addresses
 * @param peers the tenant peers on it, one of each family it has addresses of; none when it is closed
 */
public record TenantInterfaceConfig(String name, String vpc, Optional<String> routingProfile,
        InterfaceAdmission admission, List<InetAddress> hostAddresses, List<TenantPeer> peers) {
    /** Copies the lists. */
    public TenantInterfaceConfig {
        requireNonNull(name);
        requireNonNull(vpc);
        requireNonNull(routingProfile);
        requireNonNull(admission);
        hostAddresses = List.copyOf(hostAddresses);
        peers = List.copyOf(peers);
    }
}

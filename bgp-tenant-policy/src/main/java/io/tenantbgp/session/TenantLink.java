/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.policy.IpAddress;
import java.net.InetAddress;

/**
 * Where a tenant session is: the tenant interface, its VPC and the two ends of the connection.
 *
 * @param interfaceName the tenant interface's name
 * @param vpc the VPC's name; the session's routes are in this VPC's table
 * @param gatewayAddress the DPU's address on the interface, which the listener is bound to
 * @param hostAddress the tenant host's address, which its connection must come from; it names the peer and is unique on
 *     the DPU
 */
public record TenantLink(String interfaceName, String vpc, InetAddress gatewayAddress, InetAddress hostAddress) {
    /** Refuses absent parts. */
    public TenantLink {
        requireNonNull(interfaceName);
        requireNonNull(vpc);
        requireNonNull(gatewayAddress);
        requireNonNull(hostAddress);
    }

    /**
     * The key fields of a log line.
     *
     * @return such as {@code peer 10.0.0.2 interface eth0 vpc blue}
     */
    @Override
    public String toString() {
        return "peer " + IpAddress.of(hostAddress) + " interface " + interfaceName + " vpc " + vpc;
    }
}

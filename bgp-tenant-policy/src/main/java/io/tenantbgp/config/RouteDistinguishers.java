/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers the VPCs for their route distinguishers, which have room for 16 bits: the last ones of the VNI where no other
 * VPC has that number. A VPC keeps its number for as long as it is configured. Not thread-safe.
 */
final class RouteDistinguishers {
    private static final int MOST = 0xffff;

    private final Map<String, Integer> assigned = new HashMap<>();

    /**
     * Forgets the VPCs that are no longer configured.
     *
     * @param vpcs the names of all configured VPCs
     */
    void retain(final Collection<String> vpcs) {
        assigned.keySet().retainAll(vpcs);
    }

    /**
     * The number of a VPC.
     *
     * @param vpc its name
     * @param vni its VNI
     * @return 1..65535, no other VPC's
     */
    int of(final String vpc, final long vni) {
        return assigned.computeIfAbsent(vpc, ignored -> {
            int number = Math.max((int) (vni & MOST), 1);
            while (assigned.containsValue(number)) {
                number = number == MOST ? 1 : number + 1;
            }
            return number;
        });
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

/**
 * Names of the RIB that BGPCEP has for the fabric. What the DPU announces is put into the Adj-RIB-In of an application
 * peer; nothing else is exported.
 */
public final class FabricRib {
    /** Its name, as in {@code /bgp-rib/rib}. */
    public static final String ID = "tenant-fabric";
    /** The address and BGP identifier of the application peer: the last of class E, which no speaker has. */
    public static final String APPLICATION_PEER = "255.255.255.254";
    /** The application peer's key, as in {@code /bgp-rib/rib/peer}. */
    public static final String APPLICATION_PEER_ID = "bgp://" + APPLICATION_PEER;

    /** The routing policy named in its configuration, by which BGPCEP gets ours for it. */
    public static final String POLICY = "tenant-bgp-fabric";

    private FabricRib() {
        // constants only
    }
}

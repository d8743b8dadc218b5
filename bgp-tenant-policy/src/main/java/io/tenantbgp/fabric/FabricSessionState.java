/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

/** The state of a session with a neighbour in the fabric, in RFC 4271's words. */
public enum FabricSessionState {
    /** No session is tried. */
    IDLE("idle"),
    /** The DPU connects. */
    CONNECT("connect"),
    /** The DPU waits: for the neighbour to connect, or to try again itself. */
    ACTIVE("active"),
    /** There is a connection; the neighbour's OPEN is awaited. */
    OPEN_SENT("open-sent"),
    /** The neighbour's OPEN is accepted; its first KEEPALIVE is awaited. */
    OPEN_CONFIRM("open-confirm"),
    /** Routes are exchanged. */
    ESTABLISHED("established");

    private final String yangName;

    FabricSessionState(final String yangName) {
        this.yangName = yangName;
    }

    /**
     * The name in the models and in logs.
     *
     * @return such as {@code open-sent}
     */
    public String yangName() {
        return yangName;
    }
}

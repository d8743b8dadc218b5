/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform;

/**
 * A component of aaa 0.19.5 that may miss the one event it starts its service on: the datastore's first one can come
 * before its constructor has stored the registration, and is ignored then. Not thread-safe.
 */
final class RacyComponent {
    private static final int CHECKS_BEFORE_RESTART = 3;

    private final String name;
    private final String service;
    private int stuckChecks;

    /**
     * Describes a component.
     *
     * @param name its name
     * @param service the interface of the service it starts when it has seen the event
     */
    RacyComponent(final String name, final String service) {
        this.name = name;
        this.service = service;
    }

    String name() {
        return name;
    }

    String service() {
        return service;
    }

    /**
     * Whether to start the component anew: it is active, and has not started its service for three checks.
     *
     * @param active whether it is active now
     * @param serviceThere whether its service is there now
     * @return true when it must be
     */
    boolean mustRestart(final boolean active, final boolean serviceThere) {
        stuckChecks = active && !serviceThere ? stuckChecks + 1 : 0;
        if (stuckChecks < CHECKS_BEFORE_RESTART) {
            return false;
        }
        stuckChecks = 0;
        return true;
    }
}

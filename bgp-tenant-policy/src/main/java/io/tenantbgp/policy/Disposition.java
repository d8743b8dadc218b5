/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import java.util.Locale;

/**
 * Where an accepted prefix is to be reachable from.
 */
public enum Disposition {
    /** From the VPC's overlay only. */
    OVERLAY(LeakRequest.NONE),
    /** From the overlay and from the site's underlay (65100:1). */
    OVERLAY_AND_UNDERLAY(LeakRequest.LEAK_TO_UNDERLAY),
    /** From the underlay instead of the overlay (65100:2). */
    UNDERLAY(LeakRequest.DROP_FROM_OVERLAY);

    private final LeakRequest request;
    private final String yangName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Disposition(final LeakRequest request) {
        this.request = request;
    }

    /**
     * The name in the models, in logs and in documentation.
     *
     * @return such as {@code overlay-and-underlay}
     */
    public String yangName() {
        return yangName;
    }

    /**
     * The request that is honoured by this disposition, as the mark of a route.
     *
     * @return the request
     */
    public LeakRequest request() {
        return request;
    }

    /**
     * What a request comes to where the routing profile honours it.
     *
     * @param request what a tenant asks for
     * @return where its prefix is to be reachable from
     */
    public static Disposition of(final LeakRequest request) {
        return switch (request) {
            case NONE -> OVERLAY;
            case LEAK_TO_UNDERLAY -> OVERLAY_AND_UNDERLAY;
            case DROP_FROM_OVERLAY -> UNDERLAY;
        };
    }
}

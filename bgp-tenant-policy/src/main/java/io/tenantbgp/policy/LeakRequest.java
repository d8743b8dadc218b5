/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

/**
 * What a tenant asks for with the leak communities it attached to a route: the feature page's "Allowed Tenant Leak
 * Communities". In the order in which a stronger request overrides a weaker one.
 */
public enum LeakRequest {
    /** Neither community: the route belongs to the overlay alone. */
    NONE(0),
    /** 65100:1, allow leak to underlay. */
    LEAK_TO_UNDERLAY(0xfe4c_0001),
    /** 65100:2, allow drop from overlay: the underlay instead of the overlay. */
    DROP_FROM_OVERLAY(0xfe4c_0002);

    private final int community;

    LeakRequest(final int community) {
        this.community = community;
    }

    /**
     * The request one standard community (RFC 1997) stands for.
     *
     * @param community the community's four octets
     * @return the request, {@link #NONE} for any other community
     */
    public static LeakRequest ofCommunity(final int community) {
        if (community == LEAK_TO_UNDERLAY.community) {
            return LEAK_TO_UNDERLAY;
        }
        return community == DROP_FROM_OVERLAY.community ? DROP_FROM_OVERLAY : NONE;
    }

    /**
     * The standard community that makes this request (RFC 1997).
     *
     * @return its four octets, 0 for {@link #NONE}
     */
    public int community() {
        return community;
    }

    /**
     * What is asked for by two communities together: 65100:2 wins.
     *
     * @param other another request about the same route
     * @return the stronger one
     */
    public LeakRequest and(final LeakRequest other) {
        return compareTo(other) < 0 ? other : this;
    }
}

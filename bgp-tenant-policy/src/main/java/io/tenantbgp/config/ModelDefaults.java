/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import io.tenantbgp.session.MaximumPrefixesAction;
import io.tenantbgp.session.SessionTimers;
import java.util.Optional;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.fabric.neighbors.Neighbor;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterface;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.Limits;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.Timers;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.RoutingProfile;
import org.opendaylight.yangtools.yang.common.Uint16;

/**
 * The leaves that have a default in the model. MD-SAL's bindings know it where they read from the datastore and the
 * container around the leaf is there, and leave the leaf null otherwise.
 */
final class ModelDefaults {
    static final int BGP_PORT = 179;
    static final boolean ENABLED = true;
    static final int HOLD_TIME = 9;
    static final int KEEPALIVE_INTERVAL = 3;
    static final int SEND_HOLD_TIME = 480;
    static final boolean TTL_SECURITY = false;
    static final int MAXIMUM_PREFIXES = 1000;
    /** Of a neighbour in the fabric. */
    static final long NEIGHBOR_MAXIMUM_PREFIXES = 120_000;
    static final MaximumPrefixesAction MAXIMUM_PREFIXES_ACTION = MaximumPrefixesAction.DROP_EXCESS;

    static final boolean LEAK_COMMUNITIES_ACCEPTED = false;
    static final boolean PASSIVE = false;

    private ModelDefaults() {
        // Hidden on purpose
    }

    static int bgpPort(final Dpu dpu) {
        return Optional.ofNullable(dpu.getBgpPort()).map(port -> port.getValue().toJava()).orElse(BGP_PORT);
    }

    static boolean enabled(final TenantInterface tenantInterface) {
        return Optional.ofNullable(tenantInterface.getEnabled()).orElse(ENABLED);
    }

    static SessionTimers timers(final TenantInterface tenantInterface) {
        final var timers = Optional.ofNullable(tenantInterface.getTimers());
        return new SessionTimers(timers.map(Timers::getHoldTime).map(Uint16::toJava).orElse(HOLD_TIME),
            timers.map(Timers::getKeepaliveInterval).map(Uint16::toJava).orElse(KEEPALIVE_INTERVAL),
            timers.map(Timers::getSendHoldTime).map(Uint16::toJava).orElse(SEND_HOLD_TIME));
    }

    static boolean ttlSecurity(final TenantInterface tenantInterface) {
        return Optional.ofNullable(tenantInterface.getTtlSecurity()).orElse(TTL_SECURITY);
    }

    static int maximumPrefixes(final TenantInterface tenantInterface) {
        return Optional.ofNullable(tenantInterface.getLimits()).map(Limits::getMaximumPrefixes)
            .map(limit -> limit.intValue()).orElse(MAXIMUM_PREFIXES);
    }

    static long maximumPrefixes(final Neighbor neighbor) {
        return Optional.ofNullable(neighbor.getMaximumPrefixes()).map(limit -> limit.toJava())
            .orElse(NEIGHBOR_MAXIMUM_PREFIXES);
    }

    static MaximumPrefixesAction maximumPrefixesAction(final TenantInterface tenantInterface) {
        return Optional.ofNullable(tenantInterface.getLimits()).map(Limits::getMaximumPrefixesAction)
            .map(ModelDefaults::action).orElse(MAXIMUM_PREFIXES_ACTION);
    }

    static boolean leakCommunitiesAccepted(final RoutingProfile profile) {
        return Optional.ofNullable(profile.getTenantLeakCommunitiesAccepted()).orElse(LEAK_COMMUNITIES_ACCEPTED);
    }

    static boolean passive(final Neighbor neighbor) {
        return Optional.ofNullable(neighbor.getPassive()).orElse(PASSIVE);
    }

    private static MaximumPrefixesAction action(
            final org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.MaximumPrefixesAction yang) {
        return switch (yang) {
            case DropExcess -> MaximumPrefixesAction.DROP_EXCESS;
            case Teardown -> MaximumPrefixesAction.TEARDOWN;
        };
    }
}

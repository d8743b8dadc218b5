/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tenantbgp.session.SessionTimers;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opendaylight.mdsal.binding.runtime.spi.BindingRuntimeHelpers;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.DpuBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.Fabric;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.TenantInterfaces;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.fabric.Neighbors;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.fabric.neighbors.Neighbor;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterface;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterfaceBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.Limits;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.LimitsBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.Timers;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.TimersBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.EntryName;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.LeafSchemaNode;

class ModelDefaultsTest {
    private static final EffectiveModelContext MODEL = BindingRuntimeHelpers.createEffectiveModel(Dpu.class);

    static Stream<Arguments> defaults() {
        return Stream.of(
            Arguments.of(ModelDefaults.BGP_PORT, path("bgp-port", Dpu.QNAME)),
            Arguments.of(ModelDefaults.ENABLED, path("enabled", Dpu.QNAME, TenantInterfaces.QNAME,
                TenantInterface.QNAME)),
            Arguments.of(ModelDefaults.HOLD_TIME, timers("hold-time")),
            Arguments.of(ModelDefaults.KEEPALIVE_INTERVAL, timers("keepalive-interval")),
            Arguments.of(ModelDefaults.SEND_HOLD_TIME, timers("send-hold-time")),
            Arguments.of(ModelDefaults.TTL_SECURITY, path("ttl-security", Dpu.QNAME, TenantInterfaces.QNAME,
                TenantInterface.QNAME)),
            Arguments.of(ModelDefaults.MAXIMUM_PREFIXES, limits("maximum-prefixes")),
            Arguments.of(ModelDefaults.NEIGHBOR_MAXIMUM_PREFIXES, path("maximum-prefixes", Dpu.QNAME, Fabric.QNAME,
                Neighbors.QNAME, Neighbor.QNAME)),
            Arguments.of(ModelDefaults.MAXIMUM_PREFIXES_ACTION.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                limits("maximum-prefixes-action")));
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void constantIsTheModelsDefault(final Object constant, final QName[] path) {
        final var leaf = (LeafSchemaNode) MODEL.findDataTreeChild(path).orElseThrow();

        assertEquals(leaf.getType().getDefaultValue().orElseThrow(), constant.toString());
    }

    @Test
    void defaultsHoldWhereTheBindingsLeaveNull() {
        final var bare = new TenantInterfaceBuilder().setName(new EntryName("eth0"));
        assertDefaults(bare.build());
        assertDefaults(bare.setTimers(new TimersBuilder().build()).setLimits(new LimitsBuilder().build()).build());
        assertEquals(179, ModelDefaults.bgpPort(
            new DpuBuilder().setLoopback(new Ipv4AddressNoZone("192.0.2.1")).build()));
    }

    private static void assertDefaults(final TenantInterface tenantInterface) {
        assertEquals(ModelDefaults.ENABLED, ModelDefaults.enabled(tenantInterface));
        assertEquals(new SessionTimers(ModelDefaults.HOLD_TIME, ModelDefaults.KEEPALIVE_INTERVAL,
            ModelDefaults.SEND_HOLD_TIME), ModelDefaults.timers(tenantInterface));
        assertFalse(ModelDefaults.ttlSecurity(tenantInterface));
        assertEquals(ModelDefaults.MAXIMUM_PREFIXES, ModelDefaults.maximumPrefixes(tenantInterface));
        assertEquals(ModelDefaults.MAXIMUM_PREFIXES_ACTION, ModelDefaults.maximumPrefixesAction(tenantInterface));
    }

    private static QName[] timers(final String leaf) {
        return path(leaf, Dpu.QNAME, TenantInterfaces.QNAME, TenantInterface.QNAME, Timers.QNAME);
    }

    private static QName[] limits(final String leaf) {
        return path(leaf, Dpu.QNAME, TenantInterfaces.QNAME, TenantInterface.QNAME, Limits.QNAME);
    }

    private static QName[] path(final String leaf, final QName... parents) {
        return Stream.concat(Stream.of(parents), Stream.of(QName.create(Dpu.QNAME, leaf))).toArray(QName[]::new);
    }
}

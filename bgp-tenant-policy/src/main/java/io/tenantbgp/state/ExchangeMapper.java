/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.state;

import io.tenantbgp.propagation.NextHop;
import io.tenantbgp.propagation.VpcExchange;
import io.tenantbgp.propagation.VpcExport;
import io.tenantbgp.propagation.VpcImport;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.MacAddress;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.vpc.StateBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.vpc.imported.routes.ImportedRoute;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.vpc.imported.routes.ImportedRoute.Source;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.vpc.imported.routes.ImportedRouteBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.vpc.imported.routes.imported.route.NextHopBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.vpc.state.ExportedRoute;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.vpc.state.ExportedRouteBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Vni;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint8;

/** What a VPC exchanges with the fabric in the model's terms. */
final class ExchangeMapper {
    private ExchangeMapper() {
        // Hidden on purpose
    }

    static void map(final VpcExchange exchange, final StateBuilder state) {
        state.setRouteDistinguisher(exchange.routing().distinguisher().toString())
            .setExportRouteTargets(texts(exchange.routing().exportTargets()))
            .setImportRouteTargets(texts(exchange.routing().importTargets()))
            .setAlarms(Set.copyOf(exchange.alarms()))
            .setExportedRoute(exchange.exports().stream().map(ExchangeMapper::exported)
                .collect(Collectors.toMap(ExportedRoute::key, Function.identity())));
    }

    private static ExportedRoute exported(final VpcExport export) {
        final var route = new ExportedRouteBuilder()
            .setPrefix(YangNames.prefix(export.prefix()))
            .setOverlay(export.overlay())
            .setUnderlay(export.underlay());
        export.route().ifPresent(found -> route
            .setTenantAsn(YangNames.speakerAsn(found.path().tenantAsn()))
            .setTenantAsPathLength(Uint8.valueOf(found.path().hops())));
        return route.build();
    }

    static ImportedRoute imported(final VpcImport learnt) {
        return new ImportedRouteBuilder()
            .setPrefix(YangNames.prefix(learnt.prefix()))
            .setSource(learnt.overlay() ? Source.Overlay : Source.Underlay)
            .setNextHop(learnt.nextHops().stream().map(ExchangeMapper::nextHop)
                .collect(Collectors.toMap(each -> each.key(), Function.identity(), (first, second) -> first)))
            .build();
    }

    private static org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.vpc.imported.routes.imported
            .route.NextHop nextHop(final NextHop hop) {
        return new NextHopBuilder()
            .setAddress(IetfInetUtil.ipAddressNoZoneFor(hop.address().toString()))
            .setVni(new Vni(Uint32.valueOf(hop.vni().orElse(0L))))
            .setRouterMac(hop.routerMac().map(MacAddress::new).orElse(null))
            .build();
    }

    private static Set<String> texts(final Collection<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.toUnmodifiableSet());
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.state;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.config.DpuIdentity;
import io.tenantbgp.config.InterfaceAdmission;
import io.tenantbgp.config.TenantBgpConfig;
import io.tenantbgp.config.TenantInterfaceConfig;
import io.tenantbgp.config.VpcConfig;
import io.tenantbgp.edge.ListenerStatus;
import io.tenantbgp.propagation.VpcExchange;
import io.tenantbgp.session.SessionState;
import io.tenantbgp.session.SessionView;
import io.tenantbgp.session.TenantLink;
import io.tenantbgp.session.TenantPeer;
import io.tenantbgp.vpc.VpcRib;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterface;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterfaceBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.State;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.StateBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.state.Session;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.Vpc;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.VpcBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Vni;
import org.opendaylight.yangtools.yang.common.Uint32;

/**
 * Everything the operational datastore says about the DPU at one moment.
 *
 * @param config the configuration applied
 * @param gateways what each gateway address is doing
 * @param views the sessions by where they are
 * @param exchanges what each VPC exchanges with the fabric, by its name
 */
record DpuState(TenantBgpConfig config, Map<InetSocketAddress, ListenerStatus> gateways,
        Map<TenantLink, SessionView> views, Map<String, VpcExchange> exchanges) {
    DpuState {
        requireNonNull(config);
        gateways = Map.copyOf(gateways);
        views = Map.copyOf(views);
        exchanges = Map.copyOf(exchanges);
    }

    static DpuState of(final TenantBgpConfig config, final Map<InetSocketAddress, ListenerStatus> gateways,
            final List<SessionView> views, final Map<String, VpcExchange> exchanges) {
        return new DpuState(config, gateways,
            views.stream().collect(Collectors.toMap(SessionView::link, Function.identity())), exchanges);
    }

    /** The interfaces by name, with what the datastore demands of an entry beside its state. */
    Map<String, TenantInterface> interfaces(final BiFunction<TenantPeer, SessionView, Session> mapper) {
        return config.interfaces().stream().collect(Collectors.toMap(TenantInterfaceConfig::name,
            each -> new TenantInterfaceBuilder()
                .setName(YangNames.entryName(each.name()))
                .setVpc(YangNames.entryName(each.vpc()))
                .setState(state(each, mapper))
                .build()));
    }

    /** The VPCs by name, likewise. */
    Map<String, Vpc> vpcs() {
        return config.vpcs().stream().collect(Collectors.toMap(VpcConfig::name, this::vpc));
    }

    private Vpc vpc(final VpcConfig vpc) {
        final var inVpc = views.values().stream().filter(view -> view.link().vpc().equals(vpc.name())).toList();
        final var state = new org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.vpc.StateBuilder()
            .setRibId(VpcRib.ribId(vpc.name()))
            .setEstablishedSessions(Uint32.valueOf(inVpc.stream()
                .filter(view -> view.state() instanceof SessionState.Established).count()))
            .setAcceptedPrefixes(Uint32.valueOf(inVpc.stream().mapToLong(view -> view.accepted().size()).sum()));
        final var exchange = exchanges.get(vpc.name());
        if (exchange != null) {
            ExchangeMapper.map(exchange, state);
        }
        return new VpcBuilder()
            .setName(YangNames.entryName(vpc.name()))
            .setVni(new Vni(Uint32.valueOf(vpc.vni())))
            .setState(state.build())
            .build();
    }

    private State state(final TenantInterfaceConfig tenantInterface,
            final BiFunction<TenantPeer, SessionView, Session> mapper) {
        if (tenantInterface.admission() instanceof InterfaceAdmission.Closed closed) {
            return new StateBuilder().setStatus(YangNames.closed(closed.reason())).setStatusDetail(closed.detail())
                .build();
        }
        final int port = config.dpu().map(DpuIdentity::bgpPort).orElseThrow();
        final var listeners = tenantInterface.peers().stream()
            .map(peer -> gateways.getOrDefault(new InetSocketAddress(peer.link().gatewayAddress(), port),
                new ListenerStatus.Starting())).toList();
        final var detail = Stream.concat(Stream.of(tenantInterface.admission().detail()), listeners.stream()
            .filter(ListenerStatus.BindFailed.class::isInstance).map(ListenerStatus.BindFailed.class::cast)
            .map(ListenerStatus.BindFailed::detail)).filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
        return new StateBuilder()
            .setStatus(YangNames.open(listeners))
            .setStatusDetail(detail.isEmpty() ? null : detail)
            .setAnycastSitePrefixesInEffect(tenantInterface.peers().stream()
                .anyMatch(peer -> peer.importPolicy().allowedPrefixes().isDeprecatedSiteListInEffect()))
            .setSession(sessions(tenantInterface, mapper))
            .build();
    }

    private Map<org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface
            .state.SessionKey, Session> sessions(final TenantInterfaceConfig tenantInterface,
            final BiFunction<TenantPeer, SessionView, Session> mapper) {
        return tenantInterface.peers().stream()
            .map(peer -> {
                final var view = views.get(peer.link());
                return view == null ? null : mapper.apply(peer, view);
            })
            .filter(Objects::nonNull)
            .collect(Collectors.toMap(Session::key, Function.identity()));
    }
}

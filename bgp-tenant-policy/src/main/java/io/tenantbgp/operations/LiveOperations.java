/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.operations;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.config.CommittedConfig;
import io.tenantbgp.config.DpuIdentity;
import io.tenantbgp.config.InterfaceAdmission;
import io.tenantbgp.config.TenantBgpConfig;
import io.tenantbgp.config.TenantInterfaceConfig;
import io.tenantbgp.edge.ListenerStatus;
import io.tenantbgp.fabric.FabricView;
import io.tenantbgp.operations.RefusedException.Kind;
import io.tenantbgp.policy.ImportPolicy;
import io.tenantbgp.propagation.VpcExchange;
import io.tenantbgp.propagation.VpcExchanges;
import io.tenantbgp.propagation.VpcImport;
import io.tenantbgp.session.SessionState;
import io.tenantbgp.session.SessionView;
import io.tenantbgp.session.TenantLink;
import io.tenantbgp.session.TenantPeer;
import io.tenantbgp.session.TenantSessions;
import io.tenantbgp.state.YangNames;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opendaylight.mdsal.binding.api.DataBroker;

/** Answers from the sessions and the configuration of the running edge. */
public final class LiveOperations implements TenantBgpOperations {
    private static final int MOST_NAMES = 20;

    private final Supplier<TenantBgpConfig> config;
    private final Supplier<Map<InetSocketAddress, ListenerStatus>> gateways;
    private final TenantSessions sessions;
    private final Supplier<List<FabricView>> fabric;
    private final VpcExchanges exchanges;
    private final DataBroker broker;
    private final Function<CommittedConfig, TenantBgpConfig> mapping;

    /**
     * Ready to answer.
     *
     * @param config the configuration applied
     * @param gateways what each gateway address is doing
     * @param sessions the sessions
     * @param fabric the neighbours in the fabric
     * @param exchanges what the VPCs exchange with it
     * @param broker the datastore, whose committed configuration a candidate is tried in
     * @param mapping what a committed configuration would be in effect
     */
    public LiveOperations(final Supplier<TenantBgpConfig> config,
            final Supplier<Map<InetSocketAddress, ListenerStatus>> gateways, final TenantSessions sessions,
            final Supplier<List<FabricView>> fabric, final VpcExchanges exchanges, final DataBroker broker,
            final Function<CommittedConfig, TenantBgpConfig> mapping) {
        this.config = requireNonNull(config);
        this.gateways = requireNonNull(gateways);
        this.sessions = requireNonNull(sessions);
        this.fabric = requireNonNull(fabric);
        this.exchanges = requireNonNull(exchanges);
        this.broker = requireNonNull(broker);
        this.mapping = requireNonNull(mapping);
    }

    @Override
    public TenantBgpConfig config() {
        return config.get();
    }

    @Override
    public CompletionStage<List<SessionReport>> sessions() {
        final var now = config.get();
        return views().thenApply(views -> now.interfaces().stream()
            .flatMap(each -> reports(each, now, views)).toList());
    }

    @Override
    public List<FabricView> fabric() {
        return fabric.get();
    }

    @Override
    public CompletionStage<Map<String, VpcExchange>> vpcs() {
        return exchanges.exchanges(fabric.get());
    }

    @Override
    public CompletionStage<List<VpcImport>> imports(final String vpc) {
        return exchanges.imports(vpc);
    }

    @Override
    public CompletionStage<PrefixAnswer> explain(final PrefixQuestion question) {
        final var now = config.get();
        final TenantInterfaceConfig asked;
        try {
            asked = open(now, question.interfaceName());
            requireAdmitted(question.tenantAsn(), asked);
        } catch (RefusedException e) {
            return CompletableFuture.failedFuture(e);
        }
        return views().thenApply(views -> Explainer.answer(question, asked, views));
    }

    private static void requireAdmitted(final OptionalLong tenantAsn, final TenantInterfaceConfig asked)
            throws RefusedException {
        final var policy = asked.peers().get(0).openPolicy();
        if (tenantAsn.isPresent() && !policy.admits(tenantAsn.getAsLong())) {
            throw new RefusedException(Kind.INVALID, "no session with tenant ASN " + tenantAsn.getAsLong()
                + " comes up, and none of its prefixes is accepted: the site admits "
                + policy.tenantAsn().describe(policy.dpuAsn()));
        }
    }

    @Override
    public CompletionStage<ProfilePreview> preview(final ProfileCandidate candidate) {
        return CommittedConfig.read(broker).thenComposeAsync(committed -> {
            final var changed = committed.with(candidate.name(), candidate.allowedPrefixes(),
                candidate.leakCommunitiesAccepted());
            if (changed.isEmpty()) {
                return CompletableFuture.failedFuture(new RefusedException(Kind.UNKNOWN, "the site has no routing "
                    + "profile " + candidate.name() + "; there are: " + names(committed.routingProfiles())));
            }
            final var concerned = mapping.apply(changed.orElseThrow()).interfaces().stream()
                .filter(each -> each.routingProfile().equals(Optional.of(candidate.name())))
                .filter(each -> !each.peers().isEmpty()).toList();
            final Map<TenantLink, ImportPolicy> policies = concerned.stream().flatMap(each -> each.peers().stream())
                .collect(Collectors.toMap(TenantPeer::link, TenantPeer::importPolicy));
            return sessions.preview(peer -> Optional.ofNullable(policies.get(peer.link())))
                .thenApply(previews -> new ProfilePreview(
                    concerned.stream().map(TenantInterfaceConfig::name).toList(), previews));
        });
    }

    private CompletionStage<Map<TenantLink, SessionView>> views() {
        return sessions.views().thenApply(views -> views.stream()
            .collect(Collectors.toMap(SessionView::link, Function.identity())));
    }

    private Stream<SessionReport> reports(final TenantInterfaceConfig each, final TenantBgpConfig now,
            final Map<TenantLink, SessionView> views) {
        if (each.admission() instanceof InterfaceAdmission.Closed closed) {
            return each.hostAddresses().stream().map(host -> new SessionReport(each.name(), each.vpc(), host,
                YangNames.closed(closed.reason()).getName(), Optional.empty(), Optional.empty(), closed.detail()));
        }
        final int port = now.dpu().map(DpuIdentity::bgpPort).orElseThrow();
        return each.peers().stream().map(peer -> report(peer, Optional.ofNullable(views.get(peer.link())),
            gateways.get().getOrDefault(new InetSocketAddress(peer.link().gatewayAddress(), port),
                new ListenerStatus.Starting()), each.admission().detail()));
    }

    private static SessionReport report(final TenantPeer peer, final Optional<SessionView> view,
            final ListenerStatus listener, final String detail) {
        final var state = view.map(SessionView::state).orElseGet(SessionState.Active::new);
        final boolean waits = state instanceof SessionState.Active;
        final var failure = listener instanceof ListenerStatus.BindFailed failed ? failed.detail() : detail;
        return new SessionReport(peer.link().interfaceName(), peer.link().vpc(), peer.hostAddress(),
            waits && !(listener instanceof ListenerStatus.Listening) ? YangNames.open(List.of(listener)).getName()
                : state.name(), Optional.of(peer), view, failure);
    }

    private static TenantInterfaceConfig open(final TenantBgpConfig config, final String name)
            throws RefusedException {
        final var found = config.interfaces().stream().filter(each -> each.name().equals(name)).findFirst()
            .orElseThrow(() -> new RefusedException(Kind.UNKNOWN, "there is no tenant interface " + name
                + "; there are: " + names(config.interfaces().stream().map(TenantInterfaceConfig::name).toList())));
        if (found.admission() instanceof InterfaceAdmission.Closed closed) {
            throw new RefusedException(Kind.CLOSED, "tenant interface " + name + " is closed ("
                + YangNames.closed(closed.reason()).getName() + "): " + closed.detail());
        }
        return found;
    }

    private static String names(final Collection<String> names) {
        return names.isEmpty() ? "none" : names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
            + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "");
    }
}

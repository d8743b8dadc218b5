/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.net.InetAddresses;
import io.tenantbgp.config.TenantBgpConfig;
import io.tenantbgp.edge.ListenerStatus;
import io.tenantbgp.evpn.RouteDistinguisher;
import io.tenantbgp.evpn.RouteTarget;
import io.tenantbgp.fabric.FabricView;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.PrefixSet;
import io.tenantbgp.propagation.ImportChanges;
import io.tenantbgp.propagation.ImportTable;
import io.tenantbgp.propagation.LearntRoute;
import io.tenantbgp.propagation.NextHop;
import io.tenantbgp.propagation.Routing;
import io.tenantbgp.propagation.VpcExchange;
import io.tenantbgp.propagation.VpcExchanges;
import io.tenantbgp.propagation.VpcImport;
import io.tenantbgp.propagation.VpcRouting;
import io.tenantbgp.session.SpeakerPeers;
import io.tenantbgp.session.TenantPeer;
import io.tenantbgp.session.TenantSessions;
import io.tenantbgp.testing.Await;
import io.tenantbgp.testing.Configured;
import io.tenantbgp.testing.Datastore;
import io.tenantbgp.testing.Encryption;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;

class StatePublisherTest {
    private static final InstanceIdentifier<Dpu> DPU = InstanceIdentifier.create(Dpu.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final TenantSessions sessions = new TenantSessions(new NoSpeaker());
    private final Learnt learnt = new Learnt();
    private volatile TenantBgpConfig config = TenantBgpConfig.EMPTY;
    private volatile Map<InetSocketAddress, ListenerStatus> gateways = Map.of();
    private Datastore datastore;
    private UnreliableBroker broker;
    private StatePublisher publisher;

    @BeforeEach
    void start() throws Exception {
        datastore = Datastore.start();
        broker = new UnreliableBroker(datastore.broker());
        publisher = publisher();
    }

    @AfterEach
    void stop() {
        publisher.close();
        timer.shutdownNow();
    }

    @Test
    void configuredInterfaceAppearsFollowsItsListenerAndGoesWithTheConfiguration() {
        apply(Configured.dpu(Configured.BLUE, Configured.ETH0));
        awaitState("65000 {eth0=starting}");

        gateways = config.peers().collect(Collectors.toMap(
            peer -> new InetSocketAddress(peer.link().gatewayAddress(), 179), peer -> new ListenerStatus.Listening()));
        awaitState("65000 {eth0=listening}");

        apply(Configured.dpu(Configured.BLUE, Configured.tenantInterface("eth1", "blue",
            Configured.ipv4("10.0.1.1", "10.0.1.2"), "'enabled': false")));
        awaitState("65000 {eth1=disabled}");

        config = TenantBgpConfig.EMPTY;
        awaitNothing();
    }

    @Test
    void mistakeOfTheStoredConfigurationIsToldUntilItIsCorrected() {
        apply(Configured.dpu(Configured.BLUE, Configured.tenantInterface("eth0", "blue",
            Configured.ipv4("10.0.0.1", "10.7.0.2"))));
        final var told = Await.until("the mistake is published", this::configurationErrors, seen -> seen.size() == 1);
        assertEquals("/tenant-bgp-dpu:dpu/tenant-interfaces/tenant-interface[name='eth0']/ipv4/host-address: "
            + "tenant interface eth0: host address 10.7.0.2 is not in 10.0.0.0/24, the subnet of gateway address "
            + "10.0.0.1: correct one of them or prefix-length", told.get(0));
        awaitState("65000 {eth0=address-conflict}");

        apply(Configured.dpu(Configured.BLUE, Configured.ETH0));
        Await.until("the mistake is gone", this::configurationErrors, List::isEmpty);
    }

    private List<String> configurationErrors() {
        return state().stream().flatMap(dpu -> dpu.nonnullConfigurationError().values().stream())
            .map(each -> each.getPath() + ": " + each.getMessage()).toList();
    }

    @Test
    void sessionOfAnOpenInterfaceIsThereBeforeAnyConnection() {
        apply(Configured.dpu(Configured.BLUE, Configured.ETH0));
        final var session = Await.until("the session is published", () -> state().flatMap(dpu -> dpu
            .getTenantInterfaces().nonnullTenantInterface().values().iterator().next().getState().nonnullSession()
            .values().stream().findFirst()), Optional::isPresent).orElseThrow();
        assertEquals("10.0.0.2 active", session.getHostAddress().stringValue() + " "
            + session.getSessionState().getName());
    }

    @Test
    void nothingIsWrittenWhileNothingChanges() {
        apply(Configured.dpu(Configured.BLUE, Configured.ETH0));
        awaitState("65000 {eth0=starting}");
        final int before = broker.transactions();
        // The version of the sessions moves and a gateway of nobody listens: what is published stays the same.
        sessions.onConfiguration(config.tenantPeers());
        gateways = Map.of(new InetSocketAddress("192.0.2.1", 1), new ListenerStatus.Listening());
        apply(Configured.dpu(Configured.BLUE, Configured.tenantInterface("eth0", "blue",
            Configured.ipv4("10.0.0.1", "10.0.0.2"), "'enabled': false")));
        awaitState("65000 {eth0=disabled}");
        assertEquals(before + 1, broker.transactions());
    }

    @Test
    void failedWriteIsMadeUpForWithWhatWentMeanwhile() {
        apply(Configured.dpu(Configured.BLUE, Configured.ETH0));
        awaitState("65000 {eth0=starting}");

        broker.fail(2);
        apply(Configured.dpu(Configured.BLUE, Configured.tenantInterface("eth1", "blue",
            Configured.ipv4("10.0.1.1", "10.0.1.2"))));
        awaitState("65000 {eth1=starting}");
        assertEquals(0, broker.failuresLeft());

        broker.fail(1);
        config = TenantBgpConfig.EMPTY;
        awaitNothing();
    }

    @Test
    void whatAnEarlierPublisherLeftBehindGoes() {
        apply(Configured.dpu(Configured.BLUE, Configured.ETH0));
        awaitState("65000 {eth0=starting}");
        publisher.close();
        datastore.commit(tx -> tx.put(LogicalDatastoreType.OPERATIONAL, DPU, Configured.dpu(Configured.BLUE,
            Configured.tenantInterface("eth7", "blue", Configured.ipv4("10.0.7.1", "10.0.7.2")))));

        publisher = publisher();

        awaitState("65000 {eth0=starting}");
    }

    @Test
    void closedPublisherLeavesNothingBehind() {
        apply(Configured.dpu(Configured.BLUE, Configured.ETH0));
        awaitState("65000 {eth0=starting}");

        publisher.close();

        assertEquals(Optional.empty(), datastore.operational(DPU));
    }

    @Test
    void closeDoesNotFailWhenTheDatastoreIsGone() {
        apply(Configured.dpu(Configured.BLUE, Configured.ETH0));
        awaitState("65000 {eth0=starting}");
        broker.fail(1);

        publisher.close();

        assertEquals(0, broker.failuresLeft());
    }

    @Test
    void learntRoutesComeAndGoOneByOneAndSurviveEverythingElse() {
        apply(Configured.dpu(Configured.BLUE, Configured.ETH0));
        learnt.route(Optional.empty(), Optional.of(Learnt.at("203.0.113.1/32")));
        learnt.route(Optional.empty(), Optional.of(Learnt.at("203.0.113.2/32")));
        awaitLearnt("203.0.113.1/32", "203.0.113.2/32");

        gateways = config.peers().collect(Collectors.toMap(
            peer -> new InetSocketAddress(peer.link().gatewayAddress(), 179), peer -> new ListenerStatus.Listening()));
        apply(Configured.dpu("{'name': 'blue', 'vni': 101, 'routing-profile': 'tenants'}", Configured.ETH0));
        awaitState("65000 {eth0=listening}");
        learnt.route(Optional.of(Learnt.at("203.0.113.1/32")), Optional.empty());
        awaitLearnt("203.0.113.2/32");

        // Of what a failed write has lost nothing is missing afterwards.
        broker.fail(1);
        learnt.route(Optional.empty(), Optional.of(Learnt.at("203.0.113.3/32")));
        awaitLearnt("203.0.113.2/32", "203.0.113.3/32");
        assertEquals(0, broker.failuresLeft());

        // A VPC that goes and comes back has all of them again.
        config = TenantBgpConfig.EMPTY;
        awaitNothing();
        apply(Configured.dpu(Configured.BLUE, Configured.ETH0));
        awaitLearnt("203.0.113.2/32", "203.0.113.3/32");
    }

    @Test
    void manyLearntRoutesAreWrittenInSeveralTransactions() {
        apply(Configured.dpu(Configured.BLUE, Configured.ETH0));
        awaitState("65000 {eth0=starting}");
        final int before = broker.transactions();
        for (int each = 0; each < 12_000; each++) {
            learnt.route(Optional.empty(),
                Optional.of(Learnt.at("10." + each / 256 + "." + each % 256 + ".0/24")));
        }
        Await.until("all of them", () -> learntPrefixes().size(), count -> count == 12_000);
        assertTrue(broker.transactions() >= before + 3, () -> "transactions: " + (broker.transactions() - before));
    }

    private void awaitLearnt(final String... prefixes) {
        Await.until("learnt routes", this::learntPrefixes, Set.of(prefixes)::equals);
    }

    private Set<String> learntPrefixes() {
        return state().map(dpu -> dpu.getVpcs().nonnullVpc().values().iterator().next().getImportedRoutes())
            .map(routes -> routes.nonnullImportedRoute().keySet().stream()
                .map(key -> key.getPrefix().stringValue()).collect(Collectors.toSet())).orElse(Set.of());
    }

    private StatePublisher publisher() {
        return new StatePublisher(broker, () -> config, () -> gateways, sessions, learnt, List::of, timer);
    }

    private void apply(final Dpu dpu) {
        final var next = Encryption.mapper().map(Configured.site(Configured.SITE), dpu);
        sessions.onConfiguration(next.tenantPeers());
        config = next;
    }

    private void awaitState(final String expected) {
        Await.until(expected, () -> state().map(dpu -> dpu.requireAsn().getValue() + " "
            + dpu.getTenantInterfaces().nonnullTenantInterface().values().stream()
                .map(each -> each.requireName().getValue() + "=" + (each.getState() == null ? "configured"
                    : each.getState().getStatus().getName()))
                .collect(Collectors.joining(", ", "{", "}"))).orElse("nothing"), expected::equals);
    }

    private void awaitNothing() {
        Await.until("no state is left", () -> datastore.operational(DPU), Optional::isEmpty);
    }

    private Optional<Dpu> state() {
        return datastore.operational(DPU).filter(dpu -> dpu.getTenantInterfaces() != null);
    }

    /** No connection is made here. */
    private static final class NoSpeaker implements SpeakerPeers {
        @Override
        public boolean isConfigured(final InetAddress hostAddress) {
            return false;
        }

        @Override
        public void expect(final TenantPeer peer, final long tenantAsn) {
            throw new IllegalStateException("no connection");
        }

        @Override
        public void release(final TenantPeer peer, final boolean established) {
            throw new IllegalStateException("no connection");
        }
    }

    /** VPC blue learns routes. */
    private static final class Learnt implements VpcExchanges {
        private static final Inet4Address LOOPBACK = (Inet4Address) InetAddresses.forString("192.0.2.1");
        private static final RouteTarget TARGET = RouteTarget.of(64512, 100);

        private final ImportTable table = new ImportTable(new Routing(65000, Optional.of(LOOPBACK), Optional.empty(),
            Map.of("blue", new VpcRouting(RouteDistinguisher.of(LOOPBACK, 100), 100, Set.of(TARGET), Set.of(TARGET),
                false, PrefixSet.EMPTY, Set.of(), List.of()))));
        private long version;

        static LearntRoute at(final String prefix) {
            return new LearntRoute(Prefix.parse(prefix), new NextHop(IpAddress.parse("192.0.2.2"), Optional.of(100L),
                Optional.empty()), true, Set.of(TARGET), 100, 1);
        }

        synchronized void route(final Optional<LearntRoute> before, final Optional<LearntRoute> after) {
            table.onRoute(before.or(() -> after).orElseThrow().prefix(), before, after);
            version++;
        }

        @Override
        public CompletionStage<Map<String, VpcExchange>> exchanges(final List<FabricView> neighbors) {
            return CompletableFuture.completedStage(Map.of());
        }

        @Override
        public synchronized CompletionStage<List<VpcImport>> imports(final String vpc) {
            return CompletableFuture.completedStage(table.imports(vpc));
        }

        @Override
        public synchronized CompletionStage<ImportChanges> takeImportChanges(final Map<String, Boolean> vpcs,
                final int most) {
            return CompletableFuture.completedStage(table.takeChanges(vpcs, most));
        }

        @Override
        public synchronized long version() {
            return version;
        }
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tenantbgp.config.ConfigMapper;
import io.tenantbgp.config.TenantBgpConfig;
import io.tenantbgp.edge.ListenerStatus;
import io.tenantbgp.session.SecuritySupport;
import io.tenantbgp.session.SpeakerPeers;
import io.tenantbgp.session.TenantPeer;
import io.tenantbgp.session.TenantSessions;
import io.tenantbgp.testing.Await;
import io.tenantbgp.testing.Configured;
import io.tenantbgp.testing.Datastore;
import io.tenantbgp.testing.NoExchange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private StatePublisher publisher() {
        return new StatePublisher(broker, () -> config, () -> gateways, sessions, new NoExchange(), List::of, timer);
    }

    private void apply(final Dpu dpu) {
        final var next = new ConfigMapper(SecuritySupport.FULL).map(Configured.site(Configured.SITE), dpu);
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
}

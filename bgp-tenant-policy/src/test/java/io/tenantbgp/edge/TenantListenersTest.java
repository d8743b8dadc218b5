/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.net.InetAddresses;
import io.tenantbgp.edge.ListenerStatus.BindFailed;
import io.tenantbgp.edge.ListenerStatus.Listening;
import io.tenantbgp.session.ListenerSecurity;
import io.tenantbgp.session.TcpMd5Key;
import io.tenantbgp.session.TenantChannelInitializer;
import io.tenantbgp.session.TenantEventLoops;
import io.tenantbgp.session.TenantSessions;
import io.tenantbgp.testing.Await;
import io.tenantbgp.testing.SecuredHost;
import io.tenantbgp.testing.TenantHost;
import io.tenantbgp.vpc.BgpcepPeers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.protocol.bgp.parser.spi.pojo.DefaultBGPExtensionConsumerContext;
import org.opendaylight.protocol.bgp.rib.impl.StrictBGPPeerRegistry;

/** With sockets on the loopback. */
class TenantListenersTest {
    private static final InetAddress HOST = InetAddresses.forString("127.1.0.2");

    private final int port = TenantHost.freePort();
    private final InetSocketAddress gateway = gateway("127.1.0.1");
    private final InetSocketAddress otherGateway = gateway("127.1.1.1");
    private final ScheduledExecutorService configuration = Executors.newSingleThreadScheduledExecutor();
    private final TenantEventLoops loops = TenantEventLoops.start(1);
    private final TenantListeners listeners = listeners();

    @AfterEach
    void stop() throws Exception {
        onConfigurationThread(() -> listeners.retain(Map.of()));
        configuration.shutdownNow();
        loops.close();
    }

    @Test
    void desiredGatewaysListenAndNoOtherAddress() throws Exception {
        onConfigurationThread(() -> listeners.open(open(gateway, otherGateway)));

        awaitStatus(gateway, Listening.class);
        awaitStatus(otherGateway, Listening.class);
        assertTrue(TenantHost.isListening(HOST, gateway));
        assertTrue(TenantHost.isListening(HOST, otherGateway));
        assertFalse(TenantHost.isListening(HOST, gateway("127.0.0.1")));
        assertFalse(TenantHost.isListening(HOST, gateway("127.1.0.3")));
    }

    @Test
    void gatewayThatIsNoLongerDesiredIsRefusedByTheKernelWhenRetainReturns() throws Exception {
        onConfigurationThread(() -> listeners.open(open(gateway, otherGateway)));
        awaitStatus(gateway, Listening.class);
        awaitStatus(otherGateway, Listening.class);

        onConfigurationThread(() -> listeners.retain(open(otherGateway)));

        assertFalse(TenantHost.isListening(HOST, gateway));
        assertTrue(TenantHost.isListening(HOST, otherGateway));
        assertEquals(Set.of(otherGateway), listeners.statuses().keySet());
    }

    @Test
    void gatewayThatIsDesiredAgainListensAgain() throws Exception {
        for (int i = 0; i < 5; i++) {
            onConfigurationThread(() -> listeners.open(open(gateway)));
            awaitStatus(gateway, Listening.class);
            onConfigurationThread(() -> listeners.retain(Map.of()));
            assertFalse(TenantHost.isListening(HOST, gateway));
        }
    }

    @Test
    void openingAnOpenGatewayAgainChangesNothing() throws Exception {
        onConfigurationThread(() -> listeners.open(open(gateway)));
        awaitStatus(gateway, Listening.class);

        onConfigurationThread(() -> listeners.open(open(gateway)));

        onConfigurationThread(() -> assertEquals(Map.of(gateway, new Listening()), listeners.statuses()));
    }

    @Test
    void addressThatIsNotOnTheMachineFailsToBindAndSaysWhatToDo() throws Exception {
        // TEST-NET-1 (RFC 5737)
        final var absent = gateway("192.0.2.77");

        onConfigurationThread(() -> listeners.open(open(absent)));

        final var failed = assertInstanceOf(BindFailed.class, awaitStatus(absent, BindFailed.class));
        assertTrue(failed.detail().startsWith("cannot listen on 192.0.2.77 port " + port)
            && failed.detail().contains("put the address on the DPU's tenant interface"), failed.detail());
    }

    @Test
    void portInUseIsTriedAgainUntilItIsFree() throws Exception {
        try (var squatter = new ServerSocket()) {
            squatter.bind(gateway);
            onConfigurationThread(() -> listeners.open(open(gateway)));
            awaitStatus(gateway, BindFailed.class);
        }

        awaitStatus(gateway, Listening.class);
        assertTrue(TenantHost.isListening(HOST, gateway));
    }

    @Test
    void gatewayThatCouldNotBeBoundAndIsNoLongerDesiredIsNotTriedAgain() throws Exception {
        try (var squatter = new ServerSocket()) {
            squatter.bind(gateway);
            onConfigurationThread(() -> listeners.open(open(gateway)));
            awaitStatus(gateway, BindFailed.class);
            onConfigurationThread(() -> listeners.retain(Map.of()));
        }

        // By then the attempt that was scheduled before has been made.
        configuration.schedule(() -> { }, 1500, TimeUnit.MILLISECONDS).get(20, TimeUnit.SECONDS);
        assertEquals(Map.of(), listeners.statuses());
        assertFalse(TenantHost.isListening(HOST, gateway));
    }

    @Test
    void listenerThatIsBoundWhenItIsNoLongerDesiredIsClosed() throws Exception {
        onConfigurationThread(() -> {
            // The outcome of the bind waits for the configuration thread, which has dropped it by then.
            listeners.open(open(gateway));
            listeners.retain(Map.of());
        });

        Await.until("refused", () -> TenantHost.isListening(HOST, gateway), listening -> !listening);
        assertEquals(Map.of(), listeners.statuses());
    }

    @Test
    void gatewayThatWasDroppedAndDesiredAgainWhileItWasBoundEndsUpListening() throws Exception {
        onConfigurationThread(() -> {
            // Two binds of one address are under way, of which the kernel refuses the second.
            listeners.open(open(gateway));
            listeners.retain(Map.of());
            listeners.open(open(gateway));
        });

        awaitStatus(gateway, Listening.class);
        assertTrue(TenantHost.isListening(HOST, gateway));
        onConfigurationThread(() -> listeners.retain(Map.of()));
        assertFalse(TenantHost.isListening(HOST, gateway));
    }

    @Test
    void keyThatChangesIsInEffectOnTheListeningSocketWhenRetainReturns() throws Exception {
        onConfigurationThread(() -> listeners.open(secured("old")));
        awaitStatus(gateway, Listening.class);
        assertTrue(SecuredHost.at(HOST).key("old").connects(gateway));

        onConfigurationThread(() -> listeners.retain(secured("new")));

        assertFalse(SecuredHost.at(HOST).key("old").connects(gateway));
        assertTrue(SecuredHost.at(HOST).key("new").connects(gateway));
        onConfigurationThread(() -> listeners.retain(open(gateway)));
        assertFalse(SecuredHost.at(HOST).key("new").connects(gateway));
        assertTrue(SecuredHost.at(HOST).connects(gateway));
    }

    @Test
    void keyThatChangesWhileTheSocketIsBoundIsInEffectWhenRetainReturns() throws Exception {
        onConfigurationThread(() -> {
            listeners.open(open(gateway));
            listeners.retain(secured("new"));
            // The configuration thread has not heard of the bind yet.
            assertFalse(SecuredHost.at(HOST).connects(gateway));
        });

        awaitStatus(gateway, Listening.class);
        assertFalse(SecuredHost.at(HOST).connects(gateway));
        assertTrue(SecuredHost.at(HOST).key("new").connects(gateway));
    }

    @Test
    void gatewayWhoseKeysTheKernelDoesNotTakeDoesNotListenInClear() throws Exception {
        onConfigurationThread(() -> listeners.open(open(gateway)));
        awaitStatus(gateway, Listening.class);

        onConfigurationThread(() -> listeners.retain(Map.of(gateway, new ListenerSecurity(tooMany(), false, false))));

        assertFalse(TenantHost.isListening(HOST, gateway));
        final var failed = assertInstanceOf(BindFailed.class, awaitStatus(gateway, BindFailed.class));
        assertTrue(failed.detail().contains("net.core.optmem_max") && !failed.detail().contains("secret"),
            failed.detail());
        onConfigurationThread(() -> listeners.retain(secured("new")));
        awaitStatus(gateway, Listening.class);
        assertFalse(SecuredHost.at(HOST).connects(gateway));
        assertTrue(SecuredHost.at(HOST).key("new").connects(gateway));
    }

    @Test
    void gatewayWhoseKeysTheKernelDoesNotTakeRightAfterItsBindIsTriedAgainOnce() throws Exception {
        onConfigurationThread(() -> {
            listeners.open(open(gateway));
            listeners.retain(Map.of(gateway, new ListenerSecurity(tooMany(), false, false)));
            listeners.retain(secured("new"));
        });

        awaitStatus(gateway, Listening.class);
        // A second attempt would have failed by then.
        configuration.schedule(() -> { }, 1500, TimeUnit.MILLISECONDS).get(20, TimeUnit.SECONDS);
        awaitStatus(gateway, Listening.class);
        assertTrue(SecuredHost.at(HOST).key("new").connects(gateway));
        assertFalse(SecuredHost.at(HOST).connects(gateway));
    }

    /** More keys than the kernel keeps for one socket. */
    private static Map<InetAddress, TcpMd5Key> tooMany() {
        return IntStream.range(0, 1 << 14).boxed().collect(Collectors.toMap(
            number -> InetAddresses.fromInteger(0x7f020000 + number), number -> new TcpMd5Key("secret")));
    }

    private Map<InetSocketAddress, ListenerSecurity> secured(final String password) {
        return Map.of(gateway, new ListenerSecurity(Map.of(HOST, new TcpMd5Key(password)), false, false));
    }

    private TenantListeners listeners() {
        final var registry = new StrictBGPPeerRegistry();
        return new TenantListeners(loops, new TenantChannelInitializer(new TenantSessions(new BgpcepPeers(registry)),
            new DefaultBGPExtensionConsumerContext().getMessageRegistry(), registry), configuration);
    }

    private ListenerStatus awaitStatus(final InetSocketAddress address, final Class<? extends ListenerStatus> status) {
        return Await.until(status.getSimpleName() + " on " + address, listeners::statuses,
            statuses -> status.isInstance(statuses.get(address))).get(address);
    }

    private static Map<InetSocketAddress, ListenerSecurity> open(final InetSocketAddress... gateways) {
        return Stream.of(gateways).collect(Collectors.toMap(Function.identity(), each -> ListenerSecurity.NONE));
    }

    private void onConfigurationThread(final Runnable work) throws Exception {
        final Future<?> done = configuration.submit(work);
        done.get(20, TimeUnit.SECONDS);
    }

    private InetSocketAddress gateway(final String address) {
        return new InetSocketAddress(InetAddresses.forString(address), port);
    }
}

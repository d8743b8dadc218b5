/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.edge;

import static io.tenantbgp.testing.Configured.BLUE;
import static io.tenantbgp.testing.Edge.tenantInterface;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.config.TenantBgpConfig;
import io.tenantbgp.session.SessionState;
import io.tenantbgp.session.SessionView;
import io.tenantbgp.testing.Await;
import io.tenantbgp.testing.Bgpcep;
import io.tenantbgp.testing.Datastore;
import io.tenantbgp.testing.Edge;
import io.tenantbgp.testing.TenantHost;
import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With BGPCEP's own RIBs and tenants on the loopback. */
class TenantEdgeTest {
    private static final String RED = "{'name': 'red', 'vni': 200, 'routing-profile': 'tenants'}";
    private static final String VPCS = BLUE + ", " + RED;
    // NOTIFICATION: error code and subcode (RFC 4486)
    private static final String DISABLED = TenantHost.shutdown("tenant interface disabled");
    private static final String STOPPING = TenantHost.shutdown("the DPU is stopping");
    private static final String PEER_DECONFIGURED = "3:0603";
    private static final String CONNECTION_REJECTED = "3:0605";
    private static final String OTHER_CONFIGURATION_CHANGE = "3:0606";

    private Bgpcep bgpcep;
    private Edge edge;

    @BeforeEach
    void start() throws Exception {
        final var datastore = Datastore.start();
        bgpcep = Bgpcep.idle(datastore);
        edge = new Edge(datastore, bgpcep);
    }

    @AfterEach
    void stop() {
        edge.close();
        bgpcep.close();
    }

    @Test
    void interfaceListensWhenBgpcepHasItsNeighboursAndNotBefore() throws Exception {
        final var config = edge.apply(edge.map(VPCS, tenantInterface(0, "blue") + "," + tenantInterface(1, "red")));

        assertEquals(config, edge.edge().applied());
        assertEquals(Map.of(), edge.edge().listenerStatuses());
        assertFalse(edge.isListening(0));

        bgpcep.follow();
        edge.awaitListening(0, 1);
        assertEquals(Optional.of("tenant-vpc-red"), bgpcep.ribOf(edge.map(VPCS, tenantInterface(1, "red")).peers()
            .findFirst().orElseThrow().hostAddress()));
        edge.establish(0).close();
    }

    @Test
    void tenantIsEstablishedAndItsRoutesAreAccepted() throws Exception {
        open(edge.map(VPCS, tenantInterface(0, "blue")), 0);

        try (var tenant = edge.establish(0)) {
            tenant.announce(Edge.TENANT_ASN, "cb007107");

            final var view = awaitView(0, seen -> !seen.accepted().isEmpty());
            assertTrue(view.state() instanceof SessionState.Established, view::toString);
            assertEquals("203.0.113.7/32", view.accepted().get(0).prefix().toString());
        }
        awaitView(0, seen -> seen.state() instanceof SessionState.Active);
    }

    @Test
    void disabledInterfaceIsRefusedByTheKernelAndItsSessionEnds() throws Exception {
        open(edge.map(VPCS, tenantInterface(0, "blue") + "," + tenantInterface(1, "blue")), 0, 1);
        try (var tenant = edge.establish(0); var other = edge.establish(1)) {
            edge.apply(edge.map(VPCS, tenantInterface(0, "blue", "'enabled': false") + ","
                + tenantInterface(1, "blue")));

            assertFalse(edge.isListening(0));
            assertEquals(DISABLED, tenant.readToTheEnd());
            assertTrue(edge.isListening(1));
            awaitView(1, seen -> seen.state() instanceof SessionState.Established);
        }

        open(edge.map(VPCS, tenantInterface(0, "blue") + "," + tenantInterface(1, "blue")), 0);
        edge.establish(0).close();
    }

    @Test
    void removedInterfaceIsRefusedByTheKernelAndItsSessionEnds() throws Exception {
        open(edge.map(VPCS, tenantInterface(0, "blue")), 0);
        try (var tenant = edge.establish(0)) {
            edge.apply(TenantBgpConfig.EMPTY);

            assertFalse(edge.isListening(0));
            assertEquals(PEER_DECONFIGURED, tenant.readToTheEnd());
        }
        Await.until("no RIB", bgpcep::ribs, List::isEmpty);
    }

    @Test
    void tenantThatMovesToAnotherVpcConnectsAgainIntoThatOne() throws Exception {
        open(edge.map(VPCS, tenantInterface(0, "blue")), 0);
        try (var tenant = edge.establish(0)) {
            final var config = edge.apply(edge.map(VPCS, tenantInterface(0, "red")));

            assertEquals(OTHER_CONFIGURATION_CHANGE, tenant.readToTheEnd());
            final var host = config.peers().findFirst().orElseThrow().hostAddress();
            Await.until("in the RIB of red", () -> bgpcep.ribOf(host), Optional.of("tenant-vpc-red")::equals);
        }
        reconnect(0).close();
    }

    @Test
    void bgpcepThatDoesNotFollowKeepsNothingOpenThatTheConfigurationCloses() throws Exception {
        open(edge.map(VPCS, tenantInterface(0, "blue") + "," + tenantInterface(1, "blue")), 0, 1);
        try (var moving = edge.establish(0); var disabled = edge.establish(1);
                var wedge = bgpcep.wedge()) {
            // For this BGPCEP is waited for in vain,
            edge.apply(edge.map(VPCS, tenantInterface(0, "red") + "," + tenantInterface(1, "blue")));
            final long start = System.nanoTime();
            // and this does not wait for it.
            edge.apply(edge.map(VPCS, tenantInterface(0, "red") + "," + tenantInterface(1, "blue",
                "'enabled': false")));

            assertFalse(edge.isListening(1));
            assertEquals(DISABLED, disabled.readToTheEnd());
            assertEquals(OTHER_CONFIGURATION_CHANGE, moving.readToTheEnd());
            assertTrue(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) < 15);
            // The neighbour is still in the RIB of blue.
            try (var again = edge.connect(0)) {
                again.sendOpen(Edge.TENANT_ASN);
                assertEquals(CONNECTION_REJECTED, again.readToTheEnd());
            }
        }

        reconnect(0).close();
    }

    @Test
    void tenantsThatConfirmWhileTheirNeighbourGoesDoNoHarm() throws Exception {
        for (int i = 0; i < 20; i++) {
            open(edge.map(VPCS, tenantInterface(0, "blue")), 0);
            try (var tenant = edge.confirm(0)) {
                if (i % 2 == 0) {
                    edge.apply(edge.map(VPCS, tenantInterface(0, "red")));
                }
                edge.apply(edge.map(VPCS, ""));

                awaitEnd(tenant);
            }
        }

        open(edge.map(VPCS, tenantInterface(0, "blue")), 0);
        try (var tenant = edge.establish(0)) {
            tenant.announce(Edge.TENANT_ASN, "cb007107");
            awaitView(0, seen -> seen.accepted().size() == 1);
        }
    }

    @Test
    void closedEdgeEndsItsSessionsAndRefusesConnections() throws Exception {
        open(edge.map(VPCS, tenantInterface(0, "blue")), 0);
        try (var tenant = edge.establish(0)) {
            edge.close();

            assertEquals(STOPPING, tenant.readToTheEnd());
            assertFalse(edge.isListening(0));
        }
    }

    private void open(final TenantBgpConfig config, final int... numbers) {
        bgpcep.follow();
        edge.apply(config);
        edge.awaitListening(numbers);
    }

    /** A tenant tries again until it is let in. */
    private TenantHost reconnect(final int number) {
        return Await.until("established again", () -> {
            try {
                final var tenant = edge.connect(number);
                tenant.sendOpen(Edge.TENANT_ASN);
                if (tenant.read().startsWith("1:") && "4:".equals(tenant.read())) {
                    return Optional.of(tenant);
                }
                tenant.close();
            } catch (IOException e) {
                // Not let in yet.
            }
            return Optional.<TenantHost>empty();
        }, Optional::isPresent).orElseThrow();
    }

    private static void awaitEnd(final TenantHost tenant) throws IOException {
        try {
            tenant.readToTheEnd();
        } catch (SocketException e) {
            // Closed with something of the tenant unread; a session that lives on would be a timeout.
        }
    }

    private SessionView awaitView(final int number, final Predicate<SessionView> expected) {
        return Await.until("the view of eth" + number, () -> edge.view(number), expected);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.state;

import static io.tenantbgp.testing.Configured.BLUE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.testing.Await;
import io.tenantbgp.testing.Bgpcep;
import io.tenantbgp.testing.Configured;
import io.tenantbgp.testing.Datastore;
import io.tenantbgp.testing.Edge;
import io.tenantbgp.testing.NoExchange;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterface;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterfaceKey;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.state.Session;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.VpcKey;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;

/** With sessions on the loopback and MD-SAL's operational datastore. */
class PublishedSessionTest {
    private static final InstanceIdentifier<Dpu> DPU = InstanceIdentifier.create(Dpu.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private Datastore datastore;
    private Bgpcep bgpcep;
    private Edge edge;
    private StatePublisher publisher;

    @BeforeEach
    void start() throws Exception {
        datastore = Datastore.start();
        bgpcep = Bgpcep.start(datastore);
        edge = new Edge(datastore, bgpcep);
        publisher = new StatePublisher(datastore.broker(), edge.edge()::applied, edge.edge()::listenerStatuses,
            edge.sessions(), new NoExchange(), edge.edge()::fabric, timer);
    }

    @AfterEach
    void stop() {
        publisher.close();
        timer.shutdownNow();
        edge.close();
        bgpcep.close();
    }

    @Test
    void interfacesShowWhetherTheyListen() {
        // TEST-NET-1 (RFC 5737) is on no machine.
        edge.apply(edge.map(BLUE, Edge.tenantInterface(0, "blue") + ","
            + Edge.tenantInterface(1, "blue", "'enabled': false") + ","
            + Configured.tenantInterface("absent", "blue", Configured.ipv4("192.0.2.77", "192.0.2.78"))));

        final var dpu = awaitDpu(seen -> "listening".equals(status(seen, "eth0"))
            && "bind-failed".equals(status(seen, "absent")));

        assertEquals("disabled", status(dpu, "eth1"));
        assertEquals(65000, dpu.getAsn().getValue().toJava());
        assertEquals("192.0.2.1", dpu.getLoopback().getValue());
        final var detail = tenantInterface(dpu, "absent").getState().getStatusDetail();
        assertTrue(detail.contains("192.0.2.77"), detail);
        assertEquals("active", session(dpu).getSessionState().getName());
    }

    @Test
    void sessionIsFollowedFromItsConnectionToItsEnd() throws Exception {
        edge.apply(edge.map(BLUE, Edge.tenantInterface(0, "blue")));
        edge.awaitListening(0);

        try (var tenant = edge.connect(0)) {
            awaitSession("open-sent");
            tenant.sendOpen(Edge.TENANT_ASN);
            assertEquals(Edge.TENANT_ASN, awaitSession("open-confirm").getTenantAsn().getValue().intValue());
            tenant.sendKeepalive();
            awaitSession("established");
            tenant.announce(Edge.TENANT_ASN, "cb007107");
            tenant.announce(Edge.TENANT_ASN, "c6336407");

            final var dpu = awaitDpu(seen -> session(seen).nonnullAcceptedPrefix().size() == 1
                && session(seen).nonnullRejectedPrefix().size() == 1);
            assertEquals("203.0.113.7/32",
                session(dpu).nonnullAcceptedPrefix().values().iterator().next().getPrefix().stringValue());
            final var rejected = session(dpu).nonnullRejectedPrefix().values().iterator().next();
            assertEquals("198.51.100.7/32", rejected.getPrefix().stringValue());
            assertEquals("not-in-allowed-prefixes", rejected.getReason().getName());
            final var vpc = dpu.getVpcs().nonnullVpc().get(new VpcKey(YangNames.entryName("blue"))).getState();
            assertEquals(1, vpc.getEstablishedSessions().intValue());
            assertEquals(1, vpc.getAcceptedPrefixes().intValue());
        }

        final var ended = awaitSession("active");
        assertEquals(0, ended.getAcceptedPrefixCount().intValue());
        assertEquals("local", ended.getLastError().getDirection().getName());
    }

    @Test
    void aLongListOfRejectedPrefixesIsTrueInTheEnd() throws Exception {
        edge.apply(edge.map(BLUE, Edge.tenantInterface(0, "blue")));
        edge.awaitListening(0);

        try (var tenant = edge.connect(0)) {
            tenant.sendOpen(Edge.TENANT_ASN);
            tenant.sendKeepalive();
            awaitSession("established");
            for (int i = 0; i < 990; i++) {
                tenant.announce(Edge.TENANT_ASN, String.format("c633%04x", i));
            }
            awaitRejected(990);
            tenant.announce(Edge.TENANT_ASN, "0a070707");
            awaitRejected(991);
        }
    }

    private void awaitRejected(final int prefixes) {
        final var dpu = awaitDpu(seen -> session(seen).nonnullRejectedPrefix().size() == prefixes);
        assertEquals("established", session(dpu).getSessionState().getName(), "not only at its end");
    }

    private Dpu awaitDpu(final Predicate<Dpu> expected) {
        return Await.until("the DPU's state", () -> datastore.operational(DPU),
            seen -> seen.filter(dpu -> dpu.getTenantInterfaces() != null && dpu.getVpcs() != null).filter(expected)
                .isPresent()).orElseThrow();
    }

    private Session awaitSession(final String state) {
        return session(awaitDpu(seen -> !tenantInterface(seen, "eth0").getState().nonnullSession().isEmpty()
            && state.equals(session(seen).getSessionState().getName())));
    }

    private static String status(final Dpu dpu, final String name) {
        final var found = tenantInterface(dpu, name);
        return found == null ? "" : found.getState().getStatus().getName();
    }

    private static TenantInterface tenantInterface(final Dpu dpu, final String name) {
        return dpu.getTenantInterfaces().nonnullTenantInterface().get(
            new TenantInterfaceKey(YangNames.entryName(name)));
    }

    private static Session session(final Dpu dpu) {
        return tenantInterface(dpu, "eth0").getState().nonnullSession().values().iterator().next();
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.osgi;

import static io.tenantbgp.testing.Configured.BLUE;
import static io.tenantbgp.testing.Configured.SITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.net.InetAddresses;
import io.tenantbgp.testing.Await;
import io.tenantbgp.testing.Bgpcep;
import io.tenantbgp.testing.Configured;
import io.tenantbgp.testing.Datastore;
import io.tenantbgp.testing.Edge;
import io.tenantbgp.testing.Encryption;
import io.tenantbgp.testing.TenantHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;

/** All of it in one process, from the configuration datastore to the operational one. */
class RunningEdgeTest {
    private static final InstanceIdentifier<Site> SITE_PATH = InstanceIdentifier.create(Site.class);
    private static final InstanceIdentifier<Dpu> DPU_PATH = InstanceIdentifier.create(Dpu.class);
    private static final InetAddress HOST = InetAddresses.forString("127.1.0.2");

    private final int port = TenantHost.freePort();
    private final InetSocketAddress gateway = new InetSocketAddress(InetAddresses.forString("127.1.0.1"), port);
    private Datastore datastore;
    private Bgpcep bgpcep;

    @BeforeEach
    void start() throws Exception {
        datastore = Datastore.start();
        bgpcep = Bgpcep.start(datastore);
        datastore.configure(SITE_PATH, Configured.site(SITE));
        datastore.configure(DPU_PATH, dpu());
    }

    @AfterEach
    void stop() {
        bgpcep.close();
    }

    @Test
    void configuredTenantIsServedUntilTheEdgeIsClosed() throws Exception {
        final var running = new RunningEdge(datastore.broker(), bgpcep.ribDatastore(), bgpcep.dispatcher(),
            bgpcep.extensions(), bgpcep.fabricPeers(), datastore.publisher(), datastore.rpcProvider(),
            Encryption.PASSWORDS);
        try (var tenant = connect()) {
            tenant.sendOpen(Edge.TENANT_ASN);
            assertTrue(tenant.read().startsWith("1:"));
            Await.until("state", () -> datastore.operational(DPU_PATH), Optional::isPresent);
            Await.until("the RIBs", bgpcep::ribs, List.of("tenant-fabric", "tenant-vpc-blue")::equals);

            running.close();

            assertEquals(TenantHost.shutdown("the DPU is stopping"), tenant.readToTheEnd());
        }
        assertFalse(TenantHost.isListening(HOST, gateway));
        assertEquals(Optional.empty(), datastore.operational(DPU_PATH));
        assertEquals(List.of("tenant-fabric", "tenant-vpc-blue"), bgpcep.ribs());
    }

    @Test
    void edgeThatIsStartedAgainServesAgain() throws Exception {
        for (int i = 0; i < 2; i++) {
            final var running = new RunningEdge(datastore.broker(), bgpcep.ribDatastore(), bgpcep.dispatcher(),
                bgpcep.extensions(), bgpcep.fabricPeers(), datastore.publisher(), datastore.rpcProvider(),
                Encryption.PASSWORDS);
            connect().close();
            running.close();
            assertFalse(TenantHost.isListening(HOST, gateway));
        }
    }

    @Test
    void closeDoesNotWaitForBgpcep() {
        final RunningEdge running;
        try (var wedge = bgpcep.wedge()) {
            running = new RunningEdge(datastore.broker(), bgpcep.ribDatastore(), bgpcep.dispatcher(),
                bgpcep.extensions(), bgpcep.fabricPeers(), datastore.publisher(), datastore.rpcProvider(),
            Encryption.PASSWORDS);
            Await.until("state", () -> datastore.operational(DPU_PATH), Optional::isPresent);
            final long start = System.nanoTime();

            running.close();

            assertTrue(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) < 15);
        }
        // What it had written to BGPCEP's configuration is followed now, and nothing listens all the same.
        Await.until("the RIB", bgpcep::ribs, List.of("tenant-vpc-blue")::equals);
        assertFalse(TenantHost.isListening(HOST, gateway));
    }

    private TenantHost connect() {
        return Await.until("listening", () -> {
            try {
                return Optional.of(TenantHost.connect(HOST, gateway));
            } catch (IOException e) {
                return Optional.<TenantHost>empty();
            }
        }, Optional::isPresent).orElseThrow();
    }

    private Dpu dpu() {
        return Configured.dpu("'asn': 65000, 'loopback': '192.0.2.1', 'bgp-port': " + port + ", 'vpcs': {'vpc': ["
            + BLUE + "]}, 'tenant-interfaces': {'tenant-interface': [" + Edge.tenantInterface(0, "blue") + "]}");
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tenantbgp.metadata.AccessCounters.Counts;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractDataBrokerTest;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.InstanceMetadata;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.instance.metadata.State;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;

/** The server's state in a real datastore. */
class StatePublisherTest extends AbstractDataBrokerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final InstanceIdentifier<State> STATE =
        InstanceIdentifier.builder(InstanceMetadata.class).child(State.class).build();

    @BeforeEach
    void setupBroker() throws Exception {
        setup();
    }

    @Test
    void stateFollowsTheServerAndGoesWithIt() throws Exception {
        final var server = new AtomicReference<>(new ServerState(List.of(), List.of("no such address", "nor this one"),
            0, new Counts(0, 0, 0, 0, Map.of())));
        try (var publisher = new StatePublisher(getDataBroker(), server::get)) {
            final var waiting = Await.until(PATIENCE, this::state, state -> state != null);
            assertEquals("no such address; nor this one", waiting.getProblem());
            assertNull(waiting.getListeningAddress());

            server.set(new ServerState(List.of(new InetSocketAddress("169.254.169.254", 80),
                new InetSocketAddress("fd00:ec2::254", 80)), List.of(), 3,
                new Counts(7, 4, 2, 1, Map.of(200, 5L, 404, 9L))));
            final var listening = Await.until(PATIENCE, this::state, state -> state.getProblem() == null);
            assertEquals(Set.of("169.254.169.254", "fd00:ec2::254"), listening.getListeningAddress().stream()
                .map(IpAddressNoZone::stringValue).collect(Collectors.toSet()));
            assertEquals(80, listening.getListeningPort().getValue().toJava());
            assertEquals(3, listening.getOpenConnections().toJava());
            final var counters = listening.getCounters();
            assertEquals(7, counters.getConnectionsAccepted().getValue().longValue());
            assertEquals(4, counters.getConnectionsRefused().getValue().longValue());
            assertEquals(2, counters.getConnectionsDisplaced().getValue().longValue());
            assertEquals(1, counters.getConnectionsTimedOut().getValue().longValue());
            assertEquals(Map.of(200, 5L, 404, 9L), counters.nonnullResponses().values().stream().collect(
                Collectors.toMap(each -> each.getStatus().toJava(), each -> each.getCount().getValue().longValue())));
        }
        assertNull(state());
    }

    private @Nullable State state() throws Exception {
        try (var tx = getDataBroker().newReadOnlyTransaction()) {
            return tx.read(LogicalDatastoreType.OPERATIONAL, STATE).get().orElse(null);
        }
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.tenantbgp.metrics.Family.Counter;
import io.tenantbgp.metrics.Family.Gauge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.FabricSessionState;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.InterfaceStatus;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.instance.metadata.State;

/** From the state in the datastore to metrics: a pure function. No YANG type goes further than this package. */
final class DpuMetrics {
    private DpuMetrics() {
        // static methods only
    }

    /** Returns the metrics of what there is; a part of the state that is absent has none. */
    static MetricSnapshots of(final Optional<Dpu> dpu, final Optional<State> metadata) {
        final var snapshots = new ArrayList<MetricSnapshot>();
        dpu.ifPresent(present -> {
            addTenants(snapshots, present);
            addSite(snapshots, present);
        });
        metadata.ifPresent(present -> addMetadata(snapshots, present));
        return new MetricSnapshots(snapshots.stream().filter(each -> !each.getDataPoints().isEmpty()).toList());
    }

    private static void addTenants(final List<MetricSnapshot> snapshots, final Dpu dpu) {
        final var listening = Gauge.of("tenant_bgp_interface_listening",
            "Whether the gateway addresses of the tenant interface accept BGP connections.");
        final var sessions = new SessionMetrics();
        final var interfaces = dpu.getTenantInterfaces();
        if (interfaces != null) {
            interfaces.nonnullTenantInterface().values().forEach(each -> {
                final var state = each.getState();
                if (state != null) {
                    final var name = each.requireName().getValue();
                    listening.add(Labels.of("interface", name), state.getStatus() == InterfaceStatus.Listening);
                    state.nonnullSession().values().forEach(session -> sessions.add(name, session));
                }
            });
        }
        snapshots.add(listening.snapshot());
        snapshots.addAll(sessions.snapshots());
    }

    private static void addSite(final List<MetricSnapshot> snapshots, final Dpu dpu) {
        final var alarms = Gauge.of("tenant_bgp_vpc_alarms",
            "What keeps accepted prefixes of the VPC from where they are to be reachable from.");
        final var vpcs = dpu.getVpcs();
        if (vpcs != null) {
            vpcs.nonnullVpc().values().forEach(each -> {
                final var state = each.getState();
                if (state != null) {
                    alarms.add(Labels.of("vpc", each.requireName().getValue()), state.requireAlarms().size());
                }
            });
        }
        final var established = Gauge.of("tenant_bgp_fabric_session_established",
            "Whether the BGP session with the neighbour in the fabric is established.");
        final var fabric = dpu.getFabric();
        if (fabric != null && fabric.getNeighbors() != null) {
            fabric.getNeighbors().nonnullNeighbor().values().forEach(each -> {
                final var state = each.getState();
                if (state != null) {
                    established.add(Labels.of("neighbor", each.requireAddress().stringValue()),
                        state.getSessionState() == FabricSessionState.Established);
                }
            });
        }
        final var errors = Gauge.of("tenant_bgp_configuration_errors",
            "What is wrong with the stored configuration of site and DPU.");
        errors.add(Labels.EMPTY, dpu.nonnullConfigurationError().size());
        Stream.of(alarms, established, errors).map(Family::snapshot).forEach(snapshots::add);
    }

    private static void addMetadata(final List<MetricSnapshot> snapshots, final State state) {
        final var listening = Gauge.of("tenant_bgp_metadata_listening",
            "Whether the metadata service listens on all its addresses.");
        listening.add(Labels.EMPTY, state.getProblem() == null && state.getListeningAddress() != null);
        final var open = Gauge.of("tenant_bgp_metadata_open_connections",
            "TCP connections to the metadata service that are open.");
        open.add(Labels.EMPTY, state.getOpenConnections());
        final var connections = Counter.of("tenant_bgp_metadata_connections",
            "TCP connections that the metadata service has accepted.");
        final var refused = Counter.of("tenant_bgp_metadata_refused_connections",
            "Connections to the metadata service closed at once, because their source had others.");
        final var displaced = Counter.of("tenant_bgp_metadata_displaced_connections",
            "Connections to the metadata service closed at a limit, because a new one came.");
        final var timedOut = Counter.of("tenant_bgp_metadata_timed_out_connections",
            "Connections to the metadata service closed because no complete request came in time.");
        final var requests = Counter.of("tenant_bgp_metadata_requests",
            "Requests that the metadata service has answered, by HTTP status.");
        final var counters = state.getCounters();
        if (counters != null) {
            connections.add(Labels.EMPTY, counters.getConnectionsAccepted());
            refused.add(Labels.EMPTY, counters.getConnectionsRefused());
            displaced.add(Labels.EMPTY, counters.getConnectionsDisplaced());
            timedOut.add(Labels.EMPTY, counters.getConnectionsTimedOut());
            counters.nonnullResponses().values().forEach(each ->
                requests.add(Labels.of("status", each.requireStatus().toString()), each.getCount()));
        }
        Stream.of(listening, open, connections, refused, displaced, timedOut, requests).map(Family::snapshot)
            .forEach(snapshots::add);
    }
}

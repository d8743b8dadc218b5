/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.tenantbgp.metrics.Family.Counter;
import io.tenantbgp.metrics.Family.Gauge;
import java.util.List;
import java.util.stream.Stream;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.SessionState;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.state.Session;

/**
 * The metrics of the tenant sessions. The labels are what the operator has configured, and reasons of a fixed list:
 * nothing a tenant sends makes a new series.
 */
final class SessionMetrics {
    private final Gauge established = Gauge.of("tenant_bgp_session_established",
        "Whether the BGP session of the tenant host is established.");
    private final Gauge accepted = Gauge.of("tenant_bgp_session_accepted_prefixes",
        "Prefixes of the tenant host that are accepted now.");
    private final Counter announced = Counter.of("tenant_bgp_session_announced_prefixes",
        "Announcements of prefixes that were decided on, accepted or rejected.");
    private final Counter rejected = Counter.of("tenant_bgp_session_rejected_prefixes",
        "Announcements of prefixes that were rejected, by reason.");
    private final Counter withdrawn = Counter.of("tenant_bgp_session_withdrawn_prefixes",
        "Withdrawals received.");
    private final Counter updates = Counter.of("tenant_bgp_session_received_updates",
        "UPDATE messages received.");
    private final Counter transitions = Counter.of("tenant_bgp_session_established_transitions",
        "Times the session reached established.");
    private final Counter connections = Counter.of("tenant_bgp_session_connections",
        "TCP connections accepted from the tenant host.");
    private final Counter connectionsRefused = Counter.of("tenant_bgp_session_refused_connections",
        "TCP connections of the tenant host that were closed at once.");
    private final Counter opensRefused = Counter.of("tenant_bgp_session_refused_opens",
        "OPEN messages answered with a NOTIFICATION.");
    private final Counter pauses = Counter.of("tenant_bgp_session_reading_pauses",
        "Times the DPU stopped reading from the session, because it used up more than its share.");

    void add(final String interfaceName, final Session session) {
        final var vpc = session.getVpc();
        final var labels = Labels.of("interface", interfaceName,
            "host_address", session.requireHostAddress().stringValue(), "vpc", vpc == null ? "" : vpc.getValue());
        established.add(labels, session.getSessionState() == SessionState.Established);
        accepted.add(labels, session.getAcceptedPrefixCount());
        final var counters = session.getCounters();
        if (counters == null) {
            return;
        }
        announced.add(labels, counters.getPrefixesAnnounced());
        withdrawn.add(labels, counters.getPrefixesWithdrawn());
        updates.add(labels, counters.getUpdatesReceived());
        transitions.add(labels, counters.getEstablishedTransitions());
        connections.add(labels, counters.getConnections());
        connectionsRefused.add(labels, counters.getConnectionsRefused());
        opensRefused.add(labels, counters.getOpensRefused());
        pauses.add(labels, counters.getReadingPaused());
        counters.nonnullRejectedByReason().values().forEach(each ->
            rejected.add(labels.add("reason", each.requireReason().getName()), each.getCount()));
    }

    List<MetricSnapshot> snapshots() {
        return Stream.<Family>of(established, accepted, announced, rejected, withdrawn, updates, transitions,
            connections, connectionsRefused, opensRefused, pauses).map(Family::snapshot).toList();
    }
}

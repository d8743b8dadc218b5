/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractDataBrokerTest;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.Counter64;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.ZeroBasedCounter64;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.DpuBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.FabricFamily;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.FabricSessionState;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.InterfaceStatus;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.RejectReason;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.SessionState;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.FabricBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.TenantInterfacesBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.VpcsBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.fabric.NeighborsBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.fabric.neighbors.NeighborBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterfaceBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.StateBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.state.SessionBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.VpcBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.counters.RejectedByReasonBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.state.CountersBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.InstanceMetadata;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.instance.metadata.State;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.instance.metadata.state.counters.ResponsesBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.EntryName;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.SpeakerAsn;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Vni;
import org.opendaylight.yangtools.yang.binding.DataObject;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;
import org.opendaylight.yangtools.yang.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint64;

/** What a scrape shows of a state that is read back from a real datastore. */
class DpuMetricsTest extends AbstractDataBrokerTest {
    private static final InstanceIdentifier<Dpu> DPU = InstanceIdentifier.create(Dpu.class);
    private static final InstanceIdentifier<State> METADATA =
        InstanceIdentifier.builder(InstanceMetadata.class).child(State.class).build();

    @BeforeEach
    void setupBroker() throws Exception {
        setup();
    }

    @Test
    void nothingInTheDatastoreIsNoMetric() throws Exception {
        assertEquals("", text(Optional.empty(), Optional.empty()));
    }

    @Test
    void sessionShowsItsVerdictsByReason() throws Exception {
        final var counters = new CountersBuilder().setPrefixesAnnounced(counter(12)).setPrefixesRejected(counter(5))
            .setEstablishedTransitions(counter(2)).setConnections(counter(3))
            .setRejectedByReason(BindingMap.of(
                new RejectedByReasonBuilder().setReason(RejectReason.NotInAllowedPrefixes).setCount(counter(4)).build(),
                new RejectedByReasonBuilder().setReason(RejectReason.MaximumPrefixes).setCount(counter(1)).build()))
            .build();
        final var session = new SessionBuilder().setHostAddress(IetfInetUtil.ipAddressNoZoneFor("10.0.0.2"))
            .setVpc(new EntryName("blue")).setSessionState(SessionState.Established)
            .setAcceptedPrefixCount(Uint32.valueOf(7)).setCounters(counters).build();
        final var tenant = new TenantInterfaceBuilder().setName(new EntryName("host1")).setVpc(new EntryName("blue"))
            .setState(new StateBuilder().setStatus(InterfaceStatus.Listening).setSession(BindingMap.of(session))
                .build()).build();
        final var dpu = configured().setTenantInterfaces(
            new TenantInterfacesBuilder().setTenantInterface(BindingMap.of(tenant)).build()).build();
        final var text = text(Optional.of(stored(DPU, dpu)), Optional.empty());
        assertEquals("""
            tenant_bgp_configuration_errors 0.0
            tenant_bgp_interface_listening{interface="host1"} 1.0
            tenant_bgp_session_accepted_prefixes{%1$s} 7.0
            tenant_bgp_session_announced_prefixes_total{%1$s} 12.0
            tenant_bgp_session_connections_total{%1$s} 3.0
            tenant_bgp_session_established{%1$s} 1.0
            tenant_bgp_session_established_transitions_total{%1$s} 2.0
            tenant_bgp_session_reading_pauses_total{%1$s} 0.0
            tenant_bgp_session_received_updates_total{%1$s} 0.0
            tenant_bgp_session_refused_connections_total{%1$s} 0.0
            tenant_bgp_session_refused_opens_total{%1$s} 0.0
            tenant_bgp_session_rejected_prefixes_total{%2$s,reason="maximum-prefixes",vpc="blue"} 1.0
            tenant_bgp_session_rejected_prefixes_total{%2$s,reason="not-in-allowed-prefixes",vpc="blue"} 4.0
            tenant_bgp_session_withdrawn_prefixes_total{%1$s} 0.0
            """.formatted("host_address=\"10.0.0.2\",interface=\"host1\",vpc=\"blue\"",
                "host_address=\"10.0.0.2\",interface=\"host1\""), String.join("\n", samples(text)) + "\n");
        assertTrue(text.contains("""
            # HELP tenant_bgp_session_rejected_prefixes_total Announcements of prefixes that were rejected, by reason.
            # TYPE tenant_bgp_session_rejected_prefixes_total counter
            """), text);
    }

    @Test
    void vpcsAndFabricShowWhatIsWrong() throws Exception {
        final var vpc = new VpcBuilder().setName(new EntryName("blue")).setVni(new Vni(Uint32.valueOf(10001)))
            .setState(new org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.vpc.StateBuilder()
                .setAlarms(Set.of("no neighbour")).build()).build();
        final var neighbor = new NeighborBuilder().setAddress(IetfInetUtil.ipAddressNoZoneFor("2001:db8::1"))
            .setAsn(new SpeakerAsn(Uint32.valueOf(64600))).setFamilies(Set.of(FabricFamily.L2vpnEvpn))
            .setState(new org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.fabric.neighbors.neighbor
                .StateBuilder().setSessionState(FabricSessionState.Connect).build()).build();
        final var dpu = configured().setVpcs(new VpcsBuilder().setVpc(BindingMap.of(vpc)).build())
            .setFabric(new FabricBuilder().setNeighbors(
                new NeighborsBuilder().setNeighbor(BindingMap.of(neighbor)).build()).build()).build();
        assertEquals(List.of("tenant_bgp_configuration_errors 0.0",
            "tenant_bgp_fabric_session_established{neighbor=\"2001:db8::1\"} 0.0",
            "tenant_bgp_vpc_alarms{vpc=\"blue\"} 1.0"), samples(text(Optional.of(stored(DPU, dpu)), Optional.empty())));
    }

    @Test
    void metadataShowsItsRequestsByStatus() throws Exception {
        final var counters =
            new org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.instance.metadata.state
                .CountersBuilder().setConnectionsAccepted(counter(9)).setConnectionsDisplaced(counter(1))
                .setConnectionsRefused(counter(6))
                .setConnectionsTimedOut(counter(2))
                .setResponses(BindingMap.of(
                    new ResponsesBuilder().setStatus(Uint16.valueOf(404)).setCount(counter(3)).build(),
                    new ResponsesBuilder().setStatus(Uint16.valueOf(200)).setCount(counter(1L << 40)).build()))
                .build();
        final var state =
            new org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.instance.metadata
                .StateBuilder()
                .setListeningAddress(Set.of(IetfInetUtil.ipAddressNoZoneFor("169.254.169.254")))
                .setOpenConnections(Uint32.valueOf(4)).setCounters(counters).build();
        assertEquals(List.of("tenant_bgp_metadata_connections_total 9.0",
            "tenant_bgp_metadata_displaced_connections_total 1.0", "tenant_bgp_metadata_listening 1.0",
            "tenant_bgp_metadata_open_connections 4.0",
            "tenant_bgp_metadata_refused_connections_total 6.0",
            "tenant_bgp_metadata_requests_total{status=\"200\"} 1.099511627776E12",
            "tenant_bgp_metadata_requests_total{status=\"404\"} 3.0",
            "tenant_bgp_metadata_timed_out_connections_total 2.0"),
            samples(text(Optional.empty(), Optional.of(stored(METADATA, state)))));
    }

    private <T extends DataObject> T stored(final InstanceIdentifier<T> path, final T data) throws Exception {
        final var write = getDataBroker().newWriteOnlyTransaction();
        write.merge(LogicalDatastoreType.OPERATIONAL, path, data);
        write.commit().get();
        try (var read = getDataBroker().newReadOnlyTransaction()) {
            return read.read(LogicalDatastoreType.OPERATIONAL, path).get().orElseThrow();
        }
    }

    private static DpuBuilder configured() {
        return new DpuBuilder().setAsn(new SpeakerAsn(Uint32.valueOf(65000)))
            .setLoopback(new Ipv4AddressNoZone("192.0.2.1"));
    }

    private static String text(final Optional<Dpu> dpu, final Optional<State> metadata) throws Exception {
        return new String(MetricsServlet.text(DpuMetrics.of(dpu, metadata)), StandardCharsets.UTF_8);
    }

    private static List<String> samples(final String text) {
        return text.lines().filter(line -> !line.startsWith("#")).toList();
    }

    private static ZeroBasedCounter64 counter(final long value) {
        return new ZeroBasedCounter64(new Counter64(Uint64.valueOf(value)));
    }
}

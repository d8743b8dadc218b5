/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import io.tenantbgp.metadata.AccessCounters.Counts;
import io.tenantbgp.metadata.MetadataValues.InstanceKey;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.PortNumber;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.Counter64;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.ZeroBasedCounter64;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.InstanceMetadata;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.instance.metadata.State;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.instance.metadata.StateBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.instance.metadata.state.Counters;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.instance.metadata.state.CountersBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.instance.metadata.state.counters.ResponsesBuilder;
import org.opendaylight.yangtools.yang.binding.ScalarTypeObject;
import org.opendaylight.yangtools.yang.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint64;

/** From the YANG models to what this bundle works with; no YANG type goes further than this. */
@NonNullByDefault
final class MetadataMapper {
    // The defaults of instance-metadata/listen: MD-SAL shows a leaf that is not set as absent
    private static final IpAddressNoZone DEFAULT_ADDRESS =
        new IpAddressNoZone(new Ipv4AddressNoZone("169.254.169.254"));
    private static final int DEFAULT_PORT = 80;

    private MetadataMapper() {
        // Hidden on purpose
    }

    /** Returns what to serve: nothing while there is no DPU, whatever is known about the instance. */
    static Optional<MetadataValues> values(final Optional<Dpu> dpu, final Optional<InstanceMetadata> instance) {
        return dpu
            .map(present -> present.getAsn().getValue().toJava())
            .map(asn -> new MetadataValues(asn, instance.map(MetadataMapper::keys).orElse(Map.of())));
    }

    /** Returns where to listen: what is configured, or the default of the model for what is not. */
    static Set<ListenAddress> listenAddresses(final Optional<InstanceMetadata> instance) {
        final var listen = instance.map(InstanceMetadata::getListen);
        final var address = listen.map(present -> present.getAddress()).orElse(DEFAULT_ADDRESS);
        final var additional = listen.map(present -> present.getAdditionalAddress()).orElse(Set.of());
        final int port = listen.map(present -> present.getPort()).map(present -> present.getValue().toJava())
            .orElse(DEFAULT_PORT);
        final var hopLimit = listen.map(present -> present.getResponseHopLimit())
            .map(present -> OptionalInt.of(present.toJava())).orElseGet(OptionalInt::empty);
        return Stream.concat(Stream.of(address), additional.stream())
            .map(each -> new InetSocketAddress(IetfInetUtil.inetAddressForNoZone(each), port))
            .map(each -> new ListenAddress(each, hopLimit))
            .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the state of the server as the model has it. */
    static State state(final ServerState server) {
        final var state = new StateBuilder()
            .setProblem(server.problems().isEmpty() ? null : String.join("; ", server.problems()))
            .setOpenConnections(Uint32.valueOf(server.openConnections()))
            .setCounters(counters(server.counts()));
        if (!server.listening().isEmpty()) {
            state
                .setListeningAddress(server.listening().stream()
                    .map(at -> IetfInetUtil.ipAddressNoZoneFor(at.getAddress()))
                    .collect(Collectors.toUnmodifiableSet()))
                .setListeningPort(new PortNumber(Uint16.valueOf(server.listening().get(0).getPort())));
        }
        return state.build();
    }

    private static Counters counters(final Counts counts) {
        return new CountersBuilder()
            .setConnectionsAccepted(counter(counts.accepted()))
            .setConnectionsRefused(counter(counts.refused()))
            .setConnectionsDisplaced(counter(counts.displaced()))
            .setConnectionsTimedOut(counter(counts.timedOut()))
            .setResponses(BindingMap.of(counts.responses().entrySet().stream()
                .map(entry -> new ResponsesBuilder().setStatus(Uint16.valueOf(entry.getKey()))
                    .setCount(counter(entry.getValue())).build())
                .toList()))
            .build();
    }

    private static ZeroBasedCounter64 counter(final long count) {
        return new ZeroBasedCounter64(new Counter64(Uint64.valueOf(count)));
    }

    private static Map<InstanceKey, String> keys(final InstanceMetadata instance) {
        final var keys = new EnumMap<InstanceKey, String>(InstanceKey.class);
        put(keys, InstanceKey.INSTANCE_ID, instance.getInstanceId());
        put(keys, InstanceKey.HOSTNAME, instance.getHostname());
        put(keys, InstanceKey.LOCAL_HOSTNAME, instance.getLocalHostname());
        put(keys, InstanceKey.MACHINE_ID, instance.getMachineId());
        put(keys, InstanceKey.SITENAME, instance.getSitename());
        put(keys, InstanceKey.PUBLIC_IPV4, instance.getPublicIpv4());
        final var userData = instance.getUserData();
        if (userData != null) {
            keys.put(InstanceKey.USER_DATA, userData);
        }
        return keys;
    }

    private static void put(final Map<InstanceKey, String> keys, final InstanceKey key,
            final @Nullable ScalarTypeObject<String> value) {
        if (value != null) {
            keys.put(key, value.getValue());
        }
    }
}

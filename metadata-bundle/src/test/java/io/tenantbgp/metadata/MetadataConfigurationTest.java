/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractDataBrokerTest;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.DomainName;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.PortNumber;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.DpuBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.InstanceMetadata;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.InstanceMetadataBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.MetadataText;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.instance.metadata.ListenBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.SpeakerAsn;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint8;

/** The tree and the address follow a real datastore. */
class MetadataConfigurationTest extends AbstractDataBrokerTest {
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(1);
    private static final InstanceIdentifier<Dpu> DPU = InstanceIdentifier.create(Dpu.class);
    private static final InstanceIdentifier<InstanceMetadata> INSTANCE =
        InstanceIdentifier.create(InstanceMetadata.class);
    private static final InetSocketAddress DEFAULT_ADDRESS = new InetSocketAddress("169.254.169.254", 80);

    private final AtomicReference<MetadataTree> tree = new AtomicReference<>(MetadataTree.unavailable());
    private final AtomicReference<Set<ListenAddress>> addresses = new AtomicReference<>();

    private MetadataConfiguration configuration;

    @BeforeEach
    void setupBroker() throws Exception {
        setup();
    }

    @AfterEach
    void stop() {
        configuration.close();
    }

    @Test
    void nothingConfiguredMeansUnavailableAtTheDefaultAddress() throws Exception {
        start();
        awaitAddresses(DEFAULT_ADDRESS);
        assertEquals("metadata currently unavailable", body("asn"));
    }

    @Test
    void configurationThatIsThereAtTheStartIsServed() throws Exception {
        commit(tx -> {
            tx.put(LogicalDatastoreType.CONFIGURATION, DPU, dpu(65000));
            tx.put(LogicalDatastoreType.CONFIGURATION, INSTANCE, new InstanceMetadataBuilder()
                .setListen(new ListenBuilder().setAddress(IetfInetUtil.ipAddressNoZoneFor("fd00::1"))
                    .setPort(new PortNumber(Uint16.valueOf(8080))).build())
                .setInstanceId(new MetadataText("i-1"))
                .build());
        });
        start();
        awaitBody("asn", "65000");
        awaitBody("instance-id", "i-1");
        awaitAddresses(new InetSocketAddress("fd00::1", 8080));
    }

    @Test
    void everyChangeIsVisibleWithinASecond() throws Exception {
        start();
        commit(tx -> tx.put(LogicalDatastoreType.CONFIGURATION, DPU, dpu(65000)));
        awaitBody("asn", "65000");
        awaitBody("hostname", "metadata category not found: hostname");

        commit(tx -> tx.put(LogicalDatastoreType.CONFIGURATION, INSTANCE, instance()));
        awaitBody("hostname", "host-1.example");
        awaitBody("", "asn\nhostname\ninstance-id\nlocal-hostname\nmachine-id\npublic-ipv4\nsitename");
        awaitBody("public-ipv4", "192.0.2.7");
        assertEquals("#!/bin/sh\n", text(get("/latest/user-data")));

        commit(tx -> tx.merge(LogicalDatastoreType.CONFIGURATION, DPU, dpu(4200000001L)));
        awaitBody("asn", "4200000001");

        commit(tx -> tx.delete(LogicalDatastoreType.CONFIGURATION, DPU));
        awaitBody("asn", "metadata currently unavailable");

        commit(tx -> tx.put(LogicalDatastoreType.CONFIGURATION, DPU, dpu(65001)));
        awaitBody("asn", "65001");
        awaitBody("sitename", "site-1");
    }

    @Test
    void listenAddressesComeAndGo() throws Exception {
        start();
        awaitAddresses(DEFAULT_ADDRESS);
        commit(tx -> tx.put(LogicalDatastoreType.CONFIGURATION, INSTANCE, new InstanceMetadataBuilder()
            .setListen(new ListenBuilder().setPort(new PortNumber(Uint16.valueOf(8080))).build()).build()));
        awaitAddresses(new InetSocketAddress("169.254.169.254", 8080));
        commit(tx -> tx.put(LogicalDatastoreType.CONFIGURATION, INSTANCE, new InstanceMetadataBuilder()
            .setListen(new ListenBuilder().setPort(new PortNumber(Uint16.valueOf(8080)))
                .setAdditionalAddress(Set.of(IetfInetUtil.ipAddressNoZoneFor("fd00:ec2::254"))).build()).build()));
        awaitAddresses(new InetSocketAddress("169.254.169.254", 8080), new InetSocketAddress("fd00:ec2::254", 8080));
        commit(tx -> tx.delete(LogicalDatastoreType.CONFIGURATION, INSTANCE));
        awaitAddresses(DEFAULT_ADDRESS);
    }

    @Test
    void hopLimitIsPartOfWhereToListen() throws Exception {
        commit(tx -> tx.put(LogicalDatastoreType.CONFIGURATION, INSTANCE, new InstanceMetadataBuilder()
            .setListen(new ListenBuilder().setResponseHopLimit(Uint8.ONE).build()).build()));
        start();
        Await.until(VISIBLE_WITHIN, addresses::get,
            Set.of(new ListenAddress(DEFAULT_ADDRESS, OptionalInt.of(1)))::equals);
    }

    private void start() {
        configuration = new MetadataConfiguration(getDataBroker(), tree::set, addresses::set);
    }

    private void awaitBody(final String key, final String expected) throws Exception {
        Await.until(VISIBLE_WITHIN, () -> body(key), expected::equals);
    }

    private void awaitAddresses(final InetSocketAddress... expected) throws Exception {
        Await.until(VISIBLE_WITHIN, addresses::get,
            Stream.of(expected).map(ListenAddress::of).collect(Collectors.toSet())::equals);
    }

    private String body(final String key) {
        return text(get("/latest/meta-data/" + key));
    }

    private MetadataAnswer get(final String path) {
        return tree.get().get(new MetadataRequest(path, "", InetAddress.getLoopbackAddress()));
    }

    private static String text(final MetadataAnswer answer) {
        return answer.body().toString(StandardCharsets.UTF_8);
    }

    private void commit(final Consumer<WriteTransaction> change) throws Exception {
        final var tx = getDataBroker().newWriteOnlyTransaction();
        change.accept(tx);
        tx.commit().get();
    }

    private static Dpu dpu(final long asn) {
        return new DpuBuilder()
            .setAsn(new SpeakerAsn(Uint32.valueOf(asn)))
            .setLoopback(new Ipv4AddressNoZone("192.0.2.1"))
            .build();
    }

    private static InstanceMetadata instance() {
        return new InstanceMetadataBuilder()
            .setInstanceId(new MetadataText("i-1"))
            .setHostname(new DomainName("host-1.example"))
            .setLocalHostname(new DomainName("host-1"))
            .setMachineId(new MetadataText("machine-1"))
            .setSitename(new MetadataText("site-1"))
            .setPublicIpv4(new Ipv4AddressNoZone("192.0.2.7"))
            .setUserData("#!/bin/sh\n")
            .build();
    }
}

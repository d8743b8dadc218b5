/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.yang;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.Vpcs;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.Vpc;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.tree.api.DataTree;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeConfiguration;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeModification;
import org.opendaylight.yangtools.yang.data.tree.api.DataValidationFailedException;
import org.opendaylight.yangtools.yang.data.tree.impl.di.InMemoryDataTreeFactory;

/**
 * What the datastores themselves refuse, shown on the data tree that MD-SAL's datastores are made of.
 */
class DatastoreConstraintsTest {
    private static final Path SITE = Path.of("..", "lab", "example-site");

    private static Models models;

    private InstanceData parser;
    private DataTree configuration;
    private DataTree operational;

    @BeforeAll
    static void loadModels() {
        models = Models.load();
    }

    @BeforeEach
    void createDatastores() {
        final var factory = new InMemoryDataTreeFactory();
        parser = new InstanceData(models);
        configuration = factory.create(DataTreeConfiguration.DEFAULT_CONFIGURATION, models.context());
        operational = factory.create(DataTreeConfiguration.DEFAULT_OPERATIONAL, models.context());
    }

    @ParameterizedTest
    @ValueSource(strings = {"site.json", "dpu.json", "instance-metadata.json"})
    void theExampleSiteCanBeCommitted(final String file) throws Exception {
        put(configuration, Files.readString(SITE.resolve(file)));
    }

    @Test
    void aDpuNeedsItsAsnAndItsLoopback() {
        refused(configuration, "{'tenant-bgp-dpu:dpu': {'loopback': '192.0.2.1'}}", "asn");
        refused(configuration, "{'tenant-bgp-dpu:dpu': {'asn': 65000}}", "loopback");
    }

    @Test
    void anAddressOfTheHostNeedsTheGatewayToo() {
        refused(configuration, dpu("'tenant-interfaces': {'tenant-interface': [{'name': 'host1', 'vpc': 'vpc-red', "
            + "'ipv4': {'prefix-length': 24, 'host-address': '10.0.0.2'}}]}"), "gateway-address");
    }

    @Test
    void aFabricNeighborNeedsAFamily() {
        refused(configuration,
            dpu("'fabric': {'neighbors': {'neighbor': [{'address': '192.0.2.9', 'asn': 64601}]}}"), "families");
    }

    @Test
    void aProfileHoldsAtMost4096Prefixes() {
        assertDoesNotThrow(() -> put(configuration, profileWithPrefixes(4096)));
        refused(configuration, profileWithPrefixes(4097), "allowed-anycast-prefixes");
    }

    @Test
    void stateIsRefusedInTheConfiguration() {
        final var state = dpu("'vpcs': {'vpc': [{'name': 'vpc-red', 'vni': 10100, 'state': {'rib-id': 'vpc-red'}}]}");
        assertThrows(IllegalArgumentException.class, () -> put(configuration, state));
        assertDoesNotThrow(() -> put(operational, state));
    }

    // Whoever publishes state has to publish these leaves as they are in effect with it (RFC 8342 section 5.3): the
    // operational datastore checks each node that a transaction passes through, the parents it creates as well.
    @Test
    void stateNeedsTheMandatoryConfigurationAroundIt() throws Exception {
        final var withoutAsn = parse("{'tenant-bgp-dpu:dpu': {'vpcs': {'vpc': [{'name': 'vpc-red', 'vni': 10100}]}}}");
        final var withoutVni = parse(dpu("'vpcs': {'vpc': [{'name': 'vpc-red'}]}"));
        final var complete = parse(dpu("'vpcs': {'vpc': [{'name': 'vpc-red', 'vni': 10100}]}"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> publishState(withoutAsn))
            .getMessage().contains("missing mandatory descendant"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> publishState(withoutVni))
            .getMessage().contains("missing mandatory descendant"));
        publishState(complete);
    }

    private void publishState(final NormalizedNode parents) throws Exception {
        final var state = parse("{'tenant-bgp-dpu:state': {'rib-id': 'vpc-red'}}");
        final var vpc = YangInstanceIdentifier.builder().node(Dpu.QNAME).node(Vpcs.QNAME).node(Vpc.QNAME)
            .nodeWithKey(Vpc.QNAME, QName.create(Vpc.QNAME, "name"), "vpc-red").build();
        commit(operational, change -> {
            change.merge(YangInstanceIdentifier.of(parents.name()), parents);
            change.write(vpc.node(state.name()), state);
        });
    }

    private static String dpu(final String content) {
        return "{'tenant-bgp-dpu:dpu': {'asn': 65000, 'loopback': '192.0.2.1', " + content + "}}";
    }

    private static String profileWithPrefixes(final int count) {
        final var prefixes = IntStream.range(0, count).mapToObj(i -> "'10." + i / 256 + "." + i % 256 + ".0/24'")
            .collect(Collectors.joining(","));
        return "{'tenant-bgp-site:site': {'fnn': {'routing-profiles': {'routing-profile': [{'name': 'EXTERNAL', "
            + "'allowed-anycast-prefixes': [" + prefixes + "]}]}}}}";
    }

    private void refused(final DataTree datastore, final String json, final String reason) {
        final var refusal = InvalidInstanceDataException.reasons(
            assertThrows(Exception.class, () -> put(datastore, json)));
        assertTrue(refusal.contains(reason), () -> "refusal was: " + refusal);
    }

    private void put(final DataTree datastore, final String json) throws Exception {
        final var data = parse(json);
        commit(datastore, change -> change.write(YangInstanceIdentifier.of(data.name()), data));
    }

    private NormalizedNode parse(final String json) throws InvalidInstanceDataException {
        return parser.parseJson(json.replace('\'', '"')).get(0);
    }

    private static void commit(final DataTree datastore, final Consumer<DataTreeModification> edit)
            throws DataValidationFailedException {
        final var change = datastore.takeSnapshot().newModification();
        edit.accept(change);
        change.ready();
        datastore.validate(change);
        datastore.commit(datastore.prepare(change));
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import static io.tenantbgp.testing.Configured.BLUE;
import static io.tenantbgp.testing.Configured.ETH0;
import static io.tenantbgp.testing.Configured.SITE;
import static io.tenantbgp.testing.Configured.dpu;
import static io.tenantbgp.testing.Configured.profiles;
import static io.tenantbgp.testing.Configured.site;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.policy.Prefix;
import io.tenantbgp.testing.Await;
import io.tenantbgp.testing.Configured;
import io.tenantbgp.testing.Datastore;
import io.tenantbgp.testing.Encryption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.InstanceMetadata;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;

class ConfigWatcherTest {
    private static final InstanceIdentifier<Site> SITE_PATH = InstanceIdentifier.create(Site.class);
    private static final InstanceIdentifier<Dpu> DPU_PATH = InstanceIdentifier.create(Dpu.class);

    private final List<TenantBgpConfig> applied = new CopyOnWriteArrayList<>();
    private final List<ConfigWatcher> watchers = new ArrayList<>();
    private final ScheduledExecutorService configuration = Executors.newSingleThreadScheduledExecutor();
    private Datastore datastore;

    @BeforeEach
    void startDatastore() throws Exception {
        datastore = Datastore.start();
    }

    @AfterEach
    void stop() {
        watchers.forEach(ConfigWatcher::close);
        configuration.shutdownNow();
    }

    @Test
    void emptyDatastoreIsAppliedAsNothing() {
        watch(applied::add);

        awaitApplied(1);
        assertEquals(List.of(TenantBgpConfig.EMPTY), applied);
    }

    @Test
    void firstSnapshotHasBothModels() {
        datastore.configure(SITE_PATH, site(SITE));
        datastore.configure(DPU_PATH, dpu(BLUE, ETH0));

        watch(applied::add);

        awaitApplied(1);
        assertEquals(List.of("open"), admissions(applied.get(0)));
    }

    @Test
    void commitThatChangesBothModelsIsAppliedAsAWhole() throws Exception {
        datastore.configure(SITE_PATH, site(SITE));
        datastore.configure(DPU_PATH, dpu(BLUE, ETH0));
        watch(applied::add);
        awaitApplied(1);

        for (int i = 0; i < 50; i++) {
            final var name = "profile" + i;
            final var vni = 1000 + i;
            datastore.commit(tx -> {
                tx.put(LogicalDatastoreType.CONFIGURATION, SITE_PATH, site(profiles("{'name': '" + name + "'}")));
                tx.put(LogicalDatastoreType.CONFIGURATION, DPU_PATH,
                    dpu("{'name': 'blue', 'vni': " + vni + ", 'routing-profile': '" + name + "'}", ETH0));
            });
        }

        awaitLast(List.of(new VpcConfig("blue", 1049)));
        applied.forEach(config -> assertEquals(List.of("open"), admissions(config), config::toString));
    }

    @Test
    void changeIsAppliedOnce() {
        watch(applied::add);
        awaitApplied(1);

        datastore.configure(SITE_PATH, site(SITE));
        datastore.configure(DPU_PATH, dpu(BLUE, ETH0));
        awaitLast(List.of(new VpcConfig("blue", 100)));
        datastore.configure(DPU_PATH, dpu(BLUE, ETH0));
        datastore.configure(DPU_PATH, dpu("{'name': 'blue', 'vni': 7, 'routing-profile': 'tenants'}", ETH0));

        awaitLast(List.of(new VpcConfig("blue", 7)));
        assertEquals(3, applied.size(), applied::toString);
    }

    @Test
    void addressesOfTheMetadataServiceAreReservedAtOnce() {
        datastore.configure(SITE_PATH, site(SITE));
        datastore.configure(DPU_PATH, dpu(BLUE, ETH0));
        watch(applied::add);
        awaitApplied(1);

        datastore.configure(InstanceIdentifier.create(InstanceMetadata.class), (InstanceMetadata) Configured.document(
            "{'instance-metadata:instance-metadata': {'listen': {'address': '203.0.113.254', "
                + "'additional-address': ['fd00:ec2::254']}}}"));

        awaitApplied(2);
        final var reserved = applied.get(1).peers().findFirst().orElseThrow().importPolicy().reservedAddresses()
            .prefixes().entries();
        Stream.of("203.0.113.254/32", "fd00:ec2::254/128").map(Prefix::parse)
            .forEach(own -> assertTrue(reserved.contains(own), own + " in " + reserved));
    }

    @Test
    void changesThatComeWhileOneIsAppliedAreAppliedAfterIt() throws Exception {
        final var busy = new CountDownLatch(1);
        final var release = new CountDownLatch(1);
        watch(config -> {
            applied.add(config);
            busy.countDown();
            await(release);
        });
        await(busy);

        datastore.configure(SITE_PATH, site(SITE));
        for (int vni = 1; vni <= 20; vni++) {
            datastore.configure(DPU_PATH, dpu("{'name': 'blue', 'vni': " + vni + "}", ETH0));
        }
        release.countDown();

        awaitLast(List.of(new VpcConfig("blue", 20)));
    }

    @Test
    void failureToApplyDoesNotStopLaterChanges() {
        watch(config -> {
            applied.add(config);
            if (config.dpu().isEmpty()) {
                throw new IllegalStateException("refused by the test");
            }
        });
        awaitApplied(1);

        datastore.configure(DPU_PATH, dpu(BLUE, ETH0));

        awaitLast(List.of(new VpcConfig("blue", 100)));
    }

    @Test
    void snapshotThatWasNotAppliedIsAppliedAgainAtTheNextChange() {
        final var refusals = new CountDownLatch(1);
        watch(config -> {
            applied.add(config);
            if (refusals.getCount() > 0) {
                refusals.countDown();
                throw new IllegalStateException("refused by the test");
            }
        });
        awaitApplied(1);

        // Of this the snapshot has nothing.
        datastore.configure(SITE_PATH, site(""));
        datastore.configure(SITE_PATH, site("'datacenter-asn': 65001"));

        awaitApplied(2);
        assertEquals(List.of(TenantBgpConfig.EMPTY, TenantBgpConfig.EMPTY), applied);
    }

    @Test
    void removedSiteClosesTheInterfaceAndRemovedDpuLeavesNothing() {
        datastore.configure(SITE_PATH, site(SITE));
        datastore.configure(DPU_PATH, dpu(BLUE, ETH0));
        watch(applied::add);
        awaitApplied(1);

        datastore.unconfigure(SITE_PATH);
        Await.until("closed interface", this::last, config -> admissions(config).equals(List.of("closed")));
        datastore.unconfigure(DPU_PATH);

        awaitLast(List.of());
        assertEquals(TenantBgpConfig.EMPTY, last());
    }

    @Test
    void nothingIsAppliedAfterClose() throws Exception {
        watch(applied::add);
        awaitApplied(1);
        watchers.get(0).close();

        datastore.configure(DPU_PATH, dpu(BLUE, ETH0));
        // A second watcher has seen the change when the first one would have.
        final var witness = new CountDownLatch(1);
        watchers.add(new ConfigWatcher(datastore.broker(), Encryption.mapper(), configuration,
            config -> witness.countDown()));
        await(witness);

        assertEquals(1, applied.size(), applied::toString);
    }

    private void watch(final Consumer<TenantBgpConfig> target) {
        watchers.add(new ConfigWatcher(datastore.broker(), Encryption.mapper(), configuration,
            target));
    }

    private void awaitApplied(final int count) {
        Await.until(count + " applied", () -> applied, seen -> seen.size() >= count);
    }

    private void awaitLast(final List<VpcConfig> vpcs) {
        Await.until("applied " + vpcs, this::last, config -> config.vpcs().equals(vpcs));
    }

    private TenantBgpConfig last() {
        return applied.get(applied.size() - 1);
    }

    private static void await(final CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> admissions(final TenantBgpConfig config) {
        return config.interfaces().stream()
            .map(each -> each.admission() instanceof InterfaceAdmission.Open ? "open" : "closed").toList();
    }
}

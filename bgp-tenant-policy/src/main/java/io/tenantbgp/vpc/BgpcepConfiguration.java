/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.vpc;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.OpenconfigNetworkInstanceData;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.NetworkInstances;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.NetworkInstance;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.NetworkInstanceKey;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.network.instance.Protocols;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.network.instance.protocols.Protocol;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;

/** Reads and writes what BGPCEP is configured with. Blocks its callers until the datastore has answered. */
public final class BgpcepConfiguration {
    /** Where the RIBs are. */
    public static final InstanceIdentifier<Protocols> PROTOCOLS =
        InstanceIdentifier.builderOfInherited(OpenconfigNetworkInstanceData.class, NetworkInstances.class).build()
            .child(NetworkInstance.class, new NetworkInstanceKey("global-bgp")).child(Protocols.class);

    private static final long COMMIT_TIMEOUT_SECONDS = 30;

    private final DataBroker broker;

    /**
     * In a datastore.
     *
     * @param broker the datastore
     */
    public BgpcepConfiguration(final DataBroker broker) {
        this.broker = requireNonNull(broker);
    }

    /**
     * Reads all RIBs, those of others, too.
     *
     * @return the RIBs
     * @throws IllegalStateException when the datastore does not answer
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    public Collection<Protocol> protocols() throws InterruptedException {
        try (var tx = broker.newReadOnlyTransaction()) {
            return tx.read(LogicalDatastoreType.CONFIGURATION, PROTOCOLS)
                .get(COMMIT_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .map(Protocols::nonnullProtocol).orElse(Map.of()).values();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot read BGPCEP's configuration", e);
        }
    }

    /**
     * Commits changes.
     *
     * @param changes puts them into a transaction
     * @throws IllegalStateException when the datastore refuses
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    public void commit(final Consumer<WriteTransaction> changes) throws InterruptedException {
        final var tx = broker.newWriteOnlyTransaction();
        changes.accept(tx);
        try {
            tx.commit().get(COMMIT_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot write BGPCEP's configuration", e);
        }
    }
}

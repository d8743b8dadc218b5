/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.testing;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.mdsal.binding.api.NotificationService;
import org.opendaylight.mdsal.binding.api.RpcProviderService;
import org.opendaylight.mdsal.binding.api.RpcService;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.binding.dom.adapter.AdapterContext;
import org.opendaylight.mdsal.binding.dom.adapter.BindingDOMRpcProviderServiceAdapter;
import org.opendaylight.mdsal.binding.dom.adapter.BindingDOMRpcServiceAdapter;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractConcurrentDataBrokerTest;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractDataBrokerTestCustomizer;
import org.opendaylight.mdsal.binding.dom.adapter.test.ConcurrentDataBrokerTestCustomizer;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.broker.DOMRpcRouter;
import org.opendaylight.mdsal.dom.spi.store.DOMStore;
import org.opendaylight.mdsal.dom.store.inmemory.InMemoryDOMDataStore;
import org.opendaylight.yangtools.yang.binding.DataObject;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;

/** MD-SAL's in-memory datastore with all models of the class path; listeners are called on threads of its own. */
public final class Datastore extends AbstractConcurrentDataBrokerTest {
    private static final long TIMEOUT_SECONDS = 20;

    private AbstractDataBrokerTestCustomizer customizer;
    private DOMRpcRouter rpcs;

    private Datastore() {
        super(true);
    }

    /**
     * Starts an empty one.
     *
     * @return the datastore
     * @throws Exception when the models do not load
     */
    // Declared so by MD-SAL.
    @SuppressWarnings("checkstyle:illegalThrows")
    public static Datastore start() throws Exception {
        final var datastore = new Datastore();
        datastore.setup();
        return datastore;
    }

    @Override
    protected AbstractDataBrokerTestCustomizer createDataBrokerTestCustomizer() {
        customizer = new Customizer();
        // Before the models are loaded: the schema service of the tests tells nobody of them later.
        rpcs = rpcRouter();
        return customizer;
    }

    /** The datastore as the project's code takes it. */
    public DataBroker broker() {
        return getDataBroker();
    }

    /** Where notifications are published. */
    public NotificationPublishService publisher() {
        return customizer.createNotificationPublishService();
    }

    /** Where notifications are subscribed to. */
    public NotificationService notifications() {
        return customizer.createNotificationService();
    }

    /** The same with normalized data. */
    public DOMDataBroker domBroker() {
        return getDomBroker();
    }

    AdapterContext adapters() {
        return customizer.getAdapterContext();
    }

    DOMRpcRouter rpcRouter() {
        return new DOMRpcRouter(customizer.getSchemaService());
    }

    /** Where RPCs are implemented. */
    public RpcProviderService rpcProvider() {
        return new BindingDOMRpcProviderServiceAdapter(adapters(), rpcs.rpcProviderService());
    }

    /** Where RPCs are called, as RESTCONF and NETCONF do. */
    public RpcService rpcs() {
        return new BindingDOMRpcServiceAdapter(adapters(), rpcs.rpcService());
    }

    /** Puts data into the configuration datastore and waits until it is there. */
    public <T extends DataObject> void configure(final InstanceIdentifier<T> path, final T data) {
        commit(tx -> tx.mergeParentStructurePut(LogicalDatastoreType.CONFIGURATION, path, data));
    }

    /** Deletes from the configuration datastore. */
    public void unconfigure(final InstanceIdentifier<?> path) {
        commit(tx -> tx.delete(LogicalDatastoreType.CONFIGURATION, path));
    }

    /** Commits a transaction. */
    public void commit(final Consumer<WriteTransaction> changes) {
        final var tx = broker().newWriteOnlyTransaction();
        changes.accept(tx);
        try {
            tx.commit().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("not committed: " + e.getMessage(), e);
        }
    }

    /** Reads the configuration datastore. */
    public <T extends DataObject> Optional<T> configured(final InstanceIdentifier<T> path) {
        return read(LogicalDatastoreType.CONFIGURATION, path);
    }

    /** Reads the operational datastore. */
    public <T extends DataObject> Optional<T> operational(final InstanceIdentifier<T> path) {
        return read(LogicalDatastoreType.OPERATIONAL, path);
    }

    private <T extends DataObject> Optional<T> read(final LogicalDatastoreType store,
            final InstanceIdentifier<T> path) {
        try (var tx = broker().newReadOnlyTransaction()) {
            return tx.read(store, path).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("not read: " + e.getMessage(), e);
        }
    }

    /**
     * MD-SAL's own makes an operational tree of the configuration datastore, too, which demands mandatory state. And it
     * calls listeners on many threads, so that what a listener finds when it registers may reach it after a later
     * change (InMemoryDOMStoreTreeChangePublisher has two queues for it). The datastore of the platform has neither
     * fault.
     */
    private static final class Customizer extends ConcurrentDataBrokerTestCustomizer {
        private static final int QUEUE_SIZE = 1000;
        private static final int IDLE_SECONDS = 10;

        Customizer() {
            super(true);
        }

        @Override
        public DOMStore createConfigurationDatastore() {
            return store("CFG", LogicalDatastoreType.CONFIGURATION);
        }

        @Override
        public DOMStore createOperationalDatastore() {
            return store("OPER", LogicalDatastoreType.OPERATIONAL);
        }

        private DOMStore store(final String name, final LogicalDatastoreType type) {
            final var listeners = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>());
            listeners.allowCoreThreadTimeOut(true);
            final var store = new InMemoryDOMDataStore(name, type, listeners, QUEUE_SIZE, false);
            getSchemaService().registerSchemaContextListener(store::onModelContextUpdated);
            return store;
        }
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.configuration;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import java.util.List;
import java.util.Optional;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadOperations;
import org.opendaylight.mdsal.dom.api.DOMDataTreeWriteTransaction;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;

/** The configuration in the datastore, as a whole. Safe for use by several threads. */
final class ConfigurationStore {
    private static final LogicalDatastoreType STORE = LogicalDatastoreType.CONFIGURATION;

    private final DOMDataBroker broker;

    ConfigurationStore(final DOMDataBroker broker) {
        this.broker = requireNonNull(broker);
    }

    /** What is configured, of one moment. */
    FluentFuture<Configuration> read() {
        final var transaction = broker.newReadOnlyTransaction();
        final var read = parts(transaction);
        read.addListener(transaction::close, MoreExecutors.directExecutor());
        return read;
    }

    /** Replaces all of it; fails when the datastore refuses it, and nothing is changed then. */
    FluentFuture<?> replace(final Configuration configuration) {
        final var transaction = broker.newWriteOnlyTransaction();
        for (var name : Configuration.PARTS) {
            final var part = configuration.part(name);
            if (part.isEmpty()) {
                transaction.delete(STORE, YangInstanceIdentifier.of(name));
            }
        }
        put(transaction, configuration);
        return FluentFuture.from(transaction.commit());
    }

    /** Puts it where nothing is configured; the answer is whether that was so. Fails as {@link #replace} does. */
    FluentFuture<Boolean> fill(final Configuration configuration) {
        final var transaction = broker.newReadWriteTransaction();
        return parts(transaction).transformAsync(before -> {
            if (!before.containers().isEmpty()) {
                transaction.cancel();
                return Futures.immediateFuture(false);
            }
            put(transaction, configuration);
            return FluentFuture.from(transaction.commit()).transform(done -> true, MoreExecutors.directExecutor());
        }, MoreExecutors.directExecutor());
    }

    private static FluentFuture<Configuration> parts(final DOMDataTreeReadOperations transaction) {
        return FluentFuture.from(Futures.allAsList(Configuration.PARTS.stream()
                .map(name -> transaction.read(STORE, YangInstanceIdentifier.of(name))).toList()))
            .transform(ConfigurationStore::configuration, MoreExecutors.directExecutor());
    }

    private static Configuration configuration(final List<Optional<NormalizedNode>> parts) {
        return new Configuration(parts.stream().flatMap(Optional::stream).map(ContainerNode.class::cast).toList());
    }

    private static void put(final DOMDataTreeWriteTransaction transaction, final Configuration configuration) {
        for (var each : configuration.containers()) {
            transaction.put(STORE, YangInstanceIdentifier.of(each.name()), each);
        }
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.redistribution;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataBroker.DataTreeChangeExtension;
import org.opendaylight.mdsal.dom.api.DOMDataTreeChangeListener;
import org.opendaylight.mdsal.dom.api.DOMDataTreeIdentifier;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidate;

/** Hands the changes of tables in the operational datastore to one thread. */
final class TableListener implements DOMDataTreeChangeListener {
    private final Executor thread;
    private final Consumer<List<DataTreeCandidate>> changes;

    private TableListener(final Executor thread, final Consumer<List<DataTreeCandidate>> changes) {
        this.thread = requireNonNull(thread);
        this.changes = requireNonNull(changes);
    }

    static Registration register(final DOMDataBroker broker, final YangInstanceIdentifier tables,
            final Executor thread, final Consumer<List<DataTreeCandidate>> changes) {
        final var extension = broker.extension(DataTreeChangeExtension.class);
        if (extension == null) {
            throw new IllegalStateException("the datastore tells no changes");
        }
        return extension.registerTreeChangeListener(
            DOMDataTreeIdentifier.of(LogicalDatastoreType.OPERATIONAL, tables), new TableListener(thread, changes));
    }

    @Override
    public void onInitialData() {
        onDataTreeChanged(List.of());
    }

    @Override
    public void onDataTreeChanged(final List<DataTreeCandidate> candidates) {
        thread.execute(() -> changes.accept(candidates));
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.DataTreeIdentifier;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.InstanceMetadata;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.binding.ChildOf;
import org.opendaylight.yangtools.yang.binding.DataRoot;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;

/**
 * Follows the configuration datastore: a tree after every change, and where to listen. Either container may be absent
 * at the start, come and go. The datastore calls from its own threads, one container independently of the other.
 */
final class MetadataConfiguration implements AutoCloseable {
    private final Consumer<MetadataTree> trees;
    private final Consumer<Set<ListenAddress>> addresses;
    private final Registration dpuListener;
    private final Registration instanceListener;

    private @Nullable Dpu dpu;
    private @Nullable InstanceMetadata instance;
    private @Nullable MetadataValues published;
    private boolean closed;

    /**
     * Starts following. Neither consumer is called after close.
     *
     * @param trees takes the tree to serve from now on whenever a value has changed; until then nothing is available
     * @param addresses takes the addresses to listen on from now on; called soon, also when nothing is configured
     */
    MetadataConfiguration(final DataBroker broker, final Consumer<MetadataTree> trees,
            final Consumer<Set<ListenAddress>> addresses) {
        this.trees = requireNonNull(trees);
        this.addresses = requireNonNull(addresses);
        dpuListener = broker.registerDataListener(configuration(Dpu.class), this::onDpu);
        instanceListener = broker.registerDataListener(configuration(InstanceMetadata.class), this::onInstance);
    }

    @Override
    public void close() {
        instanceListener.close();
        dpuListener.close();
        synchronized (this) {
            closed = true;
        }
    }

    private synchronized void onDpu(final @Nullable Dpu after) {
        dpu = after;
        publish();
    }

    private synchronized void onInstance(final @Nullable InstanceMetadata after) {
        instance = after;
        publish();
        if (!closed) {
            addresses.accept(MetadataMapper.listenAddresses(Optional.ofNullable(after)));
        }
    }

    private void publish() {
        final var values = MetadataMapper.values(Optional.ofNullable(dpu), Optional.ofNullable(instance));
        // Most changes of the DPU are none of ours
        if (!closed && !values.equals(Optional.ofNullable(published))) {
            published = values.orElse(null);
            trees.accept(values.map(MetadataTree::of).orElseGet(MetadataTree::unavailable));
        }
    }

    private static <T extends ChildOf<? extends DataRoot>> DataTreeIdentifier<T> configuration(final Class<T> root) {
        return DataTreeIdentifier.of(LogicalDatastoreType.CONFIGURATION, InstanceIdentifier.create(root));
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.configuration;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import java.util.function.Supplier;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.configuration.rev261126.Backup;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.configuration.rev261126.BackupInput;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.configuration.rev261126.BackupOutput;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.configuration.rev261126.BackupOutputBuilder;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.RpcResultBuilder;

/** Answers {@code backup}. */
final class BackupRpc implements Backup {
    private final ConfigurationStore store;
    private final Supplier<Documents> documents;

    BackupRpc(final ConfigurationStore store, final Supplier<Documents> documents) {
        this.store = requireNonNull(store);
        this.documents = requireNonNull(documents);
    }

    @Override
    public ListenableFuture<RpcResult<BackupOutput>> invoke(final BackupInput input) {
        return store.read().transform(configuration -> RpcResultBuilder.success(
            new BackupOutputBuilder().setDocument(documents.get().write(configuration)).build()).build(),
            MoreExecutors.directExecutor());
    }
}

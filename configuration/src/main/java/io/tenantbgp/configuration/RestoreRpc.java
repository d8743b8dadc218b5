/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.configuration;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import java.util.function.Supplier;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.configuration.rev261126.Restore;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.configuration.rev261126.RestoreInput;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.configuration.rev261126.RestoreOutput;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.configuration.rev261126.RestoreOutputBuilder;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.RpcResultBuilder;

/** Answers {@code restore}. */
final class RestoreRpc implements Restore {
    private final ConfigurationStore store;
    private final Supplier<Documents> documents;

    RestoreRpc(final ConfigurationStore store, final Supplier<Documents> documents) {
        this.store = requireNonNull(store);
        this.documents = requireNonNull(documents);
    }

    @Override
    public ListenableFuture<RpcResult<RestoreOutput>> invoke(final RestoreInput input) {
        final Configuration configuration;
        try {
            configuration = documents.get().read(input.requireDocument());
        } catch (DocumentException e) {
            return Futures.immediateFuture(refused("the document is not read: " + e.getMessage()));
        }
        return store.replace(configuration)
            .transform(done -> RpcResultBuilder.success(new RestoreOutputBuilder().build()).build(),
                MoreExecutors.directExecutor())
            .catching(Exception.class, failure -> refused("the datastore refuses the document: "
                + DocumentException.reason(failure)), MoreExecutors.directExecutor());
    }

    private static RpcResult<RestoreOutput> refused(final String message) {
        return RpcResultBuilder.<RestoreOutput>failed().withError(ErrorType.APPLICATION, ErrorTag.INVALID_VALUE,
            message + "; nothing is changed").build();
    }
}

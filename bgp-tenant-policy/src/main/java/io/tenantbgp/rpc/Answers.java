/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.rpc;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import io.tenantbgp.operations.RefusedException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yangtools.yang.binding.RpcOutput;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.RpcResultBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers of the running edge as results of RPCs. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private Answers() {
        // static methods only
    }

    static <A, O extends RpcOutput> ListenableFuture<RpcResult<O>> of(final CompletionStage<A> answer,
            final Function<A, O> output) {
        final var result = SettableFuture.<RpcResult<O>>create();
        answer.thenApply(output).whenComplete((done, failure) -> result.set(
            failure == null ? RpcResultBuilder.success(done).build() : failed(failure)));
        return result;
    }

    static <O extends RpcOutput> ListenableFuture<RpcResult<O>> refused(final RefusedException why) {
        return Futures.immediateFuture(failed(why));
    }

    /** A mandatory leaf of an input: OpenDaylight does not see to it that it is there. */
    static <T> T required(final @Nullable T leaf, final String name) throws RefusedException {
        if (leaf == null) {
            throw new RefusedException(RefusedException.Kind.MISSING, "the input has no " + name + ", which is needed");
        }
        return leaf;
    }

    private static <O extends RpcOutput> RpcResult<O> failed(final Throwable failure) {
        final var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof RefusedException refused) {
            return RpcResultBuilder.<O>failed()
                .withError(ErrorType.APPLICATION, tag(refused.kind()), refused.getMessage()).build();
        }
        LOG.warn("an RPC failed", cause);
        return RpcResultBuilder.<O>failed()
            .withError(ErrorType.APPLICATION, ErrorTag.OPERATION_FAILED, "internal error, see the log").build();
    }

    private static ErrorTag tag(final RefusedException.Kind kind) {
        return switch (kind) {
            case UNKNOWN -> ErrorTag.DATA_MISSING;
            case CLOSED -> ErrorTag.RESOURCE_DENIED;
            case INVALID -> ErrorTag.INVALID_VALUE;
            case MISSING -> ErrorTag.MISSING_ELEMENT;
        };
    }
}

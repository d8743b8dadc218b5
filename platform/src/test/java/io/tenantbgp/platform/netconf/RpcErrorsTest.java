/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.netconf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.dom.api.DOMRpcAvailabilityListener;
import org.opendaylight.mdsal.dom.api.DOMRpcResult;
import org.opendaylight.mdsal.dom.api.DOMRpcService;
import org.opendaylight.mdsal.dom.spi.DefaultDOMRpcResult;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.common.ErrorSeverity;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.RpcError;
import org.opendaylight.yangtools.yang.common.RpcResultBuilder;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;

class RpcErrorsTest {
    private static final QName RPC = QName.create("urn:x", "rpc");

    private DOMRpcResult invoke(final DOMRpcResult result) throws InterruptedException, ExecutionException {
        return new RpcErrors(new Rpcs(result)).invokeRpc(RPC, null).get();
    }

    @Test
    void errorOfAnRpcBecomesItsFailureWithTagAndText() {
        final var failure = assertThrows(ExecutionException.class, () -> invoke(new DefaultDOMRpcResult(
            RpcResultBuilder.newError(ErrorType.APPLICATION, ErrorTag.INVALID_VALUE, "there is no host9"))));
        final var documented = assertInstanceOf(RpcErrors.Refused.class, failure.getCause()).documented();
        assertEquals(ErrorTag.INVALID_VALUE, documented.getErrorTag());
        assertEquals("there is no host9", documented.getMessage());
    }

    @Test
    void rpcWithoutOutputOrWithAWarningOnlySucceeds() throws InterruptedException, ExecutionException {
        assertNull(invoke(new DefaultDOMRpcResult((ContainerNode) null)).value());
        final RpcError warning = RpcResultBuilder.newWarning(ErrorType.APPLICATION, ErrorTag.INVALID_VALUE, "old");
        assertEquals(ErrorSeverity.WARNING, warning.getSeverity());
        assertEquals(List.of(warning), List.copyOf(invoke(new DefaultDOMRpcResult(List.of(warning))).errors()));
    }

    private record Rpcs(DOMRpcResult result) implements DOMRpcService {
        @Override
        public ListenableFuture<? extends DOMRpcResult> invokeRpc(final QName type, final ContainerNode input) {
            return Futures.immediateFuture(result);
        }

        @Override
        public Registration registerRpcListener(final DOMRpcAvailabilityListener listener) {
            return () -> { };
        }
    }
}

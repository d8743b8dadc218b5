/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.netconf;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import org.opendaylight.mdsal.dom.api.DOMRpcException;
import org.opendaylight.mdsal.dom.api.DOMRpcResult;
import org.opendaylight.mdsal.dom.api.DOMRpcService;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMRpcService;
import org.opendaylight.netconf.api.DocumentedException;
import org.opendaylight.yangtools.yang.common.ErrorSeverity;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.RpcError;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The models' RPCs as NETCONF gets them: it looks at the output only and answers ok where there are errors instead, so
 * these become a failure here. The feature tenant-bgp points NETCONF here; the ranking keeps everybody else away.
 */
@Component(service = DOMRpcService.class,
    property = { "type=tenant-bgp", Constants.SERVICE_RANKING + ":Integer=-1000" })
public final class RpcErrors extends ForwardingDOMRpcService {
    private final DOMRpcService platform;

    /**
     * In front of the platform's.
     *
     * @param platform all RPCs
     */
    @Activate
    public RpcErrors(@Reference(target = "(!(type=tenant-bgp))") final DOMRpcService platform) {
        this.platform = requireNonNull(platform);
    }

    /** What an RPC refused. */
    static final class Refused extends DOMRpcException {
        private static final long serialVersionUID = 1L;

        // Never sent anywhere as an object.
        private final transient RpcError error;

        Refused(final RpcError error) {
            super(error.getMessage());
            this.error = error;
        }

        DocumentedException documented() {
            return new DocumentedException(error.getMessage(), error.getErrorType(), error.getTag(),
                ErrorSeverity.ERROR);
        }
    }

    @Override
    protected DOMRpcService delegate() {
        return platform;
    }

    @Override
    public ListenableFuture<? extends DOMRpcResult> invokeRpc(final QName type, final ContainerNode input) {
        return Futures.transformAsync(platform.invokeRpc(type, input), result -> result.value() != null ? done(result)
            : result.errors().stream().filter(error -> error.getSeverity() == ErrorSeverity.ERROR).findFirst()
                .map(error -> Futures.<DOMRpcResult>immediateFailedFuture(new Refused(error)))
                .orElseGet(() -> done(result)), MoreExecutors.directExecutor());
    }

    private static ListenableFuture<DOMRpcResult> done(final DOMRpcResult result) {
        return Futures.immediateFuture(result);
    }
}

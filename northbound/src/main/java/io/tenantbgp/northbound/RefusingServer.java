/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.northbound;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.validation.ConfigurationGuard;
import java.net.URI;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.restconf.api.ApiPath;
import org.opendaylight.restconf.api.FormattableBody;
import org.opendaylight.restconf.common.errors.RestconfCallback;
import org.opendaylight.restconf.common.errors.RestconfDocumentedException;
import org.opendaylight.restconf.common.errors.RestconfFuture;
import org.opendaylight.restconf.common.errors.SettableRestconfFuture;
import org.opendaylight.restconf.server.api.ChildBody;
import org.opendaylight.restconf.server.api.CreateResourceResult;
import org.opendaylight.restconf.server.api.DataGetResult;
import org.opendaylight.restconf.server.api.DataPatchResult;
import org.opendaylight.restconf.server.api.DataPostBody;
import org.opendaylight.restconf.server.api.DataPostResult;
import org.opendaylight.restconf.server.api.DataPutResult;
import org.opendaylight.restconf.server.api.DataYangPatchResult;
import org.opendaylight.restconf.server.api.InvokeResult;
import org.opendaylight.restconf.server.api.ModulesGetResult;
import org.opendaylight.restconf.server.api.OperationInputBody;
import org.opendaylight.restconf.server.api.PatchBody;
import org.opendaylight.restconf.server.api.ResourceBody;
import org.opendaylight.restconf.server.api.RestconfServer;
import org.opendaylight.restconf.server.api.ServerRequest;
import org.opendaylight.restconf.server.spi.DatabindProvider;
import org.opendaylight.yangtools.yang.common.Empty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The platform's RESTCONF server with answers a client can use. The feature points the reference {@code server} of the
 * platform's JaxRsNorthbound here, so RESTCONF opens no earlier than every change is checked.
 */
@Component(service = RestconfServer.class, property = "type=tenant-bgp")
public final class RefusingServer implements RestconfServer {
    private final RestconfServer delegate;
    private final RestconfAnswers answers;

    /**
     * In front of the platform's.
     *
     * @param delegate the platform's server
     * @param databind the models
     * @param guard is there while changes are checked
     */
    @Activate
    public RefusingServer(@Reference(target = "(!(type=tenant-bgp))") final RestconfServer delegate,
            @Reference final DatabindProvider databind, @Reference final ConfigurationGuard guard) {
        this.delegate = requireNonNull(delegate);
        answers = new RestconfAnswers(databind);
        requireNonNull(guard);
    }

    @Override
    public RestconfFuture<Empty> dataDELETE(final ServerRequest request, final ApiPath identifier) {
        return answered(() -> delegate.dataDELETE(request, identifier));
    }

    @Override
    public RestconfFuture<DataGetResult> dataGET(final ServerRequest request) {
        return answered(() -> delegate.dataGET(request));
    }

    @Override
    public RestconfFuture<DataGetResult> dataGET(final ServerRequest request, final ApiPath identifier) {
        return answered(() -> delegate.dataGET(request, identifier));
    }

    @Override
    public RestconfFuture<DataPatchResult> dataPATCH(final ServerRequest request, final ResourceBody body) {
        return answered(() -> delegate.dataPATCH(request, body));
    }

    @Override
    public RestconfFuture<DataPatchResult> dataPATCH(final ServerRequest request, final ApiPath identifier,
            final ResourceBody body) {
        return answered(() -> delegate.dataPATCH(request, identifier, body));
    }

    @Override
    public RestconfFuture<DataYangPatchResult> dataPATCH(final ServerRequest request, final PatchBody body) {
        return answered(() -> delegate.dataPATCH(request, body)).transform(answers::of);
    }

    @Override
    public RestconfFuture<DataYangPatchResult> dataPATCH(final ServerRequest request, final ApiPath identifier,
            final PatchBody body) {
        return answered(() -> delegate.dataPATCH(request, identifier, body)).transform(answers::of);
    }

    @Override
    public RestconfFuture<CreateResourceResult> dataPOST(final ServerRequest request, final ChildBody body) {
        return answered(() -> delegate.dataPOST(request, body));
    }

    @Override
    public RestconfFuture<? extends DataPostResult> dataPOST(final ServerRequest request, final ApiPath identifier,
            final DataPostBody body) {
        return this.<DataPostResult>answered(() -> delegate.dataPOST(request, identifier, body)
            .transform(Function.<DataPostResult>identity()::apply));
    }

    @Override
    public RestconfFuture<DataPutResult> dataPUT(final ServerRequest request, final ResourceBody body) {
        return answered(() -> delegate.dataPUT(request, body));
    }

    @Override
    public RestconfFuture<DataPutResult> dataPUT(final ServerRequest request, final ApiPath identifier,
            final ResourceBody body) {
        return answered(() -> delegate.dataPUT(request, identifier, body));
    }

    @Override
    public RestconfFuture<FormattableBody> operationsGET(final ServerRequest request) {
        return delegate.operationsGET(request);
    }

    @Override
    public RestconfFuture<FormattableBody> operationsGET(final ServerRequest request, final ApiPath operation) {
        return delegate.operationsGET(request, operation);
    }

    @Override
    public RestconfFuture<InvokeResult> operationsPOST(final ServerRequest request, final URI restconfURI,
            final ApiPath operation, final OperationInputBody body) {
        return answered(() -> delegate.operationsPOST(request, restconfURI, operation, body));
    }

    @Override
    public RestconfFuture<FormattableBody> yangLibraryVersionGET(final ServerRequest request) {
        return delegate.yangLibraryVersionGET(request);
    }

    @Override
    public RestconfFuture<ModulesGetResult> modulesYangGET(final ServerRequest request, final String fileName,
            final @Nullable String revision) {
        return delegate.modulesYangGET(request, fileName, revision);
    }

    @Override
    public RestconfFuture<ModulesGetResult> modulesYangGET(final ServerRequest request, final ApiPath mountPath,
            final String fileName, final @Nullable String revision) {
        return delegate.modulesYangGET(request, mountPath, fileName, revision);
    }

    @Override
    public RestconfFuture<ModulesGetResult> modulesYinGET(final ServerRequest request, final String fileName,
            final @Nullable String revision) {
        return delegate.modulesYinGET(request, fileName, revision);
    }

    @Override
    public RestconfFuture<ModulesGetResult> modulesYinGET(final ServerRequest request, final ApiPath mountPath,
            final String fileName, final @Nullable String revision) {
        return delegate.modulesYinGET(request, mountPath, fileName, revision);
    }

    // The platform lets exceptions of its parsers through, which the servlet container makes 500 of.
    @SuppressWarnings("checkstyle:illegalCatch")
    private <T> RestconfFuture<T> answered(final Supplier<RestconfFuture<T>> operation) {
        final var answer = new SettableRestconfFuture<T>();
        try {
            operation.get().addCallback(new RestconfCallback<>() {
                @Override
                public void onSuccess(final T result) {
                    answer.set(result);
                }

                @Override
                protected void onFailure(final RestconfDocumentedException failure) {
                    answer.setFailure(answers.of(failure));
                }
            });
        } catch (RestconfDocumentedException e) {
            answer.setFailure(answers.of(e));
        } catch (RuntimeException e) {
            answer.setFailure(answers.ofUnreadable(e));
        }
        return answer;
    }
}

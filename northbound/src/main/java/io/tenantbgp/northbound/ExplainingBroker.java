/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.northbound;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import io.tenantbgp.validation.InvalidConfigurationException;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadWriteTransaction;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataBroker;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataReadWriteTransaction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The datastore as the platform's RESTCONF server has it: a commit that fails for the client's mistake fails with the
 * text of the mistake, which is all that the platform keeps of it for a YANG patch. The feature points the reference
 * {@code dataBroker} of MdsalRestconfServer here. The ranking keeps it from everybody else.
 */
@Component(service = DOMDataBroker.class,
    property = { "type=tenant-bgp-northbound", "service.ranking:Integer=-1000" })
public final class ExplainingBroker extends ForwardingDOMDataBroker {
    private final DOMDataBroker delegate;

    /**
     * In front of the platform's.
     *
     * @param delegate the platform's datastore
     */
    @Activate
    public ExplainingBroker(@Reference(target = "(!(type=tenant-bgp*))") final DOMDataBroker delegate) {
        this.delegate = requireNonNull(delegate);
    }

    @Override
    protected DOMDataBroker delegate() {
        return delegate;
    }

    @Override
    public DOMDataTreeReadWriteTransaction newReadWriteTransaction() {
        return new Explaining(delegate.newReadWriteTransaction());
    }

    private static final class Explaining extends ForwardingDOMDataReadWriteTransaction {
        private final DOMDataTreeReadWriteTransaction delegate;

        Explaining(final DOMDataTreeReadWriteTransaction delegate) {
            this.delegate = requireNonNull(delegate);
        }

        @Override
        protected DOMDataTreeReadWriteTransaction delegate() {
            return delegate;
        }

        @Override
        public FluentFuture<? extends CommitInfo> commit() {
            return FluentFuture.<CommitInfo>from(Futures.transform(delegate.commit(), CommitInfo.class::cast,
                MoreExecutors.directExecutor()))
                .catchingAsync(Exception.class, failure -> Futures.immediateFailedFuture(explained(failure)),
                    MoreExecutors.directExecutor());
        }

        private static Exception explained(final Exception failure) {
            final var refusals = Refusal.of(failure);
            return refusals.isEmpty() ? failure
                : new InvalidConfigurationException(refusals.stream().map(Refusal::finding).toList(), failure);
        }
    }
}

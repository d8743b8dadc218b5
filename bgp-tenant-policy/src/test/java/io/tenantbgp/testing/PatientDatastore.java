/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.testing;

import com.google.common.util.concurrent.FluentFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataTreeWriteTransaction;
import org.opendaylight.mdsal.dom.api.DOMTransactionChain;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataBroker;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataWriteTransaction;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMTransactionChain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The in-memory datastore with transaction chains that are closed when their last commit has ended. One that is closed
 * at the moment its commit ends never returns (AbstractSnapshotBackedTransactionChain.close reads its state once and
 * compares it for ever), and RIBImpl closes its chain right after a commit. The datastore of the platform does not have
 * this fault.
 */
final class PatientDatastore extends ForwardingDOMDataBroker {
    private static final Logger LOG = LoggerFactory.getLogger(PatientDatastore.class);
    private static final long TIMEOUT_SECONDS = 5;

    private final DOMDataBroker delegate;

    PatientDatastore(final DOMDataBroker delegate) {
        this.delegate = delegate;
    }

    @Override
    protected DOMDataBroker delegate() {
        return delegate;
    }

    @Override
    public DOMTransactionChain createTransactionChain() {
        return new Chain(delegate.createTransactionChain());
    }

    @Override
    public DOMTransactionChain createMergingTransactionChain() {
        return new Chain(delegate.createMergingTransactionChain());
    }

    private static final class Chain extends ForwardingDOMTransactionChain {
        private final DOMTransactionChain delegate;
        private volatile FluentFuture<? extends CommitInfo> last = CommitInfo.emptyFluentFuture();

        Chain(final DOMTransactionChain delegate) {
            this.delegate = delegate;
        }

        @Override
        protected DOMTransactionChain delegate() {
            return delegate;
        }

        @Override
        public DOMDataTreeWriteTransaction newWriteOnlyTransaction() {
            final var writes = delegate.newWriteOnlyTransaction();
            return new ForwardingDOMDataWriteTransaction() {
                @Override
                protected DOMDataTreeWriteTransaction delegate() {
                    return writes;
                }

                @Override
                public FluentFuture<? extends CommitInfo> commit() {
                    final var committed = writes.commit();
                    last = committed;
                    return committed;
                }
            };
        }

        @Override
        public void close() {
            try {
                last.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                LOG.debug("closed all the same: the last commit has failed, or does not end", e);
            } finally {
                delegate.close();
            }
        }
    }
}

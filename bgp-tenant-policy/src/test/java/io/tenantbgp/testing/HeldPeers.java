/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.testing;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.SettableFuture;
import java.util.ArrayList;
import java.util.List;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataTreeWriteTransaction;
import org.opendaylight.mdsal.dom.api.DOMTransactionChain;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataBroker;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataWriteTransaction;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMTransactionChain;
import org.opendaylight.protocol.bgp.rib.spi.RIBNodeIdentifiers;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;

/** A datastore that is slow to commit new peers of BGPCEP when it is told to be, as the platform's is under load. */
final class HeldPeers extends ForwardingDOMDataBroker {
    private final DOMDataBroker delegate;
    private final List<Runnable> held = new ArrayList<>();
    private boolean holding;

    HeldPeers(final DOMDataBroker delegate) {
        this.delegate = delegate;
    }

    synchronized void hold() {
        holding = true;
    }

    synchronized void release() {
        holding = false;
        held.forEach(Runnable::run);
        held.clear();
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

    private synchronized FluentFuture<? extends CommitInfo> commit(final DOMDataTreeWriteTransaction tx,
            final boolean peer) {
        if (!peer || !holding) {
            return tx.commit();
        }
        final SettableFuture<CommitInfo> committed = SettableFuture.create();
        held.add(() -> committed.setFuture(tx.commit()));
        return FluentFuture.from(committed);
    }

    private final class Chain extends ForwardingDOMTransactionChain {
        private final DOMTransactionChain delegate;

        Chain(final DOMTransactionChain delegate) {
            this.delegate = delegate;
        }

        @Override
        protected DOMTransactionChain delegate() {
            return delegate;
        }

        @Override
        public DOMDataTreeWriteTransaction newWriteOnlyTransaction() {
            return new Writes(delegate.newWriteOnlyTransaction());
        }
    }

    private final class Writes extends ForwardingDOMDataWriteTransaction {
        private final DOMDataTreeWriteTransaction delegate;
        private boolean peer;

        Writes(final DOMDataTreeWriteTransaction delegate) {
            this.delegate = delegate;
        }

        @Override
        protected DOMDataTreeWriteTransaction delegate() {
            return delegate;
        }

        @Override
        public void put(final LogicalDatastoreType store, final YangInstanceIdentifier path,
                final NormalizedNode data) {
            peer = peer || path.getLastPathArgument() instanceof NodeIdentifierWithPredicates entry
                && entry.getNodeType().equals(RIBNodeIdentifiers.PEER_NID.getNodeType());
            delegate.put(store, path, data);
        }

        @Override
        public FluentFuture<? extends CommitInfo> commit() {
            return HeldPeers.this.commit(delegate, peer);
        }
    }
}

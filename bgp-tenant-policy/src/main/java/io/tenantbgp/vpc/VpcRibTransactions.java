/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.vpc;

import static java.util.Objects.requireNonNull;

import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataTreeWriteTransaction;
import org.opendaylight.mdsal.dom.api.DOMTransactionChain;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataWriteTransaction;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMTransactionChain;
import org.opendaylight.protocol.bgp.rib.spi.RIBNodeIdentifiers;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;

/**
 * BGPCEP's transactions without those on routes in the Adj-RIB-Out of a VPC's RIB. A tenant gets no routes, so there
 * are none; but BGPCEP deletes each route that leaves the Loc-RIB from the Adj-RIB-Out of every peer
 * (AbstractPeer.refreshRibOut). For a peer whose own subtree is not committed yet the second such transaction fails
 * ("Metadata not available for modification"), the datastore's shard keeps a failed one at the head of its queue
 * until it times out (ShardDataTree.createFailedCohort), and all of BGP stands still for 20 s: a tenant that flaps
 * while another one withdraws is enough. Thread-safe as the delegate.
 */
public final class VpcRibTransactions extends ForwardingDOMTransactionChain {
    /** {@code /bgp-rib/rib/rib[id]/peer/peer[id]/adj-rib-out/tables/tables[family]/routes}. */
    private static final int RIB = 2;
    private static final int ADJ_RIB_OUT = 5;
    private static final int ROUTES = 8;

    private final DOMTransactionChain delegate;

    /**
     * Of one of BGPCEP's chains.
     *
     * @param delegate the datastore's chain
     */
    public VpcRibTransactions(final DOMTransactionChain delegate) {
        this.delegate = requireNonNull(delegate);
    }

    @Override
    protected DOMTransactionChain delegate() {
        return delegate;
    }

    @Override
    public DOMDataTreeWriteTransaction newWriteOnlyTransaction() {
        return new Writes(delegate.newWriteOnlyTransaction());
    }

    static boolean isRouteToATenant(final YangInstanceIdentifier path) {
        final var steps = path.getPathArguments();
        return steps.size() > ROUTES && steps.get(ADJ_RIB_OUT).equals(RIBNodeIdentifiers.ADJRIBOUT_NID)
            && steps.get(ROUTES).equals(RIBNodeIdentifiers.ROUTES_NID)
            && steps.get(RIB) instanceof NodeIdentifierWithPredicates rib
            && rib.values().stream().allMatch(id -> id.toString().startsWith(VpcRib.PREFIX));
    }

    private static final class Writes extends ForwardingDOMDataWriteTransaction {
        private final DOMDataTreeWriteTransaction delegate;

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
            if (!isRouteToATenant(path)) {
                delegate.put(store, path, data);
            }
        }

        @Override
        public void merge(final LogicalDatastoreType store, final YangInstanceIdentifier path,
                final NormalizedNode data) {
            if (!isRouteToATenant(path)) {
                delegate.merge(store, path, data);
            }
        }

        @Override
        public void delete(final LogicalDatastoreType store, final YangInstanceIdentifier path) {
            if (!isRouteToATenant(path)) {
                delegate.delete(store, path);
            }
        }
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.osgi;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.FluentFuture;
import io.tenantbgp.fabric.FabricRib;
import io.tenantbgp.fabric.RibBacklog;
import io.tenantbgp.vpc.VpcRib;
import java.util.List;
import java.util.function.Predicate;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataTreeWriteTransaction;
import org.opendaylight.mdsal.dom.api.DOMTransactionChain;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataWriteTransaction;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMTransactionChain;
import org.opendaylight.protocol.bgp.rib.spi.RIBNodeIdentifiers;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.PathArgument;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;

/**
 * BGPCEP's transactions, those of the fabric's neighbours counted, and without two kinds of routes. Thread-safe as the
 * delegate.
 * <ul>
 * <li>Those in the Adj-RIB-Out of a VPC's RIB. A tenant gets no routes, so there are none; but BGPCEP deletes each
 * route that leaves the Loc-RIB from the Adj-RIB-Out of every peer (AbstractPeer.refreshRibOut). For a peer whose own
 * subtree is not committed yet the second such transaction fails ("Metadata not available for modification"), the
 * datastore's shard keeps a failed one at the head of its queue until it times out (ShardDataTree.createFailedCohort),
 * and all of BGP stands still for 20 s: a tenant that flaps while another one withdraws is enough.</li>
 * <li>Those a neighbour of the fabric announces, behind its Adj-RIB-In. They are announced to nobody, but in the
 * Loc-RIB one would take the place of an own route that is withdrawn, and BGPCEP does not withdraw what it has
 * announced when the policy rejects what came in its place (AbstractPeer.installRouteRibOut): leaves that send back
 * what they got, or have the same anycast prefix of another DPU, would keep it for ever.</li>
 * </ul>
 */
final class RibTransactions extends ForwardingDOMTransactionChain {
    /** {@code /bgp-rib/rib/rib[id]/peer/peer[id]/adj-rib-out/tables/tables[family]/routes}, and effective-rib-in. */
    private static final int RIB = 2;
    private static final int PEER = 4;
    private static final int SIDE = 5;
    private static final int ROUTES = 8;

    private final DOMTransactionChain delegate;
    private final RibBacklog fabricBacklog;

    /**
     * Of one of BGPCEP's chains.
     *
     * @param delegate the datastore's chain
     * @param fabricBacklog counts the commits of what neighbours announce
     */
    RibTransactions(final DOMTransactionChain delegate, final RibBacklog fabricBacklog) {
        this.delegate = requireNonNull(delegate);
        this.fabricBacklog = requireNonNull(fabricBacklog);
    }

    @Override
    protected DOMTransactionChain delegate() {
        return delegate;
    }

    @Override
    public DOMDataTreeWriteTransaction newWriteOnlyTransaction() {
        return new Writes(delegate.newWriteOnlyTransaction(), fabricBacklog);
    }

    /** Whether the path leads to routes that are left out. */
    static boolean isLeftOut(final YangInstanceIdentifier path) {
        final var steps = path.getPathArguments();
        if (steps.size() <= ROUTES || !steps.get(ROUTES).equals(RIBNodeIdentifiers.ROUTES_NID)) {
            return false;
        }
        final var side = steps.get(SIDE);
        return side.equals(RIBNodeIdentifiers.ADJRIBOUT_NID) && hasKey(steps.get(RIB), VpcRib::isOurs)
            || side.equals(RIBNodeIdentifiers.EFFRIBIN_NID) && isNeighbor(steps);
    }

    private static boolean isNeighbor(final List<PathArgument> steps) {
        return hasKey(steps.get(RIB), FabricRib.ID::equals)
            && !hasKey(steps.get(PEER), FabricRib.APPLICATION_PEER_ID::equals);
    }

    /** Whether the path leads to a route that a neighbour of the fabric has announced. */
    static boolean isLearnt(final YangInstanceIdentifier path) {
        final var steps = path.getPathArguments();
        return steps.size() > ROUTES && steps.get(SIDE).equals(RIBNodeIdentifiers.ADJRIBIN_NID) && isNeighbor(steps);
    }

    private static boolean hasKey(final PathArgument step, final Predicate<String> wanted) {
        return step instanceof NodeIdentifierWithPredicates entry
            && entry.values().stream().allMatch(key -> wanted.test(key.toString()));
    }

    private static final class Writes extends ForwardingDOMDataWriteTransaction {
        private final DOMDataTreeWriteTransaction delegate;
        private final RibBacklog fabricBacklog;
        private boolean learnt;

        Writes(final DOMDataTreeWriteTransaction delegate, final RibBacklog fabricBacklog) {
            this.delegate = delegate;
            this.fabricBacklog = fabricBacklog;
        }

        @Override
        public FluentFuture<? extends CommitInfo> commit() {
            final var commit = delegate.commit();
            if (learnt) {
                fabricBacklog.add(commit);
            }
            return commit;
        }

        @Override
        protected DOMDataTreeWriteTransaction delegate() {
            return delegate;
        }

        @Override
        public void put(final LogicalDatastoreType store, final YangInstanceIdentifier path,
                final NormalizedNode data) {
            learnt = learnt || isLearnt(path);
            if (!isLeftOut(path)) {
                delegate.put(store, path, data);
            }
        }

        @Override
        public void merge(final LogicalDatastoreType store, final YangInstanceIdentifier path,
                final NormalizedNode data) {
            learnt = learnt || isLearnt(path);
            if (!isLeftOut(path)) {
                delegate.merge(store, path, data);
            }
        }

        @Override
        public void delete(final LogicalDatastoreType store, final YangInstanceIdentifier path) {
            learnt = learnt || isLearnt(path);
            if (!isLeftOut(path)) {
                delegate.delete(store, path);
            }
        }
    }
}

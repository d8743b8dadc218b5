/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.osgi;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.SettableFuture;
import io.tenantbgp.fabric.RibBacklog;
import io.tenantbgp.osgi.PeerSubtrees.Subtree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataTreeWriteTransaction;
import org.opendaylight.mdsal.dom.api.DOMTransactionChain;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMTransactionChain;
import org.opendaylight.yangtools.yang.common.Empty;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;

/**
 * BGPCEP's transactions, those of the fabric's neighbours counted, and without two kinds of routes. Thread-safe as the
 * delegate.
 * <ul>
 * <li>Those in the Adj-RIB-Out of a VPC's RIB. A tenant gets no routes, so there are none; but BGPCEP deletes each
 * route that leaves the Loc-RIB from the Adj-RIB-Out of every peer (AbstractPeer.refreshRibOut).</li>
 * <li>Those a neighbour of the fabric announces, behind its Adj-RIB-In. They are announced to nobody, but in the
 * Loc-RIB one would take the place of an own route that is withdrawn, and BGPCEP does not withdraw what it has
 * announced when the policy rejects what came in its place (AbstractPeer.installRouteRibOut): leaves that send back
 * what they got, or have the same anycast prefix of another DPU, would keep it for ever.</li>
 * </ul>
 * Those in any other Adj-RIB-Out are held back until the datastore has the peer's subtree: BGPCEP writes them in
 * another chain than that, and does not wait (BGPPeer.onSessionUp). The second such transaction fails ("Metadata not
 * available for modification"), the datastore's shard keeps a failed one at the head of its queue until it times out
 * (ShardDataTree.createFailedCohort), and all of BGP stands still for 20 s.
 */
final class RibTransactions extends ForwardingDOMTransactionChain {
    private final DOMTransactionChain delegate;
    private final RibBacklog fabricBacklog;
    private final PeerSubtrees peers;
    /** The peer to which the routes of this chain are announced, and which of its sessions. */
    private volatile @Nullable Subtree receiver;

    /** In the order of their commits. Guarded by this, as the two below. */
    private final Queue<Writes> held = new ArrayDeque<>();
    /** Commits join the queue, which is released when the peer's subtree is there. */
    private boolean holding;
    private boolean closed;
    /** Begun commits that are not done, to be told when the chain has failed: mdsal forgets those it had queued. */
    private final Set<Writes> unsettled = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Throwable failure;

    /**
     * Of one of BGPCEP's chains.
     *
     * @param delegate the datastore's chain
     * @param fabricBacklog counts the commits of what neighbours announce
     * @param peers those of all chains
     */
    RibTransactions(final DOMTransactionChain delegate, final RibBacklog fabricBacklog, final PeerSubtrees peers) {
        this.delegate = requireNonNull(delegate);
        this.fabricBacklog = requireNonNull(fabricBacklog);
        this.peers = requireNonNull(peers);
        Futures.addCallback(delegate.future(), new FutureCallback<Empty>() {
            @Override
            public void onSuccess(final Empty result) {
                // All were done before.
            }

            @Override
            public void onFailure(final Throwable cause) {
                failure = cause;
                unsettled.forEach(writes -> writes.fail(cause));
            }
        }, MoreExecutors.directExecutor());
    }

    @Override
    protected DOMTransactionChain delegate() {
        return delegate;
    }

    @Override
    public DOMDataTreeWriteTransaction newWriteOnlyTransaction() {
        return new Writes();
    }

    @Override
    public ListenableFuture<Empty> future() {
        return Futures.catchingAsync(delegate.future(), Exception.class,
            cause -> isReceiverGone() ? Futures.immediateFuture(Empty.value()) : Futures.immediateFailedFuture(cause),
            MoreExecutors.directExecutor());
    }

    @Override
    public void close() {
        final List<Writes> dropped;
        final boolean releasing;
        synchronized (this) {
            closed = true;
            releasing = holding;
            dropped = List.copyOf(held);
            held.clear();
        }
        dropped.forEach(Writes::drop);
        // One of them may be on its way to the delegate: whoever releases them closes it.
        if (!releasing) {
            delegate.close();
        }
    }

    /**
     * What is written to a peer that has been deleted meanwhile fails, which harms nobody; but BGPCEP would end the
     * session the peer has by then (BGPPeer.onRibOutChainFailed).
     */
    private boolean isReceiverGone() {
        final var subtree = receiver;
        return subtree != null && subtree.isGone();
    }

    private boolean isReceiverComing() {
        final var subtree = receiver;
        return subtree != null && subtree.isComing();
    }

    private synchronized boolean isHolding() {
        return holding;
    }

    /** False when there is nothing to wait for. */
    private boolean hold(final Writes writes) {
        synchronized (this) {
            if (!holding && !isReceiverComing()) {
                return false;
            }
            held.add(writes);
            if (holding) {
                return true;
            }
            holding = true;
        }
        requireNonNull(receiver).whenSettled(this::release);
        return true;
    }

    // Whatever it is: BGPCEP waits for the last one when the session ends (AbstractPeer.releaseRibOutChain).
    @SuppressWarnings("checkstyle:illegalCatch")
    private void release() {
        for (var next = nextHeld(); next != null; next = nextHeld()) {
            try {
                if (isReceiverGone()) {
                    next.drop();
                } else {
                    next.commitNow();
                }
            } catch (RuntimeException e) {
                next.committed.setException(e);
            }
        }
    }

    private @Nullable Writes nextHeld() {
        synchronized (this) {
            final var next = held.poll();
            holding = next != null;
            if (holding || !closed) {
                return next;
            }
        }
        delegate.close();
        return null;
    }

    /** Begun when the delegate is to have it: what it is based on has the peer's subtree then. */
    private final class Writes implements DOMDataTreeWriteTransaction {
        private final SettableFuture<CommitInfo> committed = SettableFuture.create();
        private final List<Consumer<DOMDataTreeWriteTransaction>> waiting = new ArrayList<>();
        private @Nullable DOMDataTreeWriteTransaction begun;
        private @Nullable YangInstanceIdentifier coming;
        private @Nullable YangInstanceIdentifier going;
        private boolean learnt;

        @Override
        public void put(final LogicalDatastoreType store, final YangInstanceIdentifier path,
                final NormalizedNode data) {
            if (RibPaths.isPeer(path)) {
                coming = path;
            }
            write(path, tx -> tx.put(store, path, data));
        }

        @Override
        public void merge(final LogicalDatastoreType store, final YangInstanceIdentifier path,
                final NormalizedNode data) {
            write(path, tx -> tx.merge(store, path, data));
        }

        @Override
        public void delete(final LogicalDatastoreType store, final YangInstanceIdentifier path) {
            if (RibPaths.isPeer(path)) {
                going = path;
            }
            write(path, tx -> tx.delete(store, path));
        }

        @Override
        public FluentFuture<? extends CommitInfo> commit() {
            if (begun != null || !hold(this)) {
                commitNow();
            }
            return FluentFuture.from(committed);
        }

        @Override
        public FluentFuture<?> completionFuture() {
            return FluentFuture.from(committed);
        }

        @Override
        public boolean cancel() {
            final var tx = begun;
            return tx == null || tx.cancel();
        }

        @Override
        public Object getIdentifier() {
            final var tx = begun;
            return tx == null ? "not begun" : tx.getIdentifier();
        }

        private void write(final YangInstanceIdentifier path, final Consumer<DOMDataTreeWriteTransaction> write) {
            learnt = learnt || RibPaths.isLearnt(path);
            if (RibPaths.isLeftOut(path)) {
                return;
            }
            if (receiver == null) {
                RibPaths.receiver(path).flatMap(peers::of).ifPresent(subtree -> receiver = subtree);
            }
            if (begun == null && (!waiting.isEmpty() || isReceiverComing() || isHolding())) {
                waiting.add(write);
            } else {
                write.accept(begin());
            }
        }

        private DOMDataTreeWriteTransaction begin() {
            var tx = begun;
            if (tx == null) {
                tx = delegate.newWriteOnlyTransaction();
                begun = tx;
            }
            return tx;
        }

        private void commitNow() {
            final var tx = begin();
            waiting.forEach(write -> write.accept(tx));
            if (going != null) {
                peers.goes(going);
            }
            settle(tx.commit());
            if (coming != null) {
                peers.comes(coming, committed);
            }
            if (learnt) {
                fabricBacklog.add(committed);
            }
        }

        private void settle(final ListenableFuture<? extends CommitInfo> commit) {
            unsettled.add(this);
            committed.addListener(() -> unsettled.remove(this), MoreExecutors.directExecutor());
            Futures.addCallback(commit, new FutureCallback<CommitInfo>() {
                @Override
                public void onSuccess(final CommitInfo result) {
                    committed.set(result);
                }

                @Override
                public void onFailure(final Throwable cause) {
                    fail(cause);
                }
            }, MoreExecutors.directExecutor());
            final var failed = failure;
            if (failed != null) {
                fail(failed);
            }
        }

        private void fail(final Throwable cause) {
            if (isReceiverGone()) {
                drop();
            } else {
                committed.setException(cause);
            }
        }

        private void drop() {
            committed.set(CommitInfo.empty());
        }
    }
}

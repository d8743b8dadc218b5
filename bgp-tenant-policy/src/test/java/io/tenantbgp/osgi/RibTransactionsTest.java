/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import io.tenantbgp.fabric.FabricRib;
import io.tenantbgp.fabric.RibBacklog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadTransaction;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadWriteTransaction;
import org.opendaylight.mdsal.dom.api.DOMDataTreeWriteTransaction;
import org.opendaylight.mdsal.dom.api.DOMTransactionChain;
import org.opendaylight.protocol.bgp.rib.spi.RIBNodeIdentifiers;
import org.opendaylight.yangtools.yang.common.Empty;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;

/** When what BGPCEP writes to a peer gets to the datastore. */
class RibTransactionsTest {
    private static final YangInstanceIdentifier PEER = RibNodes.peer(FabricRib.ID, "bgp://10.0.0.10");
    private static final String FIRST = "203.0.113.1/32";
    private static final String SECOND = "203.0.113.2/32";

    private final PeerSubtrees peers = new PeerSubtrees();
    private final Chain toDatastore = new Chain();
    private final Chain toDatastoreOut = new Chain();
    /** The peer's own chain, and that of the routes to it. */
    private final RibTransactions own = new RibTransactions(toDatastore, new RibBacklog(), peers);
    private final RibTransactions out = new RibTransactions(toDatastoreOut, new RibBacklog(), peers);

    @Test
    void routesToAPeerThatIsNotThereYetFollowItInOrder() {
        comes();
        final var first = announce(FIRST, SECOND);
        final var second = withdraw(FIRST);
        final var third = out.newWriteOnlyTransaction().commit();
        assertEquals(List.of(), toDatastoreOut.seen);

        toDatastore.commits.get(0).set(CommitInfo.empty());

        assertEquals(List.of("begin", "put " + FIRST, "put " + SECOND, "commit", "begin", "delete " + FIRST, "commit",
            "begin", "commit"), toDatastoreOut.seen);
        assertFalse(first.isDone() || second.isDone() || third.isDone());
        toDatastoreOut.commits.forEach(commit -> commit.set(CommitInfo.empty()));
        assertTrue(first.isDone() && second.isDone() && third.isDone());

        withdraw(SECOND);
        assertEquals(List.of("begin", "delete " + SECOND, "commit"), toDatastoreOut.seen.subList(9, 12));
    }

    @Test
    void routesToOtherPeersAreNotHeldBack() {
        comes();
        final var tx = out.newWriteOnlyTransaction();
        tx.delete(LogicalDatastoreType.OPERATIONAL,
            route(RibNodes.table(FabricRib.ID, "bgp://10.0.0.11", RIBNodeIdentifiers.ADJRIBOUT_NID), FIRST));
        tx.commit();
        assertEquals(List.of("begin", "delete " + FIRST, "commit"), toDatastoreOut.seen);
    }

    /** BGPCEP waits for the last one on the session's event loop. */
    @Test
    void routesToAPeerThatGoesBeforeItWasThereAreLeftOut() throws Exception {
        comes();
        final var held = announce(FIRST);
        goes();
        assertEquals(CommitInfo.empty(), Futures.getDone(held));
        out.close();
        toDatastore.commits.get(0).set(CommitInfo.empty());
        assertEquals(List.of("close"), toDatastoreOut.seen);
    }

    @Test
    void routesToAPeerThatNeverComesAreLeftOut() throws Exception {
        comes();
        final var held = announce(FIRST);
        toDatastore.commits.get(0).setException(new IllegalStateException("a datastore that is full"));
        assertEquals(CommitInfo.empty(), Futures.getDone(held));
        assertEquals(List.of(), toDatastoreOut.seen);
    }

    @Test
    void chainIsClosedWhenNoneOfItsTransactionsIsUnderway() throws Exception {
        comes();
        final var held = announce(FIRST);
        out.close();
        assertEquals(CommitInfo.empty(), Futures.getDone(held));
        assertEquals(List.of(), toDatastoreOut.seen);
        toDatastore.commits.get(0).set(CommitInfo.empty());
        assertEquals(List.of("close"), toDatastoreOut.seen);
    }

    @Test
    void transactionTheDatastoreDoesNotBeginFails() {
        comes();
        final var held = announce(FIRST);
        toDatastoreOut.broken = true;
        toDatastore.commits.get(0).set(CommitInfo.empty());
        assertEquals("broken", assertThrows(ExecutionException.class, () -> Futures.getDone(held)).getCause()
            .getMessage());
    }

    @Test
    void failureOfRoutesToAPeerThatHasGoneIsNone() throws Exception {
        comes();
        toDatastore.commits.get(0).set(CommitInfo.empty());
        final var commit = announce(FIRST);
        goes();
        // The next session of it is another one.
        comes();
        toDatastoreOut.fail();
        assertEquals(CommitInfo.empty(), Futures.getDone(commit));
        assertEquals(Empty.value(), Futures.getDone(out.future()));
    }

    @Test
    void failureOfRoutesToAPeerThatIsThereIsOne() {
        comes();
        toDatastore.commits.get(0).set(CommitInfo.empty());
        final var commit = announce(FIRST);
        toDatastoreOut.fail();
        assertThrows(ExecutionException.class, () -> Futures.getDone(commit));
        assertThrows(ExecutionException.class, () -> Futures.getDone(out.future()));
    }

    /** mdsal's ping-pong chain leaves them undone, and BGPCEP waits for the last one (AdjRibInWriter.releaseChain). */
    @Test
    void queuedCommitsFailWithTheirChain() {
        final var queued = own.newWriteOnlyTransaction().commit();
        toDatastore.ended.setException(new IllegalStateException("broken"));
        assertThrows(ExecutionException.class, () -> Futures.getDone(queued));
        final var late = own.newWriteOnlyTransaction().commit();
        assertThrows(ExecutionException.class, () -> Futures.getDone(late));
    }

    private void comes() {
        final var tx = own.newWriteOnlyTransaction();
        tx.put(LogicalDatastoreType.OPERATIONAL, PEER, anything(PEER));
        tx.commit();
    }

    private void goes() {
        final var tx = own.newWriteOnlyTransaction();
        tx.delete(LogicalDatastoreType.OPERATIONAL, PEER);
        tx.commit();
    }

    private FluentFuture<? extends CommitInfo> announce(final String... prefixes) {
        final var tx = out.newWriteOnlyTransaction();
        for (var prefix : prefixes) {
            tx.put(LogicalDatastoreType.OPERATIONAL, toPeer(prefix), anything(toPeer(prefix)));
        }
        return tx.commit();
    }

    private FluentFuture<? extends CommitInfo> withdraw(final String prefix) {
        final var tx = out.newWriteOnlyTransaction();
        tx.delete(LogicalDatastoreType.OPERATIONAL, toPeer(prefix));
        return tx.commit();
    }

    private static YangInstanceIdentifier toPeer(final String prefix) {
        return route(RibNodes.table(FabricRib.ID, RIBNodeIdentifiers.ADJRIBOUT_NID), prefix);
    }

    private static YangInstanceIdentifier route(final YangInstanceIdentifier table, final String prefix) {
        return RibNodes.route(table, prefix);
    }

    private static NormalizedNode anything(final YangInstanceIdentifier path) {
        return ImmutableNodes.newMapEntryBuilder()
            .withNodeIdentifier((NodeIdentifierWithPredicates) path.getLastPathArgument()).build();
    }

    /** Notes what is done, and commits when it is told to. */
    private static final class Chain implements DOMTransactionChain {
        private final List<String> seen = new ArrayList<>();
        private final List<SettableFuture<CommitInfo>> commits = new ArrayList<>();
        private final SettableFuture<Empty> ended = SettableFuture.create();
        private boolean broken;

        @Override
        public DOMDataTreeWriteTransaction newWriteOnlyTransaction() {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            seen.add("begin");
            return new Transaction(this);
        }

        @Override
        public DOMDataTreeReadTransaction newReadOnlyTransaction() {
            throw new UnsupportedOperationException();
        }

        @Override
        public DOMDataTreeReadWriteTransaction newReadWriteTransaction() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ListenableFuture<Empty> future() {
            return ended;
        }

        @Override
        public void close() {
            seen.add("close");
        }

        private void fail() {
            final var failure = new IllegalStateException("Node was deleted by other transaction.");
            commits.forEach(commit -> commit.setException(failure));
            ended.setException(failure);
        }
    }

    private record Transaction(Chain chain) implements DOMDataTreeWriteTransaction {
        @Override
        public void put(final LogicalDatastoreType store, final YangInstanceIdentifier path,
                final NormalizedNode data) {
            chain.seen.add("put " + key(path));
        }

        @Override
        public void merge(final LogicalDatastoreType store, final YangInstanceIdentifier path,
                final NormalizedNode data) {
            chain.seen.add("merge " + key(path));
        }

        @Override
        public void delete(final LogicalDatastoreType store, final YangInstanceIdentifier path) {
            chain.seen.add("delete " + key(path));
        }

        @Override
        public FluentFuture<? extends CommitInfo> commit() {
            chain.seen.add("commit");
            final SettableFuture<CommitInfo> commit = SettableFuture.create();
            chain.commits.add(commit);
            return FluentFuture.from(commit);
        }

        @Override
        public FluentFuture<?> completionFuture() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean cancel() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object getIdentifier() {
            return this;
        }

        private static Object key(final YangInstanceIdentifier path) {
            return ((NodeIdentifierWithPredicates) path.getLastPathArgument()).values().iterator().next();
        }
    }
}

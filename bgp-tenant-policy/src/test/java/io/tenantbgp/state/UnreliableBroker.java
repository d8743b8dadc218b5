/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.state;

import com.google.common.util.concurrent.FluentFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.binding.spi.ForwardingDataBroker;
import org.opendaylight.mdsal.binding.spi.ForwardingWriteTransaction;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.common.api.TransactionCommitFailedException;
import org.opendaylight.yangtools.util.concurrent.FluentFutures;

/** A datastore that counts its transactions and refuses commits when told to, as one does whose shard has no leader. */
final class UnreliableBroker extends ForwardingDataBroker {
    private final AtomicInteger transactions = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final DataBroker delegate;

    UnreliableBroker(final DataBroker delegate) {
        this.delegate = delegate;
    }

    /** Refuses the next commits. */
    void fail(final int times) {
        failures.set(times);
    }

    /** How many commits are still refused. */
    int failuresLeft() {
        return failures.get();
    }

    int transactions() {
        return transactions.get();
    }

    @Override
    protected DataBroker delegate() {
        return delegate;
    }

    @Override
    public WriteTransaction newWriteOnlyTransaction() {
        transactions.incrementAndGet();
        return new ForwardingWriteTransaction(delegate.newWriteOnlyTransaction()) {
            @Override
            public FluentFuture<? extends CommitInfo> commit() {
                if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    cancel();
                    return FluentFutures.immediateFailedFluentFuture(
                        new TransactionCommitFailedException("refused by the test"));
                }
                return super.commit();
            }
        };
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.osgi;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.SettableFuture;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;

/** The subtrees of BGPCEP's peers: which the datastore has, and which are on their way to it. Thread-safe. */
final class PeerSubtrees {
    private final Map<YangInstanceIdentifier, Subtree> subtrees = new ConcurrentHashMap<>();

    /** One is on its way, until this commit is done. */
    void comes(final YangInstanceIdentifier peer, final ListenableFuture<?> commit) {
        final var coming = new Subtree();
        final var before = subtrees.put(peer, coming);
        if (before != null) {
            before.goes();
        }
        Futures.addCallback(commit, new FutureCallback<Object>() {
            @Override
            public void onSuccess(final Object result) {
                coming.settled.set(null);
            }

            @Override
            public void onFailure(final Throwable failure) {
                coming.goes();
            }
        }, MoreExecutors.directExecutor());
    }

    /** One is about to be deleted. */
    void goes(final YangInstanceIdentifier peer) {
        final var going = subtrees.remove(peer);
        if (going != null) {
            going.goes();
        }
    }

    /** The newest of a peer. */
    Optional<Subtree> of(final YangInstanceIdentifier peer) {
        return Optional.ofNullable(subtrees.get(peer));
    }

    /** The subtree of one session: the next one's is another. */
    static final class Subtree {
        private final SettableFuture<Void> settled = SettableFuture.create();
        private volatile boolean gone;

        /** Whether it is still on its way. */
        boolean isComing() {
            return !settled.isDone();
        }

        /** Whether it is deleted, or about to be, or never came. */
        boolean isGone() {
            return gone;
        }

        /** Calls back when it is no longer on its way, at once if it is not. */
        void whenSettled(final Runnable callback) {
            settled.addListener(callback, MoreExecutors.directExecutor());
        }

        private void goes() {
            gone = true;
            settled.set(null);
        }
    }
}

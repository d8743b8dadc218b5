/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.tenantbgp.policy.Prefix;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;

/**
 * A hash table of rejected prefixes that keeps the latest. When it is full, as it is in a flood, the entry of the one
 * longest not seen becomes the new one's and nothing is allocated. Confined to the session's event loop.
 */
final class LatestRejected {
    /** From the finalizer of MurmurHash3: each bit of the product depends on all below it. */
    private static final long SPREAD = 0xff51afd7ed558ccdL;

    private final int most;
    private final Consumer<RejectedEntry> forget;
    private final int shift;
    /** Secret, so that no tenant can announce prefixes that are all in one bucket. */
    private final long seed = ThreadLocalRandom.current().nextLong();
    private @Nullable RejectedEntry[] buckets = {};
    private int size;
    private @Nullable RejectedEntry oldest;
    private @Nullable RejectedEntry newest;

    /** Keeps so many; what it has no room for is shown before it becomes another prefix's. */
    LatestRejected(final int most, final Consumer<RejectedEntry> forget) {
        this.most = most;
        this.forget = forget;
        shift = Integer.numberOfLeadingZeros(most - 1) + Integer.SIZE - 1;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** The entry of a prefix, null when there is none. */
    @Nullable RejectedEntry find(final Prefix prefix) {
        return size == 0 ? null : lookUp(prefix, hash(prefix));
    }

    /** The entry of a prefix, made when there is none. It is the newest now. */
    RejectedEntry touch(final Prefix prefix) {
        if (buckets.length == 0) {
            buckets = new RejectedEntry[1 << Long.SIZE - shift];
        }
        final long hash = hash(prefix);
        final var known = lookUp(prefix, hash);
        if (known != null) {
            if (known != newest) {
                unlink(known);
                append(known);
            }
            return known;
        }
        final var entry = size < most ? new RejectedEntry(prefix) : takeOldest(prefix);
        final int bucket = (int) (hash >>> shift);
        entry.hash = hash;
        entry.inBucket = buckets[bucket];
        buckets[bucket] = entry;
        append(entry);
        size++;
        return entry;
    }

    void remove(final Prefix prefix) {
        final var entry = find(prefix);
        if (entry != null) {
            take(entry);
        }
    }

    /** All of them, the one longest not seen first. */
    Stream<RejectedEntry> entries() {
        return Stream.iterate(oldest, entry -> entry != null, entry -> entry.newer);
    }

    /** The hash is compared first: other entries' prefixes are not in the cache. */
    private @Nullable RejectedEntry lookUp(final Prefix prefix, final long hash) {
        var entry = buckets[(int) (hash >>> shift)];
        while (entry != null && (entry.hash != hash || !entry.prefix().equals(prefix))) {
            entry = entry.inBucket;
        }
        return entry;
    }

    private RejectedEntry takeOldest(final Prefix next) {
        final var entry = oldest;
        if (entry == null) {
            throw new IllegalStateException("a full table has an oldest entry");
        }
        forget.accept(entry);
        take(entry);
        entry.reuse(next);
        return entry;
    }

    private void take(final RejectedEntry entry) {
        final int bucket = (int) (entry.hash >>> shift);
        final var first = buckets[bucket];
        if (first == entry) {
            buckets[bucket] = entry.inBucket;
        } else {
            var before = first;
            while (before != null && before.inBucket != entry) {
                before = before.inBucket;
            }
            if (before != null) {
                before.inBucket = entry.inBucket;
            }
        }
        entry.inBucket = null;
        unlink(entry);
        size--;
    }

    private void append(final RejectedEntry entry) {
        final var last = newest;
        entry.older = last;
        entry.newer = null;
        if (last == null) {
            oldest = entry;
        } else {
            last.newer = entry;
        }
        newest = entry;
    }

    private void unlink(final RejectedEntry entry) {
        final var before = entry.older;
        final var after = entry.newer;
        if (before == null) {
            oldest = after;
        } else {
            before.newer = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.older = before;
        }
    }

    private long hash(final Prefix prefix) {
        final long mixed = ((prefix.high() ^ seed) * SPREAD ^ prefix.low()) + prefix.length();
        return (mixed ^ mixed >>> Integer.SIZE) * (seed | 1);
    }
}

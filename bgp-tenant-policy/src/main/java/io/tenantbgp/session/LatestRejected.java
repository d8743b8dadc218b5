/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.Prefix;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;

/**
 * A hash table of rejected prefixes that keeps the latest. When it is full, as it is in a flood, the entry of the one
 * longest not seen becomes the new one's. Entries refer to each other by their numbers, since the collector looks at
 * every reference that is written: it was most of the cost of a denied prefix. Confined to the session's event loop.
 */
final class LatestRejected {
    /** From the finalizer of MurmurHash3: each bit of the product depends on all below it. */
    private static final long SPREAD = 0xff51afd7ed558ccdL;
    /** The number of no entry: before the oldest and behind the newest, and at the end of a bucket. */
    private static final int END = 0;

    private final int most;
    private final Consumer<RejectedEntry> forget;
    private final int shift;
    /** Secret, so that no tenant can announce prefixes that are all in one bucket. */
    private final long seed = ThreadLocalRandom.current().nextLong();
    /** By number; empty until the first prefix is rejected. */
    private @Nullable RejectedEntry[] entries = {};
    private long[] hashes = {};
    private int[] inBucket = {};
    private int[] older = {};
    private int[] newer = {};
    private int[] buckets = {};
    private int size;
    /** The highest number in use, and the first of those below that are free, linked like a bucket. */
    private int highest;
    private int free = END;

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
        return size == 0 ? null : entries[lookUp(hash(prefix.high(), prefix.low(), prefix.length()), prefix.family(),
            prefix.high(), prefix.low(), prefix.length())];
    }

    /** The entry of a prefix, given as in {@link Prefix}, made when there is none. It is the newest now. */
    RejectedEntry touch(final AddressFamily family, final long high, final long low, final int length) {
        if (buckets.length == 0) {
            allocate();
        }
        final long hash = hash(high, low, length);
        int number = lookUp(hash, family, high, low, length);
        if (number == END) {
            number = takeFree();
            hashes[number] = hash;
            inBucket[number] = buckets[bucket(hash)];
            buckets[bucket(hash)] = number;
            size++;
            entry(number).reuse(family, high, low, length);
            append(number);
        } else if (newer[number] != END) {
            unlink(number);
            append(number);
        }
        return entry(number);
    }

    void remove(final Prefix prefix) {
        if (size > 0) {
            final int number = lookUp(hash(prefix.high(), prefix.low(), prefix.length()), prefix.family(),
                prefix.high(), prefix.low(), prefix.length());
            if (number != END) {
                take(number);
                inBucket[number] = free;
                free = number;
            }
        }
    }

    /** All of them, the one longest not seen first. */
    Stream<RejectedEntry> entries() {
        return size == 0 ? Stream.empty()
            : IntStream.iterate(newer[END], number -> number != END, number -> newer[number]).mapToObj(this::entry);
    }

    private void allocate() {
        entries = new RejectedEntry[most + 1];
        hashes = new long[most + 1];
        inBucket = new int[most + 1];
        older = new int[most + 1];
        newer = new int[most + 1];
        buckets = new int[1 << Long.SIZE - shift];
    }

    private RejectedEntry entry(final int number) {
        return requireNonNull(entries[number]);
    }

    /** The hash is compared first: other entries are not in the cache. */
    private int lookUp(final long hash, final AddressFamily family, final long high, final long low,
            final int length) {
        int number = buckets[bucket(hash)];
        while (number != END && (hashes[number] != hash || !entry(number).isOf(family, high, low, length))) {
            number = inBucket[number];
        }
        return number;
    }

    /** The number of an entry that is in no bucket. */
    private int takeFree() {
        if (size == most) {
            final int oldest = newer[END];
            forget.accept(entry(oldest));
            take(oldest);
            return oldest;
        }
        if (free != END) {
            final int number = free;
            free = inBucket[number];
            return number;
        }
        highest++;
        entries[highest] = new RejectedEntry();
        return highest;
    }

    private void take(final int number) {
        final int bucket = bucket(hashes[number]);
        if (buckets[bucket] == number) {
            buckets[bucket] = inBucket[number];
        } else {
            int before = buckets[bucket];
            while (inBucket[before] != number) {
                before = inBucket[before];
            }
            inBucket[before] = inBucket[number];
        }
        unlink(number);
        size--;
    }

    private void append(final int number) {
        final int newest = older[END];
        older[number] = newest;
        newer[number] = END;
        newer[newest] = number;
        older[END] = number;
    }

    private void unlink(final int number) {
        newer[older[number]] = newer[number];
        older[newer[number]] = older[number];
    }

    private int bucket(final long hash) {
        return (int) (hash >>> shift);
    }

    private long hash(final long high, final long low, final int length) {
        final long mixed = ((high ^ seed) * SPREAD ^ low) + length;
        return (mixed ^ mixed >>> Integer.SIZE) * (seed | 1);
    }
}

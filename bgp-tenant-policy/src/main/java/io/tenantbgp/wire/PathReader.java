/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import io.netty.buffer.ByteBuf;
import io.tenantbgp.policy.AsPath;
import io.tenantbgp.policy.AsPathSegment;
import io.tenantbgp.policy.Asn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads AS_PATH and, from a speaker that knows 2-byte ASNs only, merges AS4_PATH into it (RFC 6793, section 4.2.3). */
final class PathReader {
    private static final int AGGREGATOR_LENGTH = 6;
    private static final int AS4_AGGREGATOR_LENGTH = 8;
    /**
     * More segments than this, sequences in a row counted once, and the path has an AS_SET or confederation segment: it
     * is rejected whatever follows, so that is not copied.
     */
    private static final int MOST_SEGMENTS = 64;

    private final boolean fourByteAsns;
    private List<Segment> asPath = List.of();
    private List<Segment> as4Path = List.of();
    private boolean aggregatorHasAsn;
    private boolean as4Aggregator;

    PathReader(final boolean fourByteAsns) {
        this.fourByteAsns = fourByteAsns;
    }

    /** Reads AS_PATH; false when it is malformed (RFC 7606, section 7.2). */
    boolean readAsPath(final ByteBuf value) {
        final var segments = readSegments(value, fourByteAsns ? Integer.BYTES : Short.BYTES);
        asPath = segments.orElse(List.of());
        return segments.isPresent();
    }

    /**
     * Whether AS_PATH is malformed for what it has in it: AS 0 (RFC 7607), or a segment of a confederation, which none
     * of our neighbours is in (RFC 5065, section 5).
     */
    boolean isInadmissible() {
        return asPath.stream().anyMatch(segment -> segment.type == AsPathSegment.AS_CONFED_SEQUENCE
            || segment.type == AsPathSegment.AS_CONFED_SET || Arrays.stream(segment.asns).anyMatch(asn -> asn == 0));
    }

    /** Whether AS_PATH has sets alone, which nobody may make any more (RFC 9774, section 3). */
    boolean isWithoutSequence() {
        return !asPath.isEmpty() && asPath.stream().noneMatch(segment -> segment.type == AsPathSegment.AS_SEQUENCE);
    }

    /** Reads AS4_PATH of a 2-byte speaker. A malformed one is discarded (RFC 6793, section 6). */
    void readAs4Path(final ByteBuf value) {
        as4Path = readSegments(value, Integer.BYTES).orElse(List.of()).stream()
            .filter(segment -> segment.type == AsPathSegment.AS_SEQUENCE || segment.type == AsPathSegment.AS_SET)
            .toList();
    }

    void readAggregator(final ByteBuf value) {
        aggregatorHasAsn = value.readableBytes() == AGGREGATOR_LENGTH
            && value.getUnsignedShort(value.readerIndex()) != Asn.AS_TRANS;
    }

    /** A malformed one is discarded (RFC 6793, section 6). */
    void readAs4Aggregator(final ByteBuf value) {
        as4Aggregator = value.readableBytes() == AS4_AGGREGATOR_LENGTH;
    }

    /** The path with 4-byte ASNs. */
    AsPath merged() {
        // An AGGREGATOR with a real ASN was set by a speaker that did not keep the AS4 attributes up to date.
        final boolean outdated = aggregatorHasAsn && as4Aggregator;
        if (as4Path.isEmpty() || outdated) {
            return path(asPath);
        }
        final int excess = hops(asPath) - hops(as4Path);
        if (excess < 0) {
            return path(asPath);
        }
        final var merged = new ArrayList<>(leading(asPath, excess));
        merged.addAll(as4Path);
        return path(merged);
    }

    private static AsPath path(final List<Segment> segments) {
        var path = AsPath.EMPTY;
        for (var segment : segments.subList(0, Math.min(segments.size(), MOST_SEGMENTS))) {
            path = path.plus(segment.type, segment.asns);
        }
        return path;
    }

    private static List<Segment> leading(final List<Segment> segments, final int hops) {
        final var leading = new ArrayList<Segment>();
        int missing = hops;
        for (var segment : segments) {
            // What counts no hop and stands among these, a confederation segment, is kept.
            if (missing <= 0 && segment.hops() > 0) {
                break;
            }
            leading.add(segment.type == AsPathSegment.AS_SEQUENCE && segment.hops() > missing
                ? new Segment(segment.type, Arrays.copyOf(segment.asns, missing)) : segment);
            missing -= segment.hops();
        }
        return leading;
    }

    private static int hops(final List<Segment> segments) {
        return segments.stream().mapToInt(Segment::hops).sum();
    }

    private static Optional<List<Segment>> readSegments(final ByteBuf value, final int asnBytes) {
        final var in = value.slice();
        final var segments = new ArrayList<Segment>();
        while (in.isReadable()) {
            if (in.readableBytes() < 2) {
                return Optional.empty();
            }
            final var type = AsPathSegment.ofCode(in.readUnsignedByte());
            final int count = in.readUnsignedByte();
            if (type.isEmpty() || count == 0 || count * asnBytes > in.readableBytes()) {
                return Optional.empty();
            }
            final var asns = new long[count];
            for (int i = 0; i < count; i++) {
                asns[i] = asnBytes == Short.BYTES ? in.readUnsignedShort() : in.readUnsignedInt();
            }
            add(segments, new Segment(type.orElseThrow(), asns));
        }
        return Optional.of(segments);
    }

    /** Sequences in a row become one: splitting a path into many segments does not make it expensive. */
    private static void add(final List<Segment> segments, final Segment next) {
        final int last = segments.size() - 1;
        if (last >= 0 && next.type == AsPathSegment.AS_SEQUENCE && segments.get(last).type == next.type
                && segments.get(last).asns.length < MOST_SEGMENTS) {
            segments.set(last, segments.get(last).plus(next));
        } else {
            segments.add(next);
        }
    }

    private record Segment(AsPathSegment type, long[] asns) {
        int hops() {
            return switch (type) {
                case AS_SEQUENCE -> asns.length;
                case AS_SET -> 1;
                case AS_CONFED_SEQUENCE, AS_CONFED_SET -> 0;
            };
        }

        Segment plus(final Segment next) {
            final var all = Arrays.copyOf(asns, asns.length + next.asns.length);
            System.arraycopy(next.asns, 0, all, asns.length, next.asns.length);
            return new Segment(type, all);
        }
    }
}

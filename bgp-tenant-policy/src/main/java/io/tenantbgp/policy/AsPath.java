/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * An AS_PATH (RFC 4271, section 4.3) with 4-byte ASNs. From a speaker of 2-byte ASNs it is the path of AS_PATH and
 * AS4_PATH merged as in RFC 6793, section 4.2.3, so an AS_TRANS left in it stands for nobody.
 */
public final class AsPath {
    /** The path without segments. */
    public static final AsPath EMPTY = new AsPath(new long[0], 0, false);

    private final long[] asns;
    private final int hops;
    private final boolean setOrConfederation;

    private AsPath(final long[] asns, final int hops, final boolean setOrConfederation) {
        this.asns = asns;
        this.hops = hops;
        this.setOrConfederation = setOrConfederation;
    }

    /**
     * A path of one AS_SEQUENCE.
     *
     * @param asns the ASNs, the neighbour's first
     * @return the path
     */
    public static AsPath sequence(final long... asns) {
        return EMPTY.plus(AsPathSegment.AS_SEQUENCE, asns);
    }

    /**
     * This path with one more segment at its end, the way the segments follow on the wire.
     *
     * @param type the segment's type
     * @param segment its ASNs, each 0..4294967295
     * @return a new path
     */
    public AsPath plus(final AsPathSegment type, final long... segment) {
        final var all = Arrays.copyOf(asns, asns.length + segment.length);
        System.arraycopy(segment, 0, all, asns.length, segment.length);
        return new AsPath(all, hops + type.hops(segment.length),
            setOrConfederation || type != AsPathSegment.AS_SEQUENCE);
    }

    /**
     * The path's length as best path selection counts it: an AS_SET is one hop (RFC 4271, section 9.1.2.2),
     * confederation segments none (RFC 5065, section 5.3).
     *
     * @return the number of hops
     */
    public int hops() {
        return hops;
    }

    /**
     * The leftmost ASN in the position of octets, whatever its segment is (RFC 4271, section 6.3).
     *
     * @return the ASN, empty for a path without any
     */
    public OptionalLong first() {
        return asns.length == 0 ? OptionalLong.empty() : OptionalLong.of(asns[0]);
    }

    /**
     * Whether an ASN is anywhere in the path.
     *
     * @param asn the ASN
     * @return true when it is
     */
    public boolean contains(final long asn) {
        for (long member : asns) {
            if (member == asn) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the path has any segment but AS_SEQUENCE.
     *
     * @return true for AS_SET and both confederation segments
     */
    public boolean hasSetOrConfederation() {
        return setOrConfederation;
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.policy.AsPath;
import io.tenantbgp.policy.PathFacts;
import org.junit.jupiter.api.Test;

class AsPathWireTest {
    private static final String ORIGIN_AND_NEXT_HOP = "400101 00 400304 0a000002 ";
    private static final long AS_TRANS = 23456;
    private static final long BIG = 4200000001L;

    @Test
    void segmentsAreCountedAsBestPathSelectionDoes() throws SessionResetException {
        // sequence of 2, set of 2, confederation sequence of 1, sequence of 1
        final var path = read(true, "400220 0202 0000fdf2 0000fdf3 0102 00000001 00000002 0301 00000003 0201 00000004");
        assertEquals(4, path.hops());
        assertTrue(path.hasSetOrConfederation());
        assertTrue(path.contains(2));
        assertEquals(65010, path.first().orElseThrow());
    }

    @Test
    void anEmptyPathIsWellFormed() throws SessionResetException {
        assertEquals(0, read(true, "400200").hops());
    }

    @Test
    void twoByteAsnsAreReadWhereTheSessionHasThem() throws SessionResetException {
        final var path = read(false, "400206 0202 fdf2 0007");
        assertEquals(2, path.hops());
        assertTrue(path.contains(7));
    }

    @Test
    void as4PathReplacesTheEndOfThePath() throws SessionResetException {
        final var path = read(false, "400208 0203 fdf2 5ba0 0007 c0110a 0202 fa56ea01 00000007");
        assertEquals(3, path.hops());
        assertEquals(65010, path.first().orElseThrow());
        assertTrue(path.contains(BIG));
        assertFalse(path.contains(AS_TRANS));
    }

    @Test
    void as4PathLongerThanThePathIsIgnored() throws SessionResetException {
        final var path = read(false, "400204 0201 fdf2 c0110a 0202 fa56ea01 00000007");
        assertEquals(1, path.hops());
        assertFalse(path.contains(BIG));
    }

    @Test
    void as4PathIsIgnoredWhereAggregatorWasSetByASpeakerThatDoesNotKnowIt() throws SessionResetException {
        final var aggregators = "c00706 0007 0a000002 c01208 fa56ea01 0a000002 ";
        assertFalse(read(false, "400206 0202 fdf2 5ba0 " + aggregators + "c01106 0201 fa56ea01").contains(BIG));
        final var kept = aggregators.replace("0007 0a", "5ba0 0a");
        assertTrue(read(false, "400206 0202 fdf2 5ba0 " + kept + "c01106 0201 fa56ea01").contains(BIG));
    }

    @Test
    void as4PathOfASpeakerWithFourByteAsnsIsDiscarded() throws SessionResetException {
        assertFalse(read(true, "400206 0201 0000fdf2 c01106 0201 fa56ea01").contains(BIG));
    }

    @Test
    void confederationSegmentsInAs4PathAreDiscarded() throws SessionResetException {
        final var path = read(false, "400206 0202 fdf2 5ba0 c0110c 0301 00000009 0201 fa56ea01");
        assertFalse(path.contains(9));
        assertTrue(path.contains(BIG));
        assertFalse(path.hasSetOrConfederation());
    }

    @Test
    void aPathOfManyShortSegmentsIsStillTooLong() throws SessionResetException {
        final var path = read(true, "50020" + Integer.toHexString(600 * 6) + "0201 0000fdf2".repeat(600));
        assertTrue(path.hops() > 64, "not cut below what policy refuses");
        assertFalse(path.hasSetOrConfederation());
    }

    @Test
    void aPathOfManySetsStaysAPathWithASet() throws SessionResetException {
        final var path = read(true, "50020" + Integer.toHexString(600 * 6) + "0101 0000fdf2".repeat(600));
        assertTrue(path.hasSetOrConfederation());
    }

    private static AsPath read(final boolean fourByteAsns, final String attributes) throws SessionResetException {
        final var update = new UpdateReader(fourByteAsns)
            .read(Bytes.update("", ORIGIN_AND_NEXT_HOP + attributes, "20cb00710a"));
        return assertInstanceOf(PathFacts.Complete.class, update.announced().get(0).facts()).asPath();
    }
}

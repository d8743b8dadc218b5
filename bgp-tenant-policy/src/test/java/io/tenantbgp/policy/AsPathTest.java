/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AsPathTest {
    @Test
    void hopsAreCountedAsInBestPathSelection() {
        assertEquals(0, AsPath.EMPTY.hops());
        assertEquals(3, AsPath.sequence(65010, 65010, 65020).hops());
        assertEquals(2, AsPathText.parse("65010 {65020 65030}").hops());
        assertEquals(1, AsPathText.parse("65010 (65020 65030) [65040]").hops());
    }

    @Test
    void segmentsFollowOneAnother() {
        final var path = AsPath.sequence(65010).plus(AsPathSegment.AS_SEQUENCE, 4_200_000_001L);
        assertEquals(2, path.hops());
        assertTrue(path.contains(65010) && path.contains(4_200_000_001L));
        assertFalse(path.contains(65020) || path.hasSetOrConfederation());
    }

    @Test
    void firstAsnIsTheLeftmostOfAnySegment() {
        assertEquals(OptionalLong.empty(), AsPath.EMPTY.first());
        assertEquals(OptionalLong.of(65010), AsPath.sequence(65010, 65020).first());
        assertEquals(OptionalLong.of(65020), AsPathText.parse("{65020} 65010").first());
    }

    @Test
    void addingToAPathLeavesItAsItWas() {
        final var path = AsPath.sequence(65010);
        path.plus(AsPathSegment.AS_SET, 65020);
        assertEquals(1, path.hops());
        assertFalse(path.hasSetOrConfederation() || path.contains(65020));
    }

    @Test
    void segmentTypesHaveTheirCodes() {
        assertEquals(List.of(1, 2, 3, 4), Arrays.stream(AsPathSegment.values()).map(AsPathSegment::code).toList());
        for (var type : AsPathSegment.values()) {
            assertEquals(Optional.of(type), AsPathSegment.ofCode(type.code()));
        }
        assertEquals(Optional.empty(), AsPathSegment.ofCode(0));
        assertEquals(Optional.empty(), AsPathSegment.ofCode(5));
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tenantbgp.policy.LeakRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator may ask, and how a mistake is named. */
class PrefixQuestionTest {
    @Test
    void hostBitsMayBeSet() throws Exception {
        final var question = parse("203.0.113.10/24", List.of(), Optional.empty());
        assertEquals("203.0.113.10", question.address().toString());
        assertEquals(24, question.length());
    }

    @ParameterizedTest
    @CsvSource({"65100:1,LEAK_TO_UNDERLAY", "65100:2,DROP_FROM_OVERLAY", "65100:3,NONE", "0:0,NONE"})
    void communityIsReadAsOnTheWire(final String community, final LeakRequest request) throws Exception {
        assertEquals(request, parse("203.0.113.10/32", List.of(community), Optional.empty()).leakRequest());
    }

    @Test
    void strongerOfTwoCommunitiesCounts() throws Exception {
        assertEquals(LeakRequest.DROP_FROM_OVERLAY,
            parse("203.0.113.10/32", List.of("65100:2", "65100:1"), Optional.empty()).leakRequest());
    }

    @Test
    void asnMayStandInThePathSeveralTimes() throws Exception {
        assertEquals(3, parse("203.0.113.10/32", List.of(), Optional.of("65010 65010 65020")).asPath().orElseThrow()
            .hops());
        assertEquals(0, parse("203.0.113.10/32", List.of(), Optional.of("")).asPath().orElseThrow().hops());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "203.0.113.10,         65100:1,  65010,      '203.0.113.10' has no prefix length",
        "203.0.113.10/33,      65100:1,  65010,      '203.0.113.10/33' has no prefix length of 0..32",
        "203.0.113.10/x,       65100:1,  65010,      '203.0.113.10/x' has no prefix length of 0..32",
        "2001:db8::/129,       65100:1,  65010,      '2001:db8::/129' has no prefix length of 0..128",
        "host1/32,             65100:1,  65010,      'host1' is not an IPv4 or IPv6 address",
        "203.0.113.10/32,      65100,    65010,      '65100' is no standard community: write two numbers of 0..65535",
        "203.0.113.10/32,      65536:1,  65010,      '65536:1' is no standard community: write two numbers of 0..65535",
        "203.0.113.10/32,      1:65536,  65010,      '1:65536' is no standard community: write two numbers of 0..65535",
        "203.0.113.10/32,      65100:1,  4294967296, '4294967296' is no ASN of 0..4294967295",
        "203.0.113.10/32,      65100:1,  65010 x,    'x' is no ASN of 0..4294967295"
    })
    void mistakeIsNamed(final String prefix, final String community, final String path, final String message) {
        final var refusal = assertThrows(RefusedException.class,
            () -> parse(prefix, List.of(community), Optional.of(path)));
        assertEquals(RefusedException.Kind.INVALID, refusal.kind());
        assertEquals(message, refusal.getMessage().replaceAll(", such as.*", ""));
    }

    private static PrefixQuestion parse(final String prefix, final List<String> communities,
            final Optional<String> path) throws RefusedException {
        return PrefixQuestion.parse("eth0", prefix, communities, path, OptionalLong.empty());
    }
}

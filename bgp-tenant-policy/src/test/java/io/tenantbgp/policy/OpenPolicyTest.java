/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the OPEN cases of {@code policy/open-cases.csv}.
 */
class OpenPolicyTest {
    private static final long DPU_ASN = 65000;

    @ParameterizedTest
    @MethodSource("cases")
    void answerIsAsInTheTable(final CaseTable.Row row) {
        final var policy = new OpenPolicy(DPU_ASN, row.isAbsent("pinned") ? new TenantAsnRule.AnyAsn()
            : new TenantAsnRule.OnlyAsn(row.number("pinned")));
        final var verdict = policy.decide(facts(row));

        if (row.get("answer").startsWith("accepted ")) {
            final long asn = Long.parseLong(row.get("answer").substring("accepted ".length()));
            assertEquals(new OpenVerdict.Accepted(asn), verdict);
            assertTrue(policy.admits(asn));
            assertTrue(row.isAbsent("data") && row.isAbsent("message"), "an accepted OPEN has no NOTIFICATION");
        } else {
            final var refused = assertInstanceOf(OpenVerdict.Refused.class, verdict);
            assertEquals(row.get("answer"), OpenError.CODE + "/" + refused.error().subcode());
            assertEquals(row.isAbsent("data") ? "" : row.get("data"), HexFormat.of().formatHex(refused.error().data()));
            assertTrue(refused.message().contains(row.get("message")), refused.message());
            assertTrue(refused.message().contains(": "), "the line says what to change: " + refused.message());
        }
    }

    @Test
    void everyNotificationIsInTheTable() {
        assertEquals(Arrays.stream(OpenError.values()).map(error -> OpenError.CODE + "/" + error.subcode())
                .collect(Collectors.toSet()),
            cases().map(row -> row.get("answer")).filter(answer -> answer.startsWith("2/"))
                .collect(Collectors.toSet()));
    }

    @Test
    void dataOfNotificationCannotBeChanged() {
        OpenError.UNSUPPORTED_VERSION_NUMBER.data()[1] = 3;
        assertEquals(4, OpenError.UNSUPPORTED_VERSION_NUMBER.data()[1]);
    }

    @Test
    void liveSessionLosesAdmissionWhenAnotherAsnIsPinned() {
        assertTrue(new OpenPolicy(DPU_ASN, new TenantAsnRule.AnyAsn()).admits(65010));
        assertFalse(new OpenPolicy(DPU_ASN, new TenantAsnRule.OnlyAsn(65011)).admits(65010));
        assertFalse(new OpenPolicy(65010, new TenantAsnRule.AnyAsn()).admits(65010));
    }

    @Test
    void reservedAsnCannotBeConfigured() {
        for (long asn : new long[] {-1, 0, 23456, 4_294_967_295L, 1L << 32}) {
            assertThrows(IllegalArgumentException.class, () -> new TenantAsnRule.OnlyAsn(asn));
            assertThrows(IllegalArgumentException.class, () -> new OpenPolicy(asn, new TenantAsnRule.AnyAsn()));
        }
    }

    @Test
    void factsAreFieldsOfAnOpen() {
        final var absent = new As4Capability.Absent();
        assertThrows(IllegalArgumentException.class, () -> new OpenFacts(256, 1, absent, 9, 1, Set.of()));
        assertThrows(IllegalArgumentException.class, () -> new OpenFacts(4, 65536, absent, 9, 1, Set.of()));
        assertThrows(IllegalArgumentException.class, () -> new OpenFacts(4, 1, absent, 65536, 1, Set.of()));
        assertThrows(IllegalArgumentException.class, () -> new OpenFacts(4, 1, absent, 9, -1, Set.of()));
        assertThrows(IllegalArgumentException.class, () -> new As4Capability.Offered(1L << 32));
    }

    private static Stream<CaseTable.Row> cases() {
        return CaseTable.read("open-cases.csv");
    }

    private static OpenFacts facts(final CaseTable.Row row) {
        return new OpenFacts((int) row.number("version"), (int) row.number("my-as"),
            row.isAbsent("as4") ? new As4Capability.Absent() : new As4Capability.Offered(row.number("as4")),
            (int) row.number("hold"), IpAddress.parse(row.get("bgp-identifier")).high() >>> Integer.SIZE,
            row.words("families").stream()
                .map(word -> AddressFamily.valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet()));
    }
}

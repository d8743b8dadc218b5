/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.policy.CaseTable;
import io.tenantbgp.policy.CaseTable.Row;
import io.tenantbgp.policy.RejectReason;
import io.tenantbgp.wire.Bytes;
import io.tenantbgp.wire.MessageType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of update-cases.csv: what an error in an UPDATE does to the session and to the prefixes. */
class GuardUpdateCasesTest {
    private static final String TWO_BYTE_OPEN = "04 fdf2 005a 0a000002 10 02 0e 0104 0001 00 01 0104 0002 00 01 0200";

    private final SpeakerProbe probe = new SpeakerProbe();

    static Stream<Row> cases() {
        return CaseTable.readFrom("/session/update-cases.csv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void anUpdateDoesWhatItsRowSays(final Row row) throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            final var channel = harness.connect(probe);
            final var words = WireWords.attributes(row.get("asns"));
            channel.receive(Bytes.message(MessageType.OPEN,
                "2".equals(row.get("asns")) ? TWO_BYTE_OPEN : Tenants.OPEN_BODY));
            channel.receive(Tenants.keepalive());
            channel.receive(Bytes.update("", WireWords.hex("path", words), "20cb00710a"));
            channel.receive(Bytes.update("", WireWords.hex("origin as-path 800e1e 0002 01 10 "
                + "00000000000000000000ffff0a000002 00 4020010db801130000", words), ""));
            assertEquals(Set.of("a", "c"), accepted(harness), "before the case");
            channel.sent();
            probe.events();

            channel.receive(Bytes.update(WireWords.hex(row.get("withdrawn"), words),
                WireWords.hex(row.get("attributes"), words), WireWords.hex(row.get("nlri"), words)));

            assertEquals(Set.copyOf(row.words("accepted")), accepted(harness));
            if ("stays".equals(row.get("session"))) {
                assertEquals(List.of(), channel.sent());
                assertTrue(harness.view().state() instanceof SessionState.Established);
                final var reason = row.get("reason");
                assertEquals(row.words("rejected").stream().map(prefix -> prefix + " " + reason)
                    .collect(Collectors.toCollection(TreeSet::new)), rejected(harness));
            } else {
                assertEquals(List.of(WireWords.notification(row.get("session"), WireWords.hex(row.get("data"),
                    words))), channel.sent());
                assertEquals(List.of("inactive"), lastOf(probe.events()), "which withdraws everything");
            }
        }
    }

    @Test
    void theTableHasBothReasonsOfRfc7606() {
        final var reasons = cases().map(row -> row.get("reason")).collect(Collectors.toSet());
        assertTrue(reasons.contains(RejectReason.MALFORMED_ATTRIBUTE.yangName())
            && reasons.contains(RejectReason.MISSING_MANDATORY_ATTRIBUTE.yangName()), reasons.toString());
    }

    private static List<String> lastOf(final List<String> events) {
        return events.subList(events.size() - 1, events.size());
    }

    private static Set<String> accepted(final GuardHarness harness) throws Exception {
        return harness.accepted().stream().map(GuardUpdateCasesTest::shortName)
            .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> rejected(final GuardHarness harness) throws Exception {
        return harness.view().rejected().stream()
            .map(entry -> shortName(entry.prefix().toString()) + " " + entry.reason().yangName())
            .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String shortName(final String prefix) {
        return WireWords.PREFIXES.getOrDefault(prefix, prefix);
    }
}

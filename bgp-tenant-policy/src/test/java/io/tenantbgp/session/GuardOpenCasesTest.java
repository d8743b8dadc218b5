/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.CaseTable;
import io.tenantbgp.policy.CaseTable.Row;
import io.tenantbgp.wire.Bytes;
import io.tenantbgp.wire.MessageType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of open-cases.csv: how the bytes of an OPEN are read and answered. */
class GuardOpenCasesTest {
    private final SpeakerProbe probe = new SpeakerProbe();

    static Stream<Row> cases() {
        return CaseTable.readFrom("/session/open-cases.csv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void anOpenIsAnsweredAsItsRowSays(final Row row) throws Exception {
        try (var harness = new GuardHarness(Tenants.peer())) {
            final var channel = harness.connect(probe);
            channel.receive(Bytes.message(MessageType.OPEN, WireWords.hex(row.get("open"), WireWords.OPEN)));
            if (!"accepted".equals(row.get("answer"))) {
                assertEquals(List.of(WireWords.notification(row.get("answer"),
                    WireWords.hex(row.get("data"), WireWords.OPEN))), channel.sent());
                assertEquals(List.of(), probe.events());
                assertEquals(new SessionState.Active(), harness.view().state());
                return;
            }
            assertEquals(List.of(Tenants.KEEPALIVE), channel.sent());
            final var remote = harness.view().state().remoteOpen().orElseThrow();
            assertEquals(65010, remote.tenantAsn());
            assertEquals(row.get("families"), remote.families().stream().sorted().map(AddressFamily::name)
                .map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.joining(" ")));
            channel.receive(Tenants.keepalive());
            announceIn(row.get("families"), row.get("asns"), channel);
            assertEquals(1, harness.accepted().size(), "its AS_PATH has ASNs of so many bytes");
        }
    }

    private static void announceIn(final String families, final String asns, final TenantChannel channel) {
        final var words = WireWords.attributes(asns);
        channel.receive(families.startsWith("ipv4")
            ? Bytes.update("", WireWords.hex("path", words), "20cb00710a")
            : Bytes.update("", WireWords.hex("origin as-path 800e1e 0002 01 10 00000000000000000000ffff0a000002 00 "
                + "4020010db801130000", words), ""));
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.net.InetAddresses;
import io.tenantbgp.fabric.FabricFamily;
import io.tenantbgp.fabric.FabricOpen;
import io.tenantbgp.fabric.FabricSessionState;
import io.tenantbgp.fabric.FabricView;
import io.tenantbgp.session.SessionError;
import java.net.Inet4Address;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;

class FabricCommandTest {
    private static final Instant SINCE = Instant.parse("2026-11-23T10:00:00Z");

    private final Console console = new Console();

    @Test
    void sessionsAndWhatIsLeftOutAreShown() {
        FabricCommand.print(List.of(
            new FabricView(InetAddresses.forString("10.1.0.2"), 65101,
                Set.of(FabricFamily.IPV4_UNICAST, FabricFamily.IPV6_UNICAST), FabricSessionState.ESTABLISHED,
                Optional.of(InetAddresses.forString("10.1.0.1")),
                Optional.of(new FabricOpen((Inet4Address) InetAddresses.forString("10.255.0.1"), 9,
                    Set.of(FabricFamily.IPV4_UNICAST))), Optional.of(SINCE),
                Optional.of(new SessionError(SINCE, SessionError.Direction.RECEIVED, 6, 2, "Cease")),
                120, 7, "the neighbour does not offer ipv6-unicast"),
            new FabricView(InetAddresses.forString("10.1.0.3"), 65102,
                Set.of(FabricFamily.L2VPN_EVPN), FabricSessionState.IDLE, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), 0, 0, "its address is that of a tenant host: change one of them")),
            SINCE.plus(Duration.ofSeconds(3)), console.out());

        final var lines = console.lines();
        assertEquals("Neighbor | ASN | State | Families | Local address | BGP identifier | Prefixes | Uptime"
            + " | Last error", lines.get(0));
        assertEquals(List.of(
            "10.1.0.2 | 65101 | established | ipv4-unicast | 10.1.0.1 | 10.255.0.1 | 120 | 00:00:03 | received 6/2",
            "10.1.0.3 | 65102 | idle | l2vpn-evpn | - | - | 0 | - | -",
            "10.1.0.2: the neighbour does not offer ipv6-unicast",
            "10.1.0.2: what 7 malformed UPDATEs announced was withdrawn (RFC 7606), see the log",
            "10.1.0.2: 2026-11-23T10:00:00Z received 6/2: Cease",
            "10.1.0.3: its address is that of a tenant host: change one of them"), lines.subList(2, lines.size()));
    }

    @Test
    void neighbourIsFoundByAnyFormOfItsAddress() throws Exception {
        final var view = new FabricView(InetAddresses.forString("2001:db8:1::2"), 65101,
            Set.of(FabricFamily.L2VPN_EVPN), FabricSessionState.IDLE, Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), 0, 0, "");
        for (var text : List.of("2001:db8:1::2", "2001:DB8:1:0:0:0:0:2")) {
            assertEquals(List.of(view), FabricCommand.meant(List.of(view), text));
        }
        assertEquals("there is no neighbour spine1 in the fabric; neighbours are: 2001:db8:1::2",
            assertThrows(CommandException.class, () -> FabricCommand.meant(List.of(view), "spine1")).getMessage());
        FabricCommand.print(List.of(view), SINCE, console.out());
        assertEquals("2001:db8:1::2 | 65101 | idle | l2vpn-evpn | - | - | 0 | - | -", console.lines().get(2));
    }

    @Test
    void noNeighbourIsSaid() {
        FabricCommand.print(List.of(), SINCE, console.out());
        assertEquals("no neighbour in the fabric is configured", console.lines().get(2));
    }
}

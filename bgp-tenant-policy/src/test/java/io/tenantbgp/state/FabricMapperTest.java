/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.common.net.InetAddresses;
import io.tenantbgp.fabric.FabricFamily;
import io.tenantbgp.fabric.FabricOpen;
import io.tenantbgp.fabric.FabricSessionState;
import io.tenantbgp.fabric.FabricView;
import io.tenantbgp.session.SessionError;
import java.net.Inet4Address;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FabricMapperTest {
    private static final Instant SINCE = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void everyStateHasItsNameInTheModel() {
        for (var state : FabricSessionState.values()) {
            final var mapped = FabricMapper.map(view(state, Optional.empty(), Optional.empty(), "")).getState();
            assertEquals(state.yangName(), mapped.getSessionState().getName());
            assertNull(mapped.getStatusDetail());
            assertNull(mapped.getBgpIdentifier());
            assertNull(mapped.getLastError());
        }
    }

    @Test
    void allThereIsToSeeIsMapped() {
        final var neighbor = FabricMapper.map(view(FabricSessionState.ESTABLISHED,
            Optional.of(new FabricOpen((Inet4Address) InetAddresses.forString("10.255.0.1"), 9,
                Set.of(FabricFamily.L2VPN_EVPN))),
            Optional.of(new SessionError(SINCE, SessionError.Direction.SENT, 2, 3, "Bad BGP Identifier")), "a detail"));
        final var state = neighbor.getState();
        assertEquals("10.1.0.2 65101", neighbor.getAddress().stringValue() + " " + neighbor.getAsn().getValue());
        assertEquals("a detail 10.255.0.1 9 [L2vpnEvpn]", state.getStatusDetail() + " "
            + state.getBgpIdentifier().getValue() + " " + state.getHoldTime() + " " + state.getFamilies());
        assertEquals(120, state.getPrefixes().toJava());
        assertEquals(7, state.getMalformedUpdates().getValue().longValue());
        assertEquals("sent 2/3 Bad BGP Identifier", state.getLastError().getDirection().getName() + " "
            + state.getLastError().getCode() + "/" + state.getLastError().getSubcode() + " "
            + state.getLastError().getMessage());
    }

    private static FabricView view(final FabricSessionState state, final Optional<FabricOpen> open,
            final Optional<SessionError> error, final String detail) {
        return new FabricView(InetAddresses.forString("10.1.0.2"), 65101,
            Set.of(FabricFamily.L2VPN_EVPN), state, Optional.empty(), open, Optional.empty(), error, 120, 7, detail);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.vpc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.net.InetAddresses;
import io.tenantbgp.session.TenantPeer;
import io.tenantbgp.testing.Configured;
import io.tenantbgp.testing.Encryption;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.protocol.bgp.parser.BGPDocumentedException;
import org.opendaylight.protocol.bgp.parser.BGPError;
import org.opendaylight.protocol.bgp.rib.impl.StrictBGPPeerRegistry;
import org.opendaylight.protocol.bgp.rib.impl.spi.PeerRegistrySessionListener;
import org.opendaylight.protocol.util.Ipv6Util;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv6AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.Open;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.OpenBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.open.message.BgpParametersBuilder;
import org.opendaylight.yangtools.yang.common.Uint16;

/** Against BGPCEP's own peer registry. */
class BgpcepPeersTest {
    private static final int TENANT_ASN = 65010;
    private static final Ipv4AddressNoZone DPU_ID = new Ipv4AddressNoZone("192.0.2.1");
    private static final Ipv4AddressNoZone TENANT_ID = new Ipv4AddressNoZone("10.0.0.2");

    private final StrictBGPPeerRegistry registry = new StrictBGPPeerRegistry();
    private final BgpcepPeers peers = new BgpcepPeers(registry);
    private final List<String> sessions = new ArrayList<>();

    @BeforeEach
    void recordSessions() {
        registry.registerPeerSessionListener(new PeerRegistrySessionListener() {
            @Override
            public void onSessionCreated(final IpAddressNoZone ip) {
                sessions.add("created " + ip.stringValue());
            }

            @Override
            public void onSessionRemoved(final IpAddressNoZone ip) {
                sessions.add("removed " + ip.stringValue());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "10.0.0.2", "2001:db8::2" })
    void connectionThatCameAroundTheGuardIsRefused(final String host) {
        addNeighbor(host);

        assertEquals(BGPError.BAD_PEER_AS, assertThrows(BGPDocumentedException.class, () -> connect(host)).getError());
    }

    @ParameterizedTest
    @ValueSource(strings = { "10.0.0.2", "2001:db8::2" })
    void expectedAsnIsLetInUntilItIsReleased(final String host) {
        addNeighbor(host);

        peers.expect(peer(host), TENANT_ASN);
        assertDoesNotThrow(() -> connect(host));
        assertEquals(List.of("created " + fullForm(host).stringValue()), sessions);

        // As BGPSessionImpl does when an established session ends.
        registry.removePeerSession(fullForm(host));
        sessions.clear();
        peers.release(peer(host), true);
        assertEquals(List.of(), sessions);
        assertEquals(BGPError.BAD_PEER_AS, assertThrows(BGPDocumentedException.class, () -> connect(host)).getError());
    }

    @ParameterizedTest
    @ValueSource(strings = { "10.0.0.2", "2001:db8::2" })
    void sessionThatWasNotEstablishedIsForgottenOnRelease(final String host) {
        addNeighbor(host);
        peers.expect(peer(host), TENANT_ASN);
        assertDoesNotThrow(() -> connect(host));

        peers.release(peer(host), false);

        assertTrue(sessions.contains("removed " + fullForm(host).stringValue()), sessions::toString);
        peers.expect(peer(host), TENANT_ASN);
        assertDoesNotThrow(() -> connect(host));
    }

    @Test
    void everythingButTheRemoteAsnStaysAsBgpcepMadeIt() {
        addNeighbor("10.0.0.2");
        final var before = registry.getPeerPreferences(fullForm("10.0.0.2"));

        peers.expect(peer("10.0.0.2"), 4200000001L);

        final var after = registry.getPeerPreferences(fullForm("10.0.0.2"));
        assertEquals(4200000001L, after.getExpectedRemoteAs().getValue().toJava());
        assertEquals(before.getMyAs(), after.getMyAs());
        assertEquals(before.getHoldTime(), after.getHoldTime());
        assertEquals(before.getBgpId(), after.getBgpId());
        assertEquals(before.getParams(), after.getParams());
        assertEquals(before.getMd5Password(), after.getMd5Password());
    }

    @Test
    void neighbourThatIsGoneIsNeitherExpectedNorReleased() {
        peers.expect(peer("10.0.0.2"), TENANT_ASN);
        peers.release(peer("10.0.0.2"), true);
        peers.release(peer("10.0.0.2"), false);

        addNeighbor("10.0.0.2");
        peers.expect(peer("10.0.0.2"), TENANT_ASN);
        registry.removePeer(fullForm("10.0.0.2"));
        peers.release(peer("10.0.0.2"), false);
        addNeighbor("10.0.0.2");

        assertEquals(BGPError.BAD_PEER_AS,
            assertThrows(BGPDocumentedException.class, () -> connect("10.0.0.2")).getError());
    }

    @ParameterizedTest
    @ValueSource(strings = { "10.0.0.2", "2001:db8::2" })
    void neighbourIsConfiguredWhenItIsAdmittedAndBgpcepHasIt(final String host) {
        assertFalse(peers.isConfigured(address(host)));
        addNeighborOnly(host);
        assertFalse(peers.isConfigured(address(host)));
        assertTrue(peers.isNeighbor(address(host)));
        peers.admit(Set.of(address(host)));
        assertTrue(peers.isConfigured(address(host)));
        registry.removePeer(fullForm(host));
        assertFalse(peers.isConfigured(address(host)));
    }

    @Test
    void awaitSeesNeighboursComeAndGo() throws Exception {
        assertFalse(peers.await(() -> peers.isNeighbor(address("10.0.0.2")), TimeUnit.MILLISECONDS.toNanos(50)));
        final var adder = new Thread(() -> addNeighbor("10.0.0.2"));
        adder.start();
        assertTrue(peers.await(() -> peers.isNeighbor(address("10.0.0.2")), TimeUnit.SECONDS.toNanos(20)));
        adder.join();
        final var remover = new Thread(() -> registry.removePeer(fullForm("10.0.0.2")));
        remover.start();
        assertTrue(peers.await(() -> !peers.isNeighbor(address("10.0.0.2")), TimeUnit.SECONDS.toNanos(20)));
        remover.join();
    }

    @Test
    void connectionOfAHostThatIsLeavingIsRefusedByBgpcep() {
        addNeighbor("10.0.0.2");
        // The guard has seen that it is configured, and then
        assertTrue(peers.leave(Set.of(address("10.0.0.2"))));

        peers.expect(peer("10.0.0.2"), TENANT_ASN);

        assertEquals(BGPError.BAD_PEER_AS,
            assertThrows(BGPDocumentedException.class, () -> connect("10.0.0.2")).getError());
        assertTrue(peers.leave(Set.of()));
        peers.expect(peer("10.0.0.2"), TENANT_ASN);
        assertDoesNotThrow(() -> connect("10.0.0.2"));
    }

    @Test
    void hostDoesNotLeaveBeforeBgpcepHasForgottenItsConnection() throws Exception {
        addNeighbor("10.0.0.2");
        // Withheld since the guard asked: its connection ends as soon as it learns of the configuration.
        peers.admit(Set.of());
        peers.expect(peer("10.0.0.2"), TENANT_ASN);
        final var leaving = Set.of(address("10.0.0.2"));
        assertFalse(peers.leave(leaving));

        final var ender = new Thread(() -> peers.release(peer("10.0.0.2"), true));
        ender.start();

        assertTrue(peers.await(() -> peers.leave(leaving), TimeUnit.SECONDS.toNanos(20)));
        ender.join();
    }

    private void addNeighbor(final String host) {
        addNeighborOnly(host);
        peers.admit(Set.of(address(host)));
    }

    private void addNeighborOnly(final String host) {
        registry.addPeer(IetfInetUtil.ipAddressNoZoneFor(address(host)), NeighborListener.INSTANCE,
            NeighborListener.FENCED);
    }

    /** As BGPServerSessionNegotiator does, with the address it has made of the connection's. */
    private void connect(final String host) throws BGPDocumentedException {
        registry.getPeer(fullForm(host), DPU_ID, TENANT_ID, open());
    }

    private static Open open() {
        return new OpenBuilder().setMyAsNumber(Uint16.valueOf(TENANT_ASN)).setHoldTimer(Uint16.valueOf(9))
            .setBgpIdentifier(TENANT_ID).setBgpParameters(List.of(new BgpParametersBuilder().build()))
            .build();
    }

    private static IpAddressNoZone fullForm(final String host) {
        return host.contains(":") ? new IpAddressNoZone(Ipv6Util.getFullForm(new Ipv6AddressNoZone(host)))
            : new IpAddressNoZone(new Ipv4AddressNoZone(host));
    }

    private static TenantPeer peer(final String host) {
        final var addresses = host.contains(":") ? Configured.ipv6("2001:db8::1", host)
            : Configured.ipv4("10.0.0.1", host);
        return Encryption.mapper().map(Configured.site(Configured.SITE),
            Configured.dpu(Configured.BLUE, Configured.tenantInterface("eth0", "blue", addresses)))
            .peers().findFirst().orElseThrow();
    }

    private static InetAddress address(final String text) {
        return InetAddresses.forString(text);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.net.InetAddresses;
import io.netty.channel.ChannelException;
import io.tenantbgp.testing.SecuredHost;
import io.tenantbgp.testing.TenantHost;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.protocol.bgp.parser.spi.pojo.DefaultBGPExtensionConsumerContext;

/** What the kernel enforces, on the loopback. */
class TransportSecurityTest {
    private static final InetAddress HOST = InetAddresses.forString("127.1.0.2");
    private static final InetAddress OTHER_HOST = InetAddresses.forString("127.1.0.3");
    private static final InetAddress LOOPBACK6 = InetAddresses.forString("::1");
    private static final TransportSecurity GTSM = new TransportSecurity(Optional.empty(), true);
    private static final int OPEN_LENGTH = Tenants.OUR_OPEN.length() / 2;

    private final TenantEventLoops loops = TenantEventLoops.start(1);
    private final BgpcepPeer bgpcep = new BgpcepPeer(HOST);
    private final TenantSessions sessions = new TenantSessions(bgpcep);
    private InetSocketAddress gateway = gateway("127.1.0.1");
    private TenantListener listener;

    @AfterEach
    void stop() {
        listener.close();
        loops.close();
    }

    @Test
    void onlyTheHostWithTheKeyConnects() throws Exception {
        listen(peer(HOST, key("secret")));

        assertEquals(OPEN_LENGTH, SecuredHost.at(HOST).key("secret").octetsReceived(gateway, OPEN_LENGTH));
        assertFalse(SecuredHost.at(HOST).key("Secret").connects(gateway));
        assertFalse(SecuredHost.at(HOST).connects(gateway));
    }

    @Test
    void eachHostOfAGatewayAddressHasAKeyOfItsOwnOrNone() throws Exception {
        final var third = InetAddresses.forString("127.1.0.4");
        listen(peer(HOST, key("one")), peer(OTHER_HOST, key("two")), peer(third, TransportSecurity.NONE));

        assertTrue(SecuredHost.at(HOST).key("one").connects(gateway));
        assertTrue(SecuredHost.at(OTHER_HOST).key("two").connects(gateway));
        assertFalse(SecuredHost.at(OTHER_HOST).key("one").connects(gateway));
        assertTrue(SecuredHost.at(third).connects(gateway));
        assertFalse(SecuredHost.at(third).key("one").connects(gateway), "it signs and should not");
    }

    @Test
    void keysAreForIpv6Too() throws Exception {
        gateway = gateway("::1");
        listen(peer(LOOPBACK6, key("secret")));

        assertTrue(SecuredHost.at(LOOPBACK6).key("secret").connects(gateway));
        assertFalse(SecuredHost.at(LOOPBACK6).connects(gateway));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.1.0.1", "::1"})
    void onlyPacketsWithTtl255GetThroughAndSuchAreSent(final String address) throws Exception {
        gateway = gateway(address);
        final var host = gateway.getAddress().equals(LOOPBACK6) ? LOOPBACK6 : HOST;
        listen(peer(host, GTSM));

        assertEquals(OPEN_LENGTH,
            SecuredHost.at(host).ttl(255).minimumTtl(255).octetsReceived(gateway, OPEN_LENGTH));
        assertFalse(SecuredHost.at(host).ttl(254).connects(gateway));

        listener.secure(ListenerSecurity.NONE);
        assertTrue(SecuredHost.at(host).connects(gateway));
        assertFalse(SecuredHost.at(host).minimumTtl(255).connects(gateway));
    }

    @Test
    void hostThatAsksForTtlSecuritySharesItsGatewayWithOneThatDoesNot() throws Exception {
        listen(peer(HOST, GTSM), peer(OTHER_HOST, TransportSecurity.NONE));

        assertEquals(OPEN_LENGTH, SecuredHost.at(OTHER_HOST).octetsReceived(gateway, OPEN_LENGTH));
        assertEquals(OPEN_LENGTH,
            SecuredHost.at(HOST).ttl(255).minimumTtl(255).octetsReceived(gateway, OPEN_LENGTH));
        assertEquals(0, SecuredHost.at(HOST).ttl(254).octetsReceived(gateway, OPEN_LENGTH), "closed without an OPEN");
        assertEquals(1, sessions.views().toCompletableFuture().join().get(0).counters().connectionsRefused());
    }

    @Test
    void nothingIsSetAgainThatHasNotChanged() throws Exception {
        listen(peer(HOST, key("secret")));
        listener.close();

        assertDoesNotThrow(() -> listener.secure(ListenerSecurity.of(List.of(peer(HOST, key("secret"))))));
        assertThrows(ChannelException.class,
            () -> listener.secure(ListenerSecurity.of(List.of(peer(HOST, key("another"))))));
    }

    @Test
    void keyIsPartOfNoText() throws Exception {
        listen();
        final var peer = peer(HOST, key("a secret"));

        assertFalse(peer.toString().contains("secret"));
        assertFalse(ListenerSecurity.of(List.of(peer)).toString().contains("secret"));
        for (var wrong : List.of("", "a secret\n", "secret\0", "secret".repeat(20))) {
            final var refused = assertThrows(IllegalArgumentException.class, () -> new TcpMd5Key(wrong));
            assertFalse(refused.getMessage().contains("secret"));
        }
    }

    @Test
    void thisMachineLacksNothing() throws Exception {
        listen();
        assertEquals(SecuritySupport.FULL, loops.support());
    }

    private void listen(final TenantPeer... peers) throws Exception {
        sessions.onConfiguration(TenantPeers.of(List.of(peers), Map.of()));
        listener = TenantListener.bind(loops, new TenantChannelInitializer(sessions,
            new DefaultBGPExtensionConsumerContext().getMessageRegistry(), bgpcep.registry), gateway,
            ListenerSecurity.of(List.of(peers))).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private TenantPeer peer(final InetAddress host, final TransportSecurity security) {
        final var peer = Tenants.with(security);
        return new TenantPeer(new TenantLink("eth1", "blue", gateway.getAddress(), host), peer.ids(), security,
            peer.timers(), peer.openPolicy(), peer.importPolicy(), peer.maximumPrefixesAction());
    }

    private static TransportSecurity key(final String password) {
        return new TransportSecurity(Optional.of(new TcpMd5Key(password)), false);
    }

    private static InetSocketAddress gateway(final String address) {
        return new InetSocketAddress(InetAddresses.forString(address), TenantHost.freePort());
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tenantbgp.policy.ImportPolicy;
import io.tenantbgp.wire.SessionResetException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The sessions of one DPU, its connections without a network, and BGPCEP's registry as a list of calls. */
final class GuardHarness implements SpeakerPeers, AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    Instant now = NOW;
    final AtomicLong nanoTime = new AtomicLong();
    final List<String> registryCalls = new ArrayList<>();
    final SessionEventLog events = new SessionEventLog();
    final TenantSessions sessions = new TenantSessions(this, events, new SessionClock(() -> now, nanoTime::get));
    private final List<TenantChannel> channels = new ArrayList<>();
    private boolean configured = true;

    GuardHarness(final TenantPeer... peers) {
        configure(peers);
    }

    void configure(final TenantPeer... peers) {
        sessions.onConfiguration(TenantPeers.of(List.of(peers), Map.of()));
        channels.forEach(TenantChannel::runPendingTasks);
    }

    void shutDown(final InetAddress host) {
        sessions.onConfiguration(TenantPeers.of(List.of(), Map.of(host, "tenant interface disabled")));
        channels.forEach(TenantChannel::runPendingTasks);
    }

    /** BGPCEP does not know the neighbour. */
    void undeploy() {
        configured = false;
    }

    /** A host connects. */
    TenantChannel connect(final SpeakerProbe probe) throws Exception {
        return connect(Tenants.GATEWAY, Tenants.HOST, probe);
    }

    TenantChannel connect(final InetAddress gateway, final InetAddress host, final SpeakerProbe probe)
            throws Exception {
        final var channel = new TenantChannel(gateway, host, new TenantGuard(sessions), probe);
        channels.add(channel);
        return channel;
    }

    /** A host connects and its session is established; what was said for that is checked and taken. */
    TenantChannel establish(final SpeakerProbe probe) throws Exception {
        final var channel = connect(probe);
        assertEquals(List.of(Tenants.OUR_OPEN), channel.ourOpen());
        channel.receive(Tenants.open());
        assertEquals(List.of(Tenants.KEEPALIVE), channel.sent());
        channel.receive(Tenants.keepalive());
        assertEquals(List.of(Tenants.KEEPALIVE), channel.sent(), "BGPCEP's, but not its OPEN");
        assertEquals(List.of("active", Tenants.OPEN_FOR_SPEAKER, Tenants.KEEPALIVE), probe.events());
        return channel;
    }

    SessionView view() {
        final var views = sessions.views().toCompletableFuture();
        channels.forEach(TenantChannel::runPendingTasks);
        return views.join().get(0);
    }

    PolicyPreview preview(final ImportPolicy candidate) {
        final var previews = sessions.preview(peer -> Optional.of(candidate)).toCompletableFuture();
        channels.forEach(TenantChannel::runPendingTasks);
        return previews.join().get(0);
    }

    /** The accepted prefixes as text, in their natural order. */
    List<String> accepted() {
        return view().accepted().stream().map(AcceptedPrefix::prefix).sorted().map(Object::toString).toList();
    }

    /** The rejected prefixes with their reasons. */
    List<String> rejected() {
        return view().rejected().stream().map(entry -> entry.prefix() + " " + entry.reason().yangName()).toList();
    }

    @Override
    public boolean isConfigured(final InetAddress hostAddress) {
        return configured;
    }

    @Override
    public void expect(final TenantPeer peer, final long tenantAsn) {
        registryCalls.add("expect " + tenantAsn);
    }

    @Override
    public void release(final TenantPeer peer, final boolean established) {
        registryCalls.add("release " + established);
    }

    @Override
    public void close() throws SessionResetException {
        channels.forEach(TenantChannel::releaseAll);
    }
}

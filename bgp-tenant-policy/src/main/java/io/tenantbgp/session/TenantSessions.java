/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.policy.ImportPolicy;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All tenant sessions of the DPU: the configured peers, their live connections, and what is remembered of each. The
 * configuration is swapped in and views are taken through here. Thread-safe.
 */
public final class TenantSessions {
    private static final Logger LOG = LoggerFactory.getLogger(TenantSessions.class);

    private final Map<InetAddress, PeerHistory> histories = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private final SpeakerPeers speakers;
    private final SessionEvents events;
    private final SessionClock clock;
    private final RateLimit strangerLog;
    private volatile TenantPeers peers = TenantPeers.NONE;

    /**
     * Without any peer yet; nobody is told what happens.
     *
     * @param speakers BGPCEP's peer registry
     */
    public TenantSessions(final SpeakerPeers speakers) {
        this(speakers, SessionEvents.NONE);
    }

    /**
     * Without any peer yet.
     *
     * @param speakers BGPCEP's peer registry
     * @param events is told what happens to the sessions
     */
    public TenantSessions(final SpeakerPeers speakers, final SessionEvents events) {
        this(speakers, events, SessionClock.SYSTEM);
    }

    TenantSessions(final SpeakerPeers speakers, final SessionEvents events, final SessionClock clock) {
        this.speakers = requireNonNull(speakers);
        this.events = requireNonNull(events);
        this.clock = requireNonNull(clock);
        strangerLog = new RateLimit(clock.monotonic(), 10, Duration.ofSeconds(10));
    }

    /**
     * Replaces the configuration. Returns at once; each live session takes its part on its own event loop: a peer that
     * is gone ends with Cease 6/3, one that is shut down with 6/2, one whose ASN is no longer admitted with 6/3, one
     * whose addresses, VPC, identifiers or transport security are others with 6/6. Another import policy decides at
     * once on all that the tenant has announced; other timers take effect on the next connection.
     *
     * @param next all peers from now on; what is remembered of a peer that is neither among them nor shut down is
     *     dropped
     */
    public void onConfiguration(final TenantPeers next) {
        final Set<InetAddress> configured = Stream.concat(next.all().stream().map(TenantPeer::hostAddress),
            next.shutDown().keySet().stream()).collect(Collectors.toSet());
        configured.forEach(host -> histories.computeIfAbsent(host, absent -> newHistory(host)));
        // Before the live guards are told: one that claims its peer later reads these peers already.
        peers = next;
        histories.forEach((host, history) -> history.configure(next.find(host)));
        histories.values().forEach(history -> history.live().ifPresent(TenantSessions::reconfigure));
        histories.keySet().retainAll(configured);
        changes.incrementAndGet();
    }

    /**
     * Counts what an operator can see change, so that views need not be taken while nothing does.
     *
     * @return a number that is another one after every change
     */
    public long version() {
        return changes.get();
    }

    /**
     * Takes the view of every peer that may connect, each on its session's event loop.
     *
     * @return the views in the order of the configuration; never fails
     */
    public CompletionStage<List<SessionView>> views() {
        final var views = peers.all().stream().map(this::view).toList();
        return CompletableFuture.allOf(views.toArray(CompletableFuture[]::new))
            .thenApply(done -> views.stream().map(CompletableFuture::join).toList());
    }

    /**
     * Asks what other import policies would make of what the tenants of live sessions have announced, each on its
     * session's event loop. Changes nothing.
     *
     * @param candidate the policy to try on a peer, empty for a peer that is not concerned
     * @return what was found for each peer concerned, in the order of the configuration; never fails
     */
    public CompletionStage<List<PolicyPreview>> preview(
            final Function<TenantPeer, Optional<ImportPolicy>> candidate) {
        final var previews = peers.all().stream().flatMap(peer -> candidate.apply(peer).stream()
            .map(policy -> tryOut(policy, peer))).toList();
        return CompletableFuture.allOf(previews.toArray(CompletableFuture[]::new))
            .thenApply(done -> previews.stream().map(CompletableFuture::join).toList());
    }

    /**
     * Ends every session with Cease, Administrative Shutdown, and lets nobody connect any more.
     *
     * @return completes when all connections are closed, within a few seconds
     */
    public CompletionStage<Void> closeAll() {
        final var closed = histories.values().stream().map(PeerHistory::live).flatMap(Optional::stream)
            .map(TenantConnection::closed).toArray(CompletableFuture[]::new);
        onConfiguration(TenantPeers.of(List.of(), histories.keySet().stream()
            .collect(Collectors.toMap(host -> host, host -> "the DPU is stopping"))));
        return CompletableFuture.allOf(closed);
    }

    /** The peer's history, empty for an address that is not configured. */
    Optional<PeerHistory> history(final InetAddress hostAddress) {
        return Optional.ofNullable(histories.get(hostAddress));
    }

    TenantPeers peers() {
        return peers;
    }

    SpeakerPeers speakers() {
        return speakers;
    }

    SessionClock clock() {
        return clock;
    }

    /** Whether one more connection of an address that is not configured may be logged. */
    boolean mayLogStranger() {
        return strangerLog.tryAcquire();
    }

    private PeerHistory newHistory(final InetAddress host) {
        return new PeerHistory(host, clock, changes, events);
    }

    private CompletableFuture<SessionView> view(final TenantPeer peer) {
        final var history = histories.get(peer.hostAddress());
        if (history == null) {
            // Removed by a configuration that came in between.
            return CompletableFuture.completedFuture(
                newHistory(peer.hostAddress()).cold(peer.link()));
        }
        final Supplier<SessionView> cold = () -> history.cold(peer.link());
        return history.live().map(live -> onEventLoop(live, live::view).exceptionally(failure -> cold.get()))
            .orElseGet(() -> CompletableFuture.completedFuture(cold.get()));
    }

    private CompletableFuture<PolicyPreview> tryOut(final ImportPolicy policy, final TenantPeer peer) {
        final var none = new PolicyPreview(peer.link(), List.of(), 0);
        return Optional.ofNullable(histories.get(peer.hostAddress())).flatMap(PeerHistory::live)
            .map(live -> onEventLoop(live, () -> live.preview(policy)).exceptionally(failure -> none))
            .orElseGet(() -> CompletableFuture.completedFuture(none));
    }

    private static <T> CompletableFuture<T> onEventLoop(final TenantConnection live, final Supplier<T> ask) {
        try {
            return CompletableFuture.supplyAsync(ask, live.executor());
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static void reconfigure(final TenantConnection live) {
        try {
            live.executor().execute(live::reconfigure);
        } catch (RejectedExecutionException e) {
            LOG.debug("An event loop has ended, and with it its connections", e);
        }
    }
}

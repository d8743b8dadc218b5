/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.tenantbgp.policy.IpAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What outlives the connections of one configured tenant peer: counters, the last error, the last rejected prefixes,
 * the rates it used up, how often it failed, and which connection is the live one. Thread-safe.
 */
final class PeerHistory {
    // BGPCEP's negotiator keeps a timer of four minutes for every connection handed to it: the rate bounds their
    // number.
    private static final int CONNECTION_BURST = 30;
    private static final Duration CONNECTION_INTERVAL = Duration.ofSeconds(1);
    /** Who reconnects may cause as much again at once, for a flapping link so often. */
    private static final int READ_BURSTS = 5;
    private static final int LOG_BURST = 20;
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(PeerHistory.class);

    final PeerCounters counters = new PeerCounters();
    final SessionEvents events;
    final RejectionReports rejections;
    final ReadBudget reading;
    private final AtomicReference<@Nullable TenantConnection> live = new AtomicReference<>();
    private final InetAddress hostAddress;
    private final AtomicLong changes;
    private final RateLimit connectionRate;
    private final RateLimit logRate;
    private final AtomicLong unloggedLines = new AtomicLong();
    private final BackOff backOff;
    private final AtomicReference<Optional<TenantPeer>> configured = new AtomicReference<>(Optional.empty());
    private volatile @Nullable SessionError lastError;
    private final Map<SessionError.Direction, SessionError> lastNotifications = new ConcurrentHashMap<>();
    private volatile OptionalLong lastOpenAsn = OptionalLong.empty();
    private volatile RejectedPrefixes rejected = RejectedPrefixes.NONE;

    /** The {@code changes} are counted up whenever something an operator sees has changed. */
    PeerHistory(final InetAddress hostAddress, final SessionClock clock, final AtomicLong changes,
            final SessionEvents events) {
        this.hostAddress = hostAddress;
        this.changes = changes;
        this.events = events;
        rejections = new RejectionReports(events, clock.monotonic());
        reading = new ReadBudget(READ_BURSTS, clock.nanoTime());
        connectionRate = new RateLimit(clock.monotonic(), CONNECTION_BURST, CONNECTION_INTERVAL);
        logRate = new RateLimit(clock.monotonic(), LOG_BURST, LOG_INTERVAL);
        backOff = new BackOff(clock);
    }

    /** Makes a connection the live one; false while another one is. */
    boolean claim(final TenantConnection connection) {
        return live.compareAndSet(null, connection);
    }

    /** Lets the next connection in; does nothing for one that is not the live one. */
    void release(final TenantConnection connection) {
        live.compareAndSet(connection, null);
    }

    Optional<TenantConnection> live() {
        return Optional.ofNullable(live.get());
    }

    boolean mayConnect() {
        return connectionRate.tryAcquire();
    }

    /** Whether one more line about this peer may be logged: a tenant can cause them at will. */
    boolean mayLog() {
        if (!logRate.tryAcquire()) {
            unloggedLines.incrementAndGet();
            return false;
        }
        final long unlogged = unloggedLines.getAndSet(0);
        if (unlogged > 0) {
            LOG.info("peer {}: {} lines were too many to be logged", IpAddress.of(hostAddress), unlogged);
        }
        return true;
    }

    void changed() {
        changes.incrementAndGet();
    }

    /** An OPEN has come, which may be refused. */
    void opened(final long tenantAsn) {
        lastOpenAsn = OptionalLong.of(tenantAsn);
        changed();
    }

    void failed(final SessionError error) {
        lastError = error;
        if (error.direction() != SessionError.Direction.LOCAL) {
            lastNotifications.put(error.direction(), error);
        }
        changed();
    }

    /** What the operator has configured takes effect at once: a change ends the back-off. */
    void configure(final Optional<TenantPeer> peer) {
        if (!configured.getAndSet(peer).equals(peer)) {
            backOff.reset();
        }
    }

    /** Whether the host is held off because its attempts keep failing. */
    boolean isHeldOff() {
        return backOff.isOn();
    }

    /** An attempt at a session has failed. */
    void attemptFailed() {
        final var time = backOff.failed();
        if (!time.isZero() && mayLog()) {
            LOG.info("peer {}: no session after {} attempts or more in a row, connections are closed for {} s",
                IpAddress.of(hostAddress), BackOff.FREE_FAILURES, time.toSeconds());
        }
        changed();
    }

    /** An attempt at a session has succeeded. */
    void established() {
        backOff.reset();
        counters.establishedTransitions.increment();
        changed();
    }

    void keepRejected(final RejectedPrefixes last) {
        rejected = last;
    }

    SessionView cold(final TenantLink link) {
        return view(link, new SessionState.Active());
    }

    /** The view while no OPEN was accepted: the rejected prefixes are the last session's. */
    SessionView view(final TenantLink link, final SessionState state) {
        return view(link, state, List.of(), rejected);
    }

    SessionView view(final TenantLink link, final SessionState state, final List<AcceptedPrefix> accepted,
            final RejectedPrefixes rejectedNow) {
        return new SessionView(link, state, lastOpenAsn, counters.snapshot(), backOff.until(),
            Optional.ofNullable(lastError), lastNotifications, accepted, rejectedNow.prefixes(),
            rejectedNow.forgotten());
    }
}

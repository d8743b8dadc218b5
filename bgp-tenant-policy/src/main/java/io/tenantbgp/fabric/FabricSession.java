/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static java.util.Objects.requireNonNull;

import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.Future;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.session.RateLimit;
import io.tenantbgp.session.SessionError;
import io.tenantbgp.wire.Notification;
import io.tenantbgp.wire.NotificationCode;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session with one neighbour from its configuration to its end: it is tried again until then. Confined to the event
 * loop, but for {@link #view()} and {@link #neighbor()}.
 */
final class FabricSession {
    private static final Logger LOG = LoggerFactory.getLogger(FabricSession.class);

    private static final int MALFORMED_LINES = 3;
    private static final Duration MALFORMED_INTERVAL = Duration.ofMinutes(1);
    private static final long REST_SECONDS = 60;

    /** Its bundles are being started, or started again. */
    static final String NOT_IN_BGPCEP = "BGPCEP does not have the neighbour yet, or no longer";

    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final RetryDelay delay = new RetryDelay();
    private final FabricTransport transport;
    private final FabricHandshake handshake;
    private final FabricEvents events;
    private final RateLimit malformedLog = new RateLimit(System::nanoTime, MALFORMED_LINES, MALFORMED_INTERVAL);
    private volatile FabricNeighbor neighbor;
    private volatile FabricView view;
    private @Nullable FabricConnection connection;
    private @Nullable ChannelFuture attempt;
    private @Nullable Future<?> retry;
    private boolean ending;
    /** When it may be tried again after a limit was reached, by System.nanoTime(). */
    private OptionalLong restsUntil = OptionalLong.empty();

    /**
     * Not started.
     *
     * @param neighbor the neighbour
     * @param handshake what is said and demanded
     * @param transport where connections come from
     * @param events who is told
     */
    FabricSession(final FabricNeighbor neighbor, final FabricHandshake handshake, final FabricTransport transport,
            final FabricEvents events) {
        this.neighbor = requireNonNull(neighbor);
        this.handshake = requireNonNull(handshake);
        this.transport = requireNonNull(transport);
        this.events = requireNonNull(events);
        view = FabricView.idle(neighbor.address(), neighbor.asn(), neighbor.families(), "");
    }

    /** The neighbour as it is configured. Thread-safe. */
    FabricNeighbor neighbor() {
        return neighbor;
    }

    /** What is to be seen of it now. Thread-safe. */
    FabricView view() {
        return view;
    }

    /** Goes on as one with the neighbour as it is configured now. */
    void configure(final FabricNeighbor now) {
        final boolean awakes = isResting() && now.maximumPrefixes() > neighbor.maximumPrefixes();
        neighbor = now;
        if (awakes) {
            restsUntil = OptionalLong.empty();
            final var waiting = retry;
            if (waiting != null && waiting.cancel(false)) {
                connect();
            }
        }
    }

    void start() {
        if (neighbor.passive()) {
            show(FabricSessionState.ACTIVE, "");
        } else {
            connect();
        }
    }

    /**
     * Ends it for good.
     *
     * @return complete when BGPCEP knows of no connection any more
     */
    CompletableFuture<Void> end(final Notification notification, final String detail) {
        ending = true;
        final var waiting = retry;
        if (waiting != null) {
            waiting.cancel(false);
        }
        final var connecting = attempt;
        if (connecting != null) {
            connecting.channel().close();
        }
        final var current = connection;
        if (current == null) {
            gone.complete(null);
        } else {
            current.end(notification, detail);
        }
        return gone;
    }

    /** Whether a connection the neighbour makes can be taken. */
    boolean isFree() {
        return !ending && connection == null && !isResting();
    }

    /** Whether the neighbour has announced too much a moment ago. */
    boolean isResting() {
        return restsUntil.isPresent() && System.nanoTime() - restsUntil.orElseThrow() < 0;
    }

    FabricConnection newConnection() {
        return new FabricConnection(this, handshake);
    }

    /** What keeps a passive neighbour from connecting, empty when nothing does. */
    void onListening(final String detail) {
        if (!ending && connection == null) {
            show(FabricSessionState.ACTIVE, detail);
        }
    }

    /** There is a connection: false when it is not wanted. */
    boolean connected(final FabricConnection made, final InetAddress local) {
        attempt = null;
        if (!isFree()) {
            return false;
        }
        connection = made;
        view = new FabricView(neighbor.address(), neighbor.asn(), neighbor.families(), FabricSessionState.OPEN_SENT,
            Optional.of(local), Optional.empty(), Optional.empty(), view.lastError(), 0, view.malformedUpdates(),
            "");
        return true;
    }

    void opened(final FabricOpen open) {
        view = new FabricView(neighbor.address(), neighbor.asn(), neighbor.families(),
            FabricSessionState.OPEN_CONFIRM, view.localAddress(), Optional.of(open), Optional.empty(),
            view.lastError(), 0, view.malformedUpdates(), "");
    }

    void established(final Instant since, final NextHops nextHops) {
        delay.reset();
        view = new FabricView(neighbor.address(), neighbor.asn(), neighbor.families(),
            FabricSessionState.ESTABLISHED, view.localAddress(), view.open(), Optional.of(since), view.lastError(),
            0, view.malformedUpdates(), shortcomings(nextHops));
        LOG.info("fabric neighbour {} ASN {}: established with {}{}", text(), neighbor.asn(),
            names(view.open().stream().flatMap(open -> open.families().stream())).orElse("nothing"),
            view.detail().isEmpty() ? "" : "; " + view.detail());
        events.up(view);
    }

    /** The neighbour announces that many prefixes now. */
    void learnt(final long prefixes) {
        if (prefixes != view.prefixes()) {
            view = view.withPrefixes(prefixes);
        }
        final var current = connection;
        if (prefixes > neighbor.maximumPrefixes() && current != null) {
            restsUntil = OptionalLong.of(System.nanoTime() + TimeUnit.SECONDS.toNanos(REST_SECONDS));
            final var detail = "it has announced " + prefixes + " prefixes, and maximum-prefixes is "
                + neighbor.maximumPrefixes() + ": raise that, or have it announce fewer";
            LOG.warn("fabric neighbour {} ASN {}: {}; no session for {} s", text(), neighbor.asn(), detail,
                REST_SECONDS);
            current.end(Notification.of(NotificationCode.MAXIMUM_PREFIXES), detail);
        }
    }

    /** What an UPDATE announced is withdrawn for this error. */
    void malformed(final NotificationCode error) {
        view = view.withMalformedUpdates(view.malformedUpdates() + 1);
        if (malformedLog.tryAcquire()) {
            LOG.warn("fabric neighbour {} ASN {}: what an UPDATE announced is withdrawn (RFC 7606): {}; {} of them "
                + "since it was configured", text(), neighbor.asn(), error.text(), view.malformedUpdates());
        }
    }

    /** The connection is gone, and BGPCEP knows. */
    void closed(final FabricConnection lost, final SessionError error) {
        attempt = null;
        if (connection != lost) {
            // It was not wanted.
            connectAgain(error.message());
            return;
        }
        connection = null;
        final var last = view;
        LOG.info("fabric neighbour {} ASN {}: ended in state {}: {}", text(), neighbor.asn(), last.state().yangName(),
            error.message());
        view = new FabricView(neighbor.address(), neighbor.asn(), neighbor.families(), FabricSessionState.ACTIVE,
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(error), 0, last.malformedUpdates(), "");
        if (last.state() == FabricSessionState.ESTABLISHED) {
            events.down(last, error);
        }
        if (ending) {
            gone.complete(null);
        } else {
            connectAgain(isResting() ? error.message() : "");
        }
    }

    /** The families of the session for whose routes the link has no next hop. */
    Set<FabricFamily> lacksNextHop(final NextHops nextHops) {
        return view.open().map(FabricOpen::families).orElse(Set.of()).stream()
            .filter(family -> !nextHops.isFor(family)).collect(Collectors.toUnmodifiableSet());
    }

    private void connect() {
        if (handshake.open().isEmpty()) {
            connectAgain(NOT_IN_BGPCEP);
            return;
        }
        show(FabricSessionState.CONNECT, view.detail());
        final var connecting = transport.connect(neighbor, newConnection());
        attempt = connecting;
        connecting.addListener((ChannelFuture done) -> {
            if (attempt == connecting) {
                attempt = null;
                if (!done.isSuccess()) {
                    done.channel().close();
                    connectAgain("cannot connect: " + done.cause().getMessage());
                }
            }
        });
    }

    private void connectAgain(final String why) {
        if (ending || neighbor.passive() || connection != null) {
            return;
        }
        final long rest = isResting() ? TimeUnit.NANOSECONDS.toMillis(restsUntil.orElseThrow() - System.nanoTime()) : 0;
        final long millis = Math.max(delay.nextMillis(), rest);
        final var detail = why.isEmpty() ? "" : why + "; tried again";
        if (!view.detail().equals(detail) && !why.isEmpty()) {
            LOG.warn("fabric neighbour {} ASN {}: {}; tried again in {} ms and so on", text(), neighbor.asn(), why,
                millis);
        }
        show(FabricSessionState.ACTIVE, detail);
        retry = transport.loop().schedule(this::connect, millis, TimeUnit.MILLISECONDS);
    }

    private String shortcomings(final NextHops nextHops) {
        final var agreed = view.open().map(FabricOpen::families).orElse(Set.of());
        final var missing = neighbor.families().stream().filter(family -> !agreed.contains(family));
        final var unreachable = lacksNextHop(nextHops).stream();
        final var offer = names(missing).map(names -> "the neighbour does not offer " + names).orElse("");
        final var hop = names(unreachable).map(names -> "no route of " + names
            + " is announced: the interface with address " + view.localAddress().map(IpAddress::of).orElseThrow()
            + " has no address of that family for the next hop: give it one").orElse("");
        return offer.isEmpty() || hop.isEmpty() ? offer + hop : offer + "; " + hop;
    }

    private static Optional<String> names(final Stream<FabricFamily> families) {
        return families.sorted().map(FabricFamily::yangName).reduce((left, right) -> left + ", " + right);
    }

    private void show(final FabricSessionState state, final String detail) {
        view = new FabricView(neighbor.address(), neighbor.asn(), neighbor.families(), state, Optional.empty(),
            Optional.empty(), Optional.empty(), view.lastError(), 0, view.malformedUpdates(), detail);
    }

    private IpAddress text() {
        return IpAddress.of(neighbor.address());
    }
}

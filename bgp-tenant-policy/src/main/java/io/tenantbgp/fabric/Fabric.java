/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.vpc.BgpcepConfiguration;
import io.tenantbgp.vpc.BgpcepPeers;
import io.tenantbgp.wire.Notification;
import io.tenantbgp.wire.NotificationCode;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.protocol.bgp.parser.spi.BGPExtensionConsumerContext;
import org.opendaylight.protocol.bgp.rib.impl.spi.BGPPeerRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The DPU's side of the fabric: its RIB in BGPCEP and the sessions with its neighbours. A configuration is applied in
 * four steps, so that BGPCEP never takes a neighbour down while it has a session, nor has a neighbour in two RIBs:
 * {@link #retain}, {@link #remove}, {@link #add}, {@link #open}.
 */
public final class Fabric implements AutoCloseable {
    /** The port of BGP, which neighbours listen on. */
    public static final int BGP_PORT = 179;

    private static final Logger LOG = LoggerFactory.getLogger(Fabric.class);
    private static final long END_SECONDS = 10;

    private final Map<InetAddress, FabricSession> sessions = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final BgpcepPeers peers;
    private final FabricPeers identifiers;
    private final FabricEvents events;
    private final FabricTransport transport;
    private final FabricListeners listeners;
    private final OpenParameters parameters;
    private final FabricRibDeployer rib;
    private volatile Optional<FabricSpeaker> current = Optional.empty();
    private volatile CompletableFuture<Void> ended = CompletableFuture.completedFuture(null);

    /**
     * Without neighbours.
     *
     * @param broker the datastore, where BGPCEP is configured
     * @param registry BGPCEP's peers
     * @param extensions BGPCEP's codecs
     * @param identifiers what the routing policy of the RIB asks
     * @param events who is told of sessions
     * @param neighborPort the port neighbours listen on
     * @param backlog how far BGPCEP is behind with what they send
     */
    public Fabric(final DataBroker broker, final BGPPeerRegistry registry,
            final BGPExtensionConsumerContext extensions, final FabricPeers identifiers, final FabricEvents events,
            final int neighborPort, final RibBacklog backlog) {
        peers = new BgpcepPeers(registry);
        this.identifiers = requireNonNull(identifiers);
        this.events = requireNonNull(events);
        transport = new FabricTransport(extensions.getMessageRegistry(), registry, neighborPort, backlog);
        listeners = new FabricListeners(transport);
        parameters = new OpenParameters(extensions);
        rib = new FabricRibDeployer(new BgpcepConfiguration(broker), peers);
    }

    /**
     * Ends the sessions that are no longer, or not so, desired. Does not wait for that.
     *
     * @param desired the neighbours, empty while the DPU is not configured
     */
    public void retain(final Optional<FabricSpeaker> desired) {
        final var before = current;
        current = desired;
        final boolean sameSpeaker = before.isPresent() && desired.isPresent()
            && before.orElseThrow().isSameSpeaker(desired.orElseThrow());
        final var staying = sameSpeaker ? desired.orElseThrow().config().neighbors() : List.<FabricNeighbor>of();
        final var configured = desired.map(speaker -> speaker.config().neighbors().stream()
            .map(FabricNeighbor::address).toList()).orElse(List.of());
        final var earlier = ended.exceptionally(ignored -> null);
        ended = CompletableFuture.allOf(earlier, onLoop(() -> {
            final var ending = sessions.values().stream()
                .filter(session -> staying.stream().noneMatch(session.neighbor()::hasSessionOf)).toList();
            sessions.values().removeAll(ending);
            staying.forEach(each -> Optional.ofNullable(sessions.get(each.address()))
                .ifPresent(session -> session.configure(each)));
            desired.ifPresentOrElse(speaker -> listeners.listen(sessions.values(), speaker.bgpPort()),
                () -> listeners.listen(List.of(), BGP_PORT));
            return all(ending.stream().map(session ->
                configured.contains(session.neighbor().address())
                    ? session.end(Notification.of(NotificationCode.OTHER_CONFIGURATION_CHANGE),
                        "its configuration was changed")
                    : session.end(Notification.of(NotificationCode.PEER_DECONFIGURED), "it was removed")));
        }));
    }

    /**
     * Removes from BGPCEP what is not, or not so, desired. Waits for the sessions that are ending, and for BGPCEP.
     *
     * @param desired as given to {@link #retain}
     * @throws IllegalStateException when it takes too long; to be tried again
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    public void remove(final Optional<FabricSpeaker> desired) throws InterruptedException {
        try {
            ended.get(END_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the sessions with neighbours in the fabric do not end", e);
        }
        rib.remove(desired.map(DeployedRib::of));
    }

    /**
     * Adds to BGPCEP what is desired. Waits for it.
     *
     * @param desired as given to {@link #remove}
     * @throws IllegalStateException likewise
     * @throws InterruptedException likewise
     */
    public void add(final Optional<FabricSpeaker> desired) throws InterruptedException {
        rib.add(desired.map(DeployedRib::of));
    }

    /**
     * Opens the sessions that are desired and not there yet.
     *
     * @param desired as given to {@link #add}
     */
    public void open(final Optional<FabricSpeaker> desired) {
        desired.ifPresent(speaker -> onLoop(() -> {
            if (current.equals(desired)) {
                speaker.config().neighbors().stream().filter(each -> !sessions.containsKey(each.address()))
                    .forEach(each -> start(speaker, each));
                listeners.listen(sessions.values(), speaker.bgpPort());
            }
            return CompletableFuture.completedFuture(null);
        }));
    }

    /**
     * What there is to be seen of every configured neighbour.
     *
     * @return the views, in the order of the addresses of those that make sense, then the others
     */
    public List<FabricView> views() {
        return current.map(FabricSpeaker::config).stream().flatMap(config -> Stream.concat(
            config.neighbors().stream().map(this::view), config.leftOut().stream().map(each ->
                FabricView.idle(each.address(), each.asn(), each.families(), each.detail())))).toList();
    }

    /** Ends all sessions; BGPCEP's RIB stays as it is configured. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        final var all = onLoop(() -> {
            listeners.listen(List.of(), BGP_PORT);
            return all(sessions.values().stream().map(session -> session.end(
                Notification.withText(NotificationCode.ADMINISTRATIVE_SHUTDOWN, "the DPU is stopping"), "")));
        });
        try {
            all.get(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("not every session with the fabric ended as it should", e);
        }
        transport.close();
    }

    private void start(final FabricSpeaker speaker, final FabricNeighbor neighbor) {
        final var session = new FabricSession(neighbor,
            new FabricHandshake(neighbor, speaker, peers, identifiers, parameters), transport, events);
        sessions.put(neighbor.address(), session);
        session.start();
    }

    private FabricView view(final FabricNeighbor neighbor) {
        return Optional.ofNullable(sessions.get(neighbor.address()))
            .filter(session -> session.neighbor().hasSessionOf(neighbor)).map(FabricSession::view)
            .orElseGet(() -> FabricView.idle(neighbor.address(), neighbor.asn(), neighbor.families(),
                "its configuration is being applied"));
    }

    private CompletableFuture<Void> onLoop(final Work work) {
        return CompletableFuture.supplyAsync(work::begin, transport.loop()).thenCompose(begun -> begun);
    }

    private static CompletableFuture<Void> all(final Stream<CompletableFuture<Void>> each) {
        return CompletableFuture.allOf(each.toArray(CompletableFuture[]::new));
    }

    /** Something to do on the loop. */
    @FunctionalInterface
    private interface Work {
        CompletableFuture<Void> begin();
    }
}

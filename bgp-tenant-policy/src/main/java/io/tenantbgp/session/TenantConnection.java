/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.EventExecutor;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.ImportPolicy;
import io.tenantbgp.policy.OpenError;
import io.tenantbgp.session.SessionError.Direction;
import io.tenantbgp.wire.MessageFramer;
import io.tenantbgp.wire.MessageHeader;
import io.tenantbgp.wire.MessageType;
import io.tenantbgp.wire.Notification;
import io.tenantbgp.wire.NotificationCode;
import io.tenantbgp.wire.OpenMessage;
import io.tenantbgp.wire.RouteRefreshSupport;
import io.tenantbgp.wire.SessionResetException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state machine of one tenant connection (RFC 4271, section 8, the passive side). What the tenant sends is read
 * here and BGPCEP gets messages written anew. Confined to the channel's event loop.
 */
final class TenantConnection {
    private static final Logger LOG = LoggerFactory.getLogger(TenantConnection.class);
    /** RFC 4271, section 8.2.2 suggests four minutes for the OPEN; a host has no reason to take so long. */
    private static final int OPEN_SECONDS = 10;
    private static final Set<AddressFamily> OFFERED = EnumSet.allOf(AddressFamily.class);

    private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
    private final ChannelHandlerContext ctx;
    private final TenantSessions sessions;
    private final PeerHistory history;
    private final MessageFramer framer;
    private final GuardTimers timers;
    private final ReadPacing pacing;
    private final SendHold sendHold;
    private TenantPeer peer;
    /** Those of our OPEN, whatever is configured since. */
    private SessionTimers offered;
    private SessionState state = new SessionState.OpenSent();
    /** The tenant's, whether its OPEN is accepted or not. */
    private OptionalLong openAsn = OptionalLong.empty();
    private @Nullable Agreement agreement;
    private boolean handingOver;
    private boolean closing;
    private boolean heard;

    TenantConnection(final ChannelHandlerContext ctx, final TenantSessions sessions, final PeerHistory history,
            final TenantPeer peer) {
        this.ctx = ctx;
        this.sessions = sessions;
        this.history = history;
        this.peer = peer;
        offered = peer.timers();
        framer = new MessageFramer(ctx.alloc());
        timers = new GuardTimers(ctx.executor());
        pacing = new ReadPacing(ctx, sessions.clock().monotonic(), history.reading, history.counters.readingPaused);
        sendHold = new SendHold(ctx.executor(), this::onSendHoldExpiry);
    }

    /**
     * Sends our OPEN and awaits the tenant's. The connection is its host's live one now. A refusal comes after our
     * OPEN: to a speaker that has not seen one any NOTIFICATION is a fault of ours, and its operator would not be told
     * why (RFC 4271, section 8.2.2, OpenSent, event 25).
     */
    void start() {
        timers.expectWithin(OPEN_SECONDS, () -> onExpiry("no OPEN within " + OPEN_SECONDS + " s"));
        // The configuration may have changed before the claim made it call us.
        reconfigure();
        if (!closing) {
            offered = peer.timers();
            ctx.writeAndFlush(OpenMessage.write(ctx.alloc(), peer.openPolicy().dpuAsn(), offered.holdTime(),
                peer.ids().routerId(), OFFERED, RouteRefreshSupport.ENHANCED));
        }
    }

    void read(final ByteBuf in) {
        pacing.start();
        heard = true;
        try {
            while (!closing) {
                final var next = framer.next(in);
                if (next.isEmpty()) {
                    break;
                }
                final var message = next.orElseThrow();
                try {
                    onMessage(message);
                } finally {
                    message.release();
                }
            }
        } catch (SessionResetException e) {
            end(Direction.SENT, e.notification(), e.getMessage());
        }
        final var agreed = agreement;
        if (agreed != null && !closing) {
            passOn(agreed);
            pacing.charge(agreed.filter().takeChanges());
        }
    }

    void onReadComplete() {
        if (state instanceof SessionState.Established) {
            ctx.fireChannelReadComplete();
        }
    }

    /** The tenant reads again, or no longer. */
    void onWritabilityChanged() {
        if (agreement != null) {
            agreement.refresh().onWritable();
        }
    }

    /** The socket is closed. */
    void onClosed() {
        end(Direction.LOCAL, null, "the connection was closed without a NOTIFICATION");
        letGo();
        // BGPCEP's negotiator refers to the channel for four more minutes: not to the tables as well.
        agreement = null;
        closed.complete(null);
    }

    void onFailure(final Throwable cause) {
        if (closing) {
            ctx.close();
        } else if (cause instanceof IOException) {
            end(Direction.LOCAL, null, "the connection was lost");
        } else {
            if (history.mayLog()) {
                LOG.error("{}: the guard failed, only this session ends", peer.link(), cause);
            }
            end(Direction.SENT, Notification.of(NotificationCode.CEASE), "internal error, see the log");
        }
    }

    /** BGPCEP writes. */
    void write(final ByteBuf message, final ChannelPromise promise) {
        final var judgement = state instanceof SessionState.Established established
            ? OutgoingFence.judge(message, established.open().families()) : OutgoingFence.STOP;
        // A tenant that does not read gets no more: it would pile up.
        if (judgement == OutgoingFence.PASS && ctx.channel().isWritable()) {
            sendHold.watch(ctx.write(message, promise));
            return;
        }
        if (judgement == OutgoingFence.FAREWELL) {
            onSpeakerEnds(Notification.read(message));
        } else if (judgement == OutgoingFence.STOP_ROUTES) {
            history.counters.updatesNotSent.increment();
            if (history.mayLog()) {
                LOG.error("{}: stopped routes for the tenant, the export policy let them pass", peer.link());
            }
        }
        message.release();
        promise.trySuccess();
    }

    /** BGPCEP closes the channel: after a NOTIFICATION, or because we told it that the connection is gone. */
    void close(final ChannelPromise promise) {
        ctx.channel().closeFuture().addListener(done -> promise.trySuccess());
        if (!closing) {
            stop(Direction.LOCAL, null, "BGPCEP closed the connection");
            ctx.close();
        }
    }

    /** The configuration has changed. */
    void reconfigure() {
        if (closing) {
            return;
        }
        final var previous = peer.importPolicy();
        try {
            peer = Reconfiguration.apply(peer, agreement == null ? null : agreement.remote(), peersNow());
        } catch (SessionResetException e) {
            end(Direction.SENT, e.notification(), e.getMessage());
            return;
        }
        if (state instanceof SessionState.Established && !peer.importPolicy().equals(previous)) {
            final var agreed = requireAgreement();
            agreed.filter().redecide(previous, peer, sessions.clock().now(), agreed.speaker().out());
            passOn(agreed);
            // They are the operator's doing.
            agreed.filter().takeChanges();
        }
    }

    /** What a policy would make of what the tenant announced; empty before the session is established. */
    PolicyPreview preview(final ImportPolicy policy) {
        final var agreed = agreement;
        return agreed == null || closing ? new PolicyPreview(peer.link(), List.of(), 0)
            : new PolicyPreview(peer.link(), agreed.filter().preview(policy), agreed.filter().rejectedNotKept());
    }

    /** The operator's view. */
    SessionView view() {
        final var agreed = agreement;
        return agreed == null || closing ? history.view(peer.link(), state)
            : history.view(peer.link(), state, agreed.filter().accepted(), agreed.filter().rejected(peer));
    }

    /** Where everything here is called. */
    EventExecutor executor() {
        return ctx.executor();
    }

    /** Completes when the socket is closed. */
    CompletableFuture<@Nullable Void> closed() {
        return closed;
    }

    /**
     * All peers as they are configured. A host that was removed and is there again, before this was called, is another
     * one: its history does not know of this connection.
     */
    private TenantPeers peersNow() {
        final var peers = sessions.peers();
        return sessions.history(peer.hostAddress()).filter(history::equals).isPresent() ? peers : TenantPeers.NONE;
    }

    private void onMessage(final ByteBuf message) throws SessionResetException {
        final int code = MessageHeader.typeCode(message);
        final var type = MessageType.ofCode(code).orElseThrow();
        if (type == MessageType.NOTIFICATION) {
            end(Direction.RECEIVED, Notification.read(message), "");
        } else if (state instanceof SessionState.OpenSent) {
            requireExpected(type == MessageType.OPEN, NotificationCode.UNEXPECTED_IN_OPEN_SENT, type);
            onOpen(OpenMessage.read(message));
        } else if (state instanceof SessionState.OpenConfirm) {
            requireExpected(type == MessageType.KEEPALIVE, NotificationCode.UNEXPECTED_IN_OPEN_CONFIRM, type);
            onConfirmed();
        } else {
            requireExpected(type != MessageType.OPEN, NotificationCode.UNEXPECTED_IN_ESTABLISHED, type);
            onSessionMessage(type, message);
        }
    }

    private static void requireExpected(final boolean expected, final NotificationCode otherwise,
            final MessageType type) throws SessionResetException {
        if (!expected) {
            throw new SessionResetException(Notification.of(otherwise, (byte) type.code()), type + " was not expected");
        }
    }

    private void onOpen(final OpenMessage open) throws SessionResetException {
        openAsn = OptionalLong.of(open.facts().effectiveAsn());
        history.opened(open.facts().effectiveAsn());
        final var agreed = Agreement.reach(open, peer, offered, ctx, sessions, history);
        final int holdTime = agreed.remote().holdTime();
        agreement = agreed;
        become(new SessionState.OpenConfirm(agreed.remote()));
        ctx.writeAndFlush(MessageHeader.keepalive(ctx.alloc()));
        timers.expectWithin(holdTime, () -> onExpiry("no KEEPALIVE within the hold time of " + holdTime + " s"));
        timers.sendEvery(agreed.keepaliveInterval(), this::sendKeepalive);
        sendHold.start(offered.sendHoldTime(), holdTime);
    }

    private void onConfirmed() {
        final var agreed = requireAgreement();
        timers.cancelDeadline();
        if (agreed.speakerKeepsAliveItself()) {
            timers.cancelKeepalives();
        }
        become(new SessionState.Established(agreed.remote(), sessions.clock().now()));
        handingOver = true;
        agreed.speaker().start(agreed.remote(), agreed.open().routeRefresh());
        handingOver = false;
        if (closing) {
            // BGPCEP refused; it is not in the middle of anything now.
            letGo();
            return;
        }
        history.established();
        history.events.sessionUp(peer.link(), agreed.remote());
        if (history.mayLog()) {
            LOG.info("{}: session established, tenant ASN {}, hold time {} s, families {}", peer.link(),
                agreed.remote().tenantAsn(), agreed.remote().holdTime(), agreed.remote().families());
        }
    }

    private void onSessionMessage(final MessageType type, final ByteBuf message) throws SessionResetException {
        final var agreed = requireAgreement();
        switch (type) {
            case KEEPALIVE -> MessageHeader.writeKeepalive(agreed.speaker().out());
            case UPDATE -> {
                agreed.speaker().heard();
                agreed.filter().filter(message, peer, sessions.clock().now(), agreed.speaker().out());
            }
            // Not for BGPCEP, which would rebuild its Adj-RIB-Out for nothing.
            default -> {
                agreed.speaker().heard();
                agreed.refresh().onMessage(message, peer, sessions.clock().now());
            }
        }
    }

    private void passOn(final Agreement agreed) {
        if (agreed.filter().hasPending()) {
            agreed.filter().flush(agreed.speaker().out());
        }
        agreed.speaker().passOn();
        agreed.filter().takeRefreshWanted().forEach(agreed.refresh()::requestRefresh);
    }

    private void onExpiry(final String detail) {
        end(Direction.SENT, Notification.of(NotificationCode.HOLD_TIMER_EXPIRED), detail);
    }

    /** The tenant reads nothing, a NOTIFICATION neither, and the kernel need not keep what it has not read. */
    private void onSendHoldExpiry() {
        ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        end(Direction.LOCAL, Notification.of(NotificationCode.SEND_HOLD_TIMER_EXPIRED),
            "the tenant has taken nothing for " + sendHold.seconds() + " s");
    }

    private void sendKeepalive() {
        if (!closing && ctx.channel().isWritable()) {
            sendHold.watch(ctx.writeAndFlush(MessageHeader.keepalive(ctx.alloc())));
        }
    }

    /** BGPCEP has sent a NOTIFICATION and will close: it is not told that the connection is gone before it has. */
    private void onSpeakerEnds(final Notification notification) {
        if (handingOver) {
            requireAgreement().speaker().refused();
        }
        stop(Direction.SENT, notification, "by BGPCEP");
        Farewell.say(ctx, notification);
    }

    /** The one way to end a connection, but for BGPCEP's own. */
    private void end(final Direction direction, final @Nullable Notification notification, final String detail) {
        if (closing) {
            return;
        }
        stop(direction, notification, detail);
        try {
            letGo();
        } finally {
            if (direction == Direction.SENT && notification != null) {
                Farewell.say(ctx, notification);
            } else {
                ctx.close();
            }
        }
    }

    private void stop(final Direction direction, final @Nullable Notification notification, final String detail) {
        closing = true;
        timers.cancelAll();
        sendHold.stop();
        pacing.resume();
        framer.close();
        if (agreement != null) {
            agreement.refresh().stop();
            if (state instanceof SessionState.Established) {
                history.keepRejected(agreement.filter().rejected(peer));
            }
        }
        final var error = SessionError.of(sessions.clock().now(), direction, notification, detail);
        if (direction == Direction.SENT && error.code() == OpenError.CODE) {
            history.counters.opensRefused.increment();
        }
        if (history.mayLog()) {
            LOG.info("{}: {} connection ended, {}: {}", peer.link(), state.name(), error.direction(), error.message());
        }
        // Our Cease is no fault of the tenant's: not ready yet, or configured otherwise.
        final boolean excused = direction == Direction.SENT && error.code() == NotificationCode.CEASE.code();
        // Nor is a look at the port: whoever says nothing has not failed to say it right.
        final boolean looked = direction == Direction.LOCAL && !heard;
        if (!(state instanceof SessionState.Established) && !excused && !looked) {
            history.attemptFailed();
        }
        if (!handingOver) {
            history.events.ended(peer.link(), state, openAsn, error);
        }
        become(new SessionState.Active());
        history.failed(error);
    }

    /** BGPCEP forgets the connection, then the host may open another one. */
    private void letGo() {
        try {
            if (agreement != null) {
                agreement.speaker().end();
            }
        } finally {
            history.release(this);
        }
    }

    private void become(final SessionState next) {
        state = next;
        history.changed();
    }

    private Agreement requireAgreement() {
        final var agreed = agreement;
        if (agreed == null) {
            throw new IllegalStateException("no OPEN was accepted");
        }
        return agreed;
    }
}

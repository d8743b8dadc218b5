/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import io.tenantbgp.session.SendHold;
import io.tenantbgp.session.SessionError;
import io.tenantbgp.session.SessionError.Direction;
import io.tenantbgp.wire.MessageHeader;
import io.tenantbgp.wire.MessageType;
import io.tenantbgp.wire.Notification;
import io.tenantbgp.wire.NotificationCode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.protocol.bgp.parser.BGPDocumentedException;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.Keepalive;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.Notify;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.Open;

/**
 * A connection with a neighbour, between BGPCEP's decoders and its negotiator. It does the handshake itself and tells
 * BGPCEP of the connection only when both sides have confirmed: BGPSessionImpl starts its hold timer on the OPEN, and
 * the timer of one that was never established would end the neighbour's next session; a neighbour that goes away after
 * its OPEN would be locked out. Confined to the event loop.
 */
final class FabricConnection extends ChannelDuplexHandler {
    private static final int HANDSHAKE_SECONDS = 10;
    private static final int SEND_HOLD_SECONDS = 2 * OpenConfigFabric.HOLD_TIME;
    private static final int LOOK_AGAIN_SECONDS = 10;
    private static final int COUNT_MILLIS = 500;
    /** For a NOTIFICATION that the neighbour does not take. */
    private static final int CLOSE_SECONDS = 1;

    private enum Phase {
        OPEN_SENT, OPEN_CONFIRM, HANDOVER, ESTABLISHED, ENDED
    }

    private final FabricSession session;
    private final FabricHandshake handshake;
    private Phase phase = Phase.OPEN_SENT;
    private @Nullable ChannelHandlerContext context;
    private @Nullable SendHold sendHold;
    private @Nullable Future<?> timer;
    private @Nullable Future<?> counting;
    private @Nullable Open remoteOpen;
    private @Nullable NextHops nextHops;
    private @Nullable SessionError error;
    private boolean handedOver;

    FabricConnection(final FabricSession session, final FabricHandshake handshake) {
        this.session = requireNonNull(session);
        this.handshake = requireNonNull(handshake);
    }

    /** Ends the session, or the attempt at one. */
    void end(final Notification notification, final String detail) {
        final var ctx = context;
        if (ctx == null || phase == Phase.ENDED) {
            return;
        }
        phase = Phase.ENDED;
        ended(Direction.SENT, notification, detail);
        ctx.writeAndFlush(notification.write(ctx.alloc())).addListener(ChannelFutureListener.CLOSE);
        ctx.executor().schedule(() -> ctx.close(), CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    /** Whether BGPCEP gets the messages. */
    boolean isHandedOver() {
        return phase == Phase.HANDOVER || phase == Phase.ESTABLISHED;
    }

    boolean isInternal() {
        return handshake.isInternal();
    }

    /** Once it is handed over: the families both sides have. */
    Set<FabricFamily> families() {
        return handshake.describe(requireNonNull(remoteOpen)).families();
    }

    void malformed(final NotificationCode found) {
        session.malformed(found);
    }

    @Override
    public void channelActive(final ChannelHandlerContext ctx) {
        context = ctx;
        sendHold = new SendHold(ctx.executor(), this::takesNothing);
        sendHold.start(SEND_HOLD_SECONDS, OpenConfigFabric.HOLD_TIME);
        final var local = localAddress(ctx);
        nextHops = LinkAddresses.of(local);
        final var open = handshake.open();
        if (open.isEmpty() || !session.connected(this, local)) {
            ended(Direction.LOCAL, null, FabricSession.NOT_IN_BGPCEP);
            ctx.close();
            return;
        }
        timer = ctx.executor().schedule(() -> end(Notification.of(NotificationCode.HOLD_TIMER_EXPIRED),
            "no OPEN and KEEPALIVE within " + HANDSHAKE_SECONDS + " s"), HANDSHAKE_SECONDS, TimeUnit.SECONDS);
        ctx.channel().writeAndFlush(open.orElseThrow());
    }

    @Override
    public void channelRead(final ChannelHandlerContext ctx, final Object msg) {
        if (msg instanceof Notify notify && phase != Phase.ENDED) {
            ended(Direction.RECEIVED, FabricHandshake.notification(notify), "");
        }
        switch (phase) {
            case OPEN_SENT -> onOpen(ctx, msg);
            case OPEN_CONFIRM -> onConfirmation(ctx, msg);
            case HANDOVER, ESTABLISHED -> ctx.fireChannelRead(msg);
            default -> {
                // It has ended: nothing counts any more.
            }
        }
    }

    /** What BGPCEP writes has passed its encoder. Its own OPEN and KEEPALIVE were sent before. */
    @Override
    public void write(final ChannelHandlerContext ctx, final Object msg, final ChannelPromise promise) {
        if (msg instanceof ByteBuf message && message.readableBytes() >= MessageHeader.LENGTH) {
            final int type = MessageHeader.typeCode(message);
            if (phase == Phase.HANDOVER
                    && (type == MessageType.OPEN.code() || type == MessageType.KEEPALIVE.code())) {
                message.release();
                promise.setSuccess();
                return;
            }
            if (type == MessageType.NOTIFICATION.code()) {
                ended(Direction.SENT, Notification.read(message), "");
            }
        }
        final var observed = promise.unvoid();
        ctx.write(msg, observed);
        final var watching = sendHold;
        if (watching != null) {
            watching.watch(observed);
        }
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext ctx, final Throwable cause) {
        final var found = cause instanceof BGPDocumentedException ? cause : cause.getCause();
        if (handedOver) {
            if (!(found instanceof BGPDocumentedException)) {
                ended(Direction.LOCAL, null, "the connection failed: " + cause.getMessage());
            }
            ctx.fireExceptionCaught(cause);
        } else if (found instanceof BGPDocumentedException documented) {
            end(FabricHandshake.notification(documented), documented.getMessage() == null ? "" : "in the handshake");
        } else {
            ended(Direction.LOCAL, null, "the connection failed: " + cause.getMessage());
            ctx.close();
        }
    }

    @Override
    public void channelInactive(final ChannelHandlerContext ctx) {
        phase = Phase.ENDED;
        cancelTimer();
        final var counts = counting;
        if (counts != null) {
            counts.cancel(false);
        }
        final var watching = sendHold;
        if (watching != null) {
            watching.stop();
        }
        if (handedOver) {
            ctx.fireChannelInactive();
        }
        final var opened = remoteOpen;
        if (opened != null) {
            handshake.release(opened, handedOver);
        }
        ended(Direction.LOCAL, null, "the neighbour closed the connection");
        session.closed(this, requireNonNull(error));
    }

    private void onOpen(final ChannelHandlerContext ctx, final Object msg) {
        if (msg instanceof Notify) {
            ctx.close();
        } else if (msg instanceof Open open) {
            final var refused = handshake.examine(open);
            if (refused.isPresent()) {
                final var refusal = refused.orElseThrow();
                end(refusal.notification(), refusal.detail());
                return;
            }
            remoteOpen = handshake.accept(open, requireNonNull(nextHops));
            phase = Phase.OPEN_CONFIRM;
            session.opened(handshake.describe(open));
            ctx.writeAndFlush(MessageHeader.keepalive(ctx.alloc()));
        } else {
            end(Notification.of(NotificationCode.UNEXPECTED_IN_OPEN_SENT), "");
        }
    }

    private void onConfirmation(final ChannelHandlerContext ctx, final Object msg) {
        if (msg instanceof Notify) {
            ctx.close();
        } else if (msg instanceof Keepalive) {
            handOver(ctx, msg);
        } else {
            end(Notification.of(NotificationCode.UNEXPECTED_IN_OPEN_CONFIRM), "");
        }
    }

    private void handOver(final ChannelHandlerContext ctx, final Object keepalive) {
        cancelTimer();
        phase = Phase.HANDOVER;
        handedOver = true;
        ctx.fireChannelActive();
        ctx.fireChannelRead(requireNonNull(remoteOpen));
        ctx.fireChannelRead(keepalive);
        ctx.fireChannelReadComplete();
        // BGPSessionImpl takes the negotiator's place (AbstractBGPSessionNegotiator.negotiationSuccessful).
        if (phase != Phase.HANDOVER || ctx.pipeline().get("session") == null || !ctx.channel().isActive()) {
            ended(Direction.LOCAL, null, "BGPCEP refused the session");
            ctx.close();
            return;
        }
        phase = Phase.ESTABLISHED;
        session.established(Instant.now(), requireNonNull(nextHops));
        counting = ctx.executor().scheduleWithFixedDelay(this::count, COUNT_MILLIS, COUNT_MILLIS,
            TimeUnit.MILLISECONDS);
        if (!session.lacksNextHop(requireNonNull(nextHops)).isEmpty()) {
            timer = ctx.executor().scheduleWithFixedDelay(() -> lookAgain(ctx), LOOK_AGAIN_SECONDS, LOOK_AGAIN_SECONDS,
                TimeUnit.SECONDS);
        }
    }

    /** What is announced is fixed for a session: when the address has come, there has to be another one. */
    private void lookAgain(final ChannelHandlerContext ctx) {
        final var now = LinkAddresses.of(localAddress(ctx));
        if (session.lacksNextHop(now).size() < session.lacksNextHop(requireNonNull(nextHops)).size()) {
            end(Notification.of(NotificationCode.OTHER_CONFIGURATION_CHANGE),
                "the DPU has got an address for the next hop");
        }
    }

    private void count() {
        if (phase == Phase.ESTABLISHED) {
            session.learnt(handshake.prefixes(requireNonNull(remoteOpen)));
        }
    }

    private void takesNothing() {
        final var ctx = context;
        if (ctx != null) {
            ended(Direction.LOCAL, Notification.of(NotificationCode.SEND_HOLD_TIMER_EXPIRED),
                "the neighbour has taken nothing for " + SEND_HOLD_SECONDS + " s");
            ctx.close();
        }
    }

    /** The first cause counts; what follows is its consequence. */
    private void ended(final Direction direction, final @Nullable Notification notification, final String detail) {
        if (error == null) {
            error = SessionError.of(Instant.now(), direction, notification, detail);
        }
    }

    private void cancelTimer() {
        final var pending = timer;
        if (pending != null) {
            pending.cancel(false);
            timer = null;
        }
    }

    private static InetAddress localAddress(final ChannelHandlerContext ctx) {
        return Optional.ofNullable(ctx.channel().localAddress()).map(InetSocketAddress.class::cast)
            .map(InetSocketAddress::getAddress).orElseGet(InetAddress::getLoopbackAddress);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.ReadOnlyHttpHeaders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jdt.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the requests of one connection, in order. Runs on the event loop of its connection only.
 *
 * <p>A connection lives as long as its client completes requests in time and reads the answers. After an answer that
 * ends it, the output is shut down and the rest of the input is discarded for a moment: closing at once would make
 * the kernel reset the connection, and the client lose the answer (RFC 9112 section 9.6).
 */
final class RequestHandler extends SimpleChannelInboundHandler<HttpObject> {
    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);
    // What is put into them is ours
    private static final HttpHeadersFactory UNCHECKED =
        DefaultHttpHeadersFactory.headersFactory().withValidation(false);

    private final Supplier<MetadataTree> tree;
    private final ClientConnections connections;
    private final ServerLimits limits;
    private final AccessCounters counters;
    private final DateHeader date;

    private @Nullable Future<?> deadline;
    private long waitingSince;
    private long unread;
    private boolean ending;
    private int answeredThisTurn;
    private boolean waitsForOthers;

    RequestHandler(final Supplier<MetadataTree> tree, final ClientConnections connections, final ServerLimits limits,
            final AccessCounters counters, final DateHeader date) {
        this.tree = requireNonNull(tree);
        this.connections = requireNonNull(connections);
        this.limits = requireNonNull(limits);
        this.counters = requireNonNull(counters);
        this.date = requireNonNull(date);
    }

    @Override
    public void channelActive(final ChannelHandlerContext ctx) {
        waitingSince = System.nanoTime();
        scheduleDeadline(ctx, limits.requestTimeout().toNanos());
        ctx.fireChannelActive();
    }

    @Override
    public void channelInactive(final ChannelHandlerContext ctx) {
        cancelDeadline();
        ctx.fireChannelInactive();
    }

    @Override
    protected void channelRead0(final ChannelHandlerContext ctx, final HttpObject message) {
        // A body is never read: with one, the connection ends after the answer to its head
        if (ending || !(message instanceof HttpRequest request)) {
            return;
        }
        answeredThisTurn++;
        waitingSince = System.nanoTime();
        connections.onRequest(ctx.channel(), waitingSince);
        Refusal.of(request).ifPresentOrElse(refusal -> refuse(ctx, request, refusal), () -> answer(ctx, request));
    }

    @Override
    public void channelReadComplete(final ChannelHandlerContext ctx) {
        ctx.flush();
        unread = unread(ctx);
        if (answeredThisTurn > ServerLimits.REQUESTS_A_TURN && !waitsForOthers) {
            waitsForOthers = true;
            // A scheduled task runs after the sockets that are ready by then; netty's epoll reads a socket with more to
            // read up to 64 times before it looks at another one
            ctx.executor().schedule(() -> {
                waitsForOthers = false;
                throttle(ctx);
            }, 0, TimeUnit.NANOSECONDS);
        }
        answeredThisTurn = 0;
        throttle(ctx);
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(final ChannelHandlerContext ctx) {
        throttle(ctx);
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void userEventTriggered(final ChannelHandlerContext ctx, final Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            // The client has sent its last request; what is queued for it goes out first
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext ctx, final Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("{}: connection lost", ctx.channel().remoteAddress(), cause);
        } else {
            LOG.warn("{}: connection closed after an unexpected {}, DEBUG has its stack",
                ctx.channel().remoteAddress(), cause.getClass().getName());
            LOG.debug("{}: unexpected", ctx.channel().remoteAddress(), cause);
        }
        ctx.close();
    }

    private static InetAddress source(final ChannelHandlerContext ctx) {
        return ((InetSocketAddress) ctx.channel().remoteAddress()).getAddress();
    }

    /** A client that does not read its answers is not read from either, and one that asks a lot not all the time. */
    private void throttle(final ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(!waitsForOthers && (ending || ctx.channel().isWritable()));
    }

    private void answer(final ChannelHandlerContext ctx, final HttpRequest request) {
        final var answer = tree.get().get(RequestTarget.request(request.uri(), source(ctx)));
        final var body = answer.body();
        respond(ctx, request, HttpUtil.isKeepAlive(request), HttpResponseStatus.valueOf(answer.status()), body,
            fields(answer.contentType(), body));
    }

    private void refuse(final ChannelHandlerContext ctx, final HttpRequest request, final Refusal refusal) {
        final var body = refusal.body();
        final var fields = fields(MetadataAnswer.TEXT, body);
        if (refusal == Refusal.METHOD) {
            respond(ctx, request, HttpUtil.isKeepAlive(request) && !Refusal.hasBody(request), refusal.status(), body,
                with(fields, HttpHeaderNames.ALLOW, "GET, HEAD"));
        } else {
            respond(ctx, request, false, refusal.status(), body, fields);
        }
    }

    /** The header fields of any response. Ones that can be changed would be a quarter of the garbage of a request. */
    private HttpHeaders fields(final CharSequence contentType, final ByteBuf body) {
        return new ReadOnlyHttpHeaders(false,
            HttpHeaderNames.CONTENT_TYPE, contentType,
            HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.readableBytes()),
            // A value may change at any time
            HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE,
            HttpHeaderNames.DATE, date.now());
    }

    private static HttpHeaders with(final HttpHeaders fields, final CharSequence name, final CharSequence value) {
        return UNCHECKED.newHeaders().add(fields).add(name, value);
    }

    private void respond(final ChannelHandlerContext ctx, final HttpRequest request, final boolean keepAlive,
            final HttpResponseStatus status, final ByteBuf body, final HttpHeaders fields) {
        counters.onResponse(status);
        // Not to close is what HTTP/1.1 does unasked; to close is said whatever the version: of a request that could
        // not be parsed it is not known
        final var all = keepAlive && request.protocolVersion().isKeepAliveDefault() ? fields
            : with(fields, HttpHeaderNames.CONNECTION,
                keepAlive ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        final var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status,
            HttpMethod.HEAD.equals(request.method()) ? Unpooled.EMPTY_BUFFER : body, all, EmptyHttpHeaders.INSTANCE);
        if (keepAlive) {
            ctx.write(response, ctx.voidPromise());
        } else {
            ending = true;
            ctx.write(response).addListener(done -> linger(ctx));
        }
    }

    private void linger(final ChannelHandlerContext ctx) {
        if (!ctx.channel().isActive()) {
            return;
        }
        ((DuplexChannel) ctx.channel()).shutdownOutput();
        cancelDeadline();
        deadline = ctx.executor().schedule(() -> ctx.close(), limits.lingerTimeout().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void scheduleDeadline(final ChannelHandlerContext ctx, final long nanos) {
        deadline = ctx.executor().schedule(() -> onDeadline(ctx), nanos, TimeUnit.NANOSECONDS);
    }

    /** One timer a connection, moved on only when it fires: a busy connection schedules nothing per request. */
    private void onDeadline(final ChannelHandlerContext ctx) {
        final var left = limits.requestTimeout().toNanos() - (System.nanoTime() - waitingSince);
        if (left > 0) {
            scheduleDeadline(ctx, left);
        } else if (isReadFrom(ctx)) {
            scheduleDeadline(ctx, limits.requestTimeout().toNanos());
        } else {
            LOG.debug("{}: closed, no complete request for {}", ctx.channel().remoteAddress(), limits.requestTimeout());
            counters.onTimedOut();
            ctx.close();
        }
    }

    /** Whether a client that asks for nothing more has read enough of its last answers since it was last looked at. */
    private boolean isReadFrom(final ChannelHandlerContext ctx) {
        final long before = unread;
        unread = unread(ctx);
        return unread > 0 && before - unread >= ServerLimits.LEAST_READ_OCTETS;
    }

    /** Octets of answers that do not even fit into the socket. */
    private static long unread(final ChannelHandlerContext ctx) {
        final var queue = ctx.channel().unsafe().outboundBuffer();
        // The first answer counts as a whole until its last octet is gone
        return queue == null ? 0 : queue.totalPendingWriteBytes() - queue.currentProgress();
    }

    private void cancelDeadline() {
        final var scheduled = deadline;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.tenantbgp.wire.MessageHeader;
import io.tenantbgp.wire.OpenMessage;
import io.tenantbgp.wire.RouteRefreshSupport;
import java.util.concurrent.TimeUnit;
import org.eclipse.jdt.annotation.Nullable;

/**
 * BGPCEP's end of a tenant connection: the handlers behind the guard. It is started only when the tenant has confirmed
 * our OPEN, and then gets active channel, OPEN and KEEPALIVE at once: BGPSessionImpl starts its hold timer on the OPEN,
 * and the timer of one that was never established would end the peer's next session. Confined to the event loop.
 */
final class SpeakerSession {
    private static final int FLUSH_AT = 32768;
    private static final long KEEPALIVE_SPACING_SECONDS = 1;

    private final ChannelHandlerContext ctx;
    private final SpeakerPeers speakers;
    private final TenantPeer peer;
    private @Nullable ByteBuf pending;
    private boolean started;
    private boolean established;
    private boolean ended;
    private boolean heard;
    private boolean spacing;
    private boolean keepaliveOwed;

    SpeakerSession(final ChannelHandlerContext ctx, final SpeakerPeers speakers, final TenantPeer peer) {
        this.ctx = ctx;
        this.speakers = speakers;
        this.peer = peer;
    }

    /**
     * Hands the connection over. BGPCEP writes its OPEN and KEEPALIVE, or a NOTIFICATION, before this returns.
     *
     * @param open what was agreed with the tenant; BGPCEP's own hold time is longer, so the agreed one is in effect
     * @param routeRefresh which route refresh it offered; BGPCEP knows RFC 2918 only
     */
    void start(final RemoteOpen open, final RouteRefreshSupport routeRefresh) {
        started = true;
        speakers.expect(peer, open.tenantAsn());
        established = true;
        ctx.fireChannelActive();
        ctx.fireChannelRead(OpenMessage.write(ctx.alloc(), open.tenantAsn(), open.holdTime(),
            peer.ids().bgpIdentifier(), open.families(),
            routeRefresh == RouteRefreshSupport.NONE ? routeRefresh : RouteRefreshSupport.PLAIN));
        ctx.fireChannelRead(MessageHeader.keepalive(ctx.alloc()));
        ctx.fireChannelReadComplete();
    }

    /** BGPCEP refused the connection: it has no session. */
    void refused() {
        established = false;
    }

    /** Where messages for BGPCEP are written to; {@link #passOn} passes them on. */
    ByteBuf out() {
        var out = pending;
        if (out != null && out.readableBytes() > FLUSH_AT) {
            flush();
            out = null;
        }
        if (out == null) {
            out = ctx.alloc().buffer();
            pending = out;
        }
        return out;
    }

    /** The tenant said something, be it passed on or not: BGPCEP must hear of it for its hold timer. */
    void heard() {
        heard = true;
    }

    /** Passes on what was written, or else a KEEPALIVE when the tenant was heard. */
    void passOn() {
        if (!flush() && heard) {
            keepAlive();
        }
        heard = false;
    }

    private boolean flush() {
        final var out = pending;
        pending = null;
        if (out == null) {
            return false;
        }
        if (ended || !out.isReadable()) {
            out.release();
            return false;
        }
        ctx.fireChannelRead(out);
        return true;
    }

    /** At most one a second: a tenant may have any number of prefixes denied. */
    private void keepAlive() {
        if (spacing) {
            keepaliveOwed = true;
            return;
        }
        spacing = true;
        ctx.executor().schedule(this::afterSpacing, KEEPALIVE_SPACING_SECONDS, TimeUnit.SECONDS);
        ctx.fireChannelRead(MessageHeader.keepalive(ctx.alloc()));
        ctx.fireChannelReadComplete();
    }

    /** Tells BGPCEP that the connection is gone, where it knows of it. May be called again. */
    void end() {
        if (ended) {
            return;
        }
        ended = true;
        flush();
        if (!started) {
            return;
        }
        ctx.fireChannelInactive();
        speakers.release(peer, established);
    }

    private void afterSpacing() {
        spacing = false;
        if (keepaliveOwed && !ended) {
            keepaliveOwed = false;
            keepAlive();
        }
    }
}

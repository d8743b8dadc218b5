/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.wire.RouteRefreshMessage;
import io.tenantbgp.wire.RouteRefreshMessage.Subtype;
import io.tenantbgp.wire.RouteRefreshSupport;
import io.tenantbgp.wire.SessionResetException;
import io.tenantbgp.wire.UpdateWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Route refresh between the DPU and one tenant (RFC 2918, RFC 7313). A tenant gets no routes, so its requests are
 * answered with the end of none; a storm of them is answered once a second. Confined to the event loop.
 */
final class RouteRefresh {
    private static final long ANSWER_SECONDS = 1;
    private static final long REQUEST_SECONDS = 5;
    /** To mark all prefixes of a family costs more than the message that asks for it. */
    private static final Duration BEGIN_INTERVAL = Duration.ofSeconds(1);

    private final Map<AddressFamily, Paced> answers = new EnumMap<>(AddressFamily.class);
    private final Map<AddressFamily, Paced> requests = new EnumMap<>(AddressFamily.class);
    private final Map<AddressFamily, RateLimit> beginnings = new EnumMap<>(AddressFamily.class);
    private final ChannelHandlerContext ctx;
    private final RouteRefreshSupport offered;
    private final UpdateFilter filter;

    /**
     * Of a session that was set up.
     *
     * @param ctx where messages to the tenant are written
     * @param offered what the tenant offered; we offered all
     * @param families the families of the session
     * @param filter has the tenant's prefixes
     * @param nanoTime a clock
     */
    RouteRefresh(final ChannelHandlerContext ctx, final RouteRefreshSupport offered, final Set<AddressFamily> families,
            final UpdateFilter filter, final LongSupplier nanoTime) {
        this.ctx = requireNonNull(ctx);
        this.offered = requireNonNull(offered);
        this.filter = requireNonNull(filter);
        for (var family : families) {
            answers.put(family, paced(ANSWER_SECONDS, out -> answer(family, out)));
            beginnings.put(family, new RateLimit(nanoTime, 1, BEGIN_INTERVAL));
            if (offered != RouteRefreshSupport.NONE) {
                requests.put(family,
                    paced(REQUEST_SECONDS, new RouteRefreshMessage(family, Subtype.REQUEST)::write));
            }
        }
    }

    /**
     * Reads a ROUTE-REFRESH of the tenant. One of a family that was not negotiated is ignored.
     *
     * @param message the whole message
     * @param peer the configuration in effect
     * @param now when it came
     * @throws SessionResetException when its length is wrong
     */
    void onMessage(final ByteBuf message, final TenantPeer peer, final Instant now) throws SessionResetException {
        final var read = RouteRefreshMessage.read(message, offered == RouteRefreshSupport.ENHANCED);
        if (read.isEmpty() || !answers.containsKey(read.orElseThrow().family())) {
            return;
        }
        final var family = read.orElseThrow().family();
        switch (read.orElseThrow().subtype()) {
            case REQUEST -> answers.get(family).ask();
            case BEGIN -> {
                // One that comes too soon and its end change nothing: what is stale stays until the next one.
                if (beginnings.get(family).tryAcquire()) {
                    filter.beginRefresh(family);
                }
            }
            case END -> filter.endRefresh(family, peer, now);
            default -> throw new IllegalStateException(read.toString());
        }
    }

    /**
     * Asks the tenant for all its routes of a family: at once, or within five seconds of having asked before.
     *
     * @param family the family
     * @return false when the tenant cannot be asked, because it did not offer route refresh or not this family
     */
    boolean requestRefresh(final AddressFamily family) {
        final var request = requests.get(family);
        if (request == null) {
            return false;
        }
        request.ask();
        return true;
    }

    /** The tenant reads again: what is owed to it is sent. */
    void onWritable() {
        answers.values().forEach(Paced::tryNow);
        requests.values().forEach(Paced::tryNow);
    }

    /** The session has ended. */
    void stop() {
        answers.values().forEach(Paced::stop);
        requests.values().forEach(Paced::stop);
    }

    private void answer(final AddressFamily family, final ByteBuf out) {
        if (offered == RouteRefreshSupport.ENHANCED) {
            new RouteRefreshMessage(family, Subtype.BEGIN).write(out);
            new RouteRefreshMessage(family, Subtype.END).write(out);
        } else {
            UpdateWriter.endOfRib(out, family);
        }
    }

    private Paced paced(final long seconds, final Consumer<ByteBuf> writer) {
        return new Paced(ctx.executor(), seconds, ctx.channel()::isWritable, () -> {
            final var out = ctx.alloc().buffer();
            writer.accept(out);
            ctx.writeAndFlush(out);
        });
    }
}

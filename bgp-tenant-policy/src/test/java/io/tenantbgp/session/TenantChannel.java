/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.tenantbgp.wire.Bytes;
import io.tenantbgp.wire.MessageFramer;
import io.tenantbgp.wire.MessageHeader;
import io.tenantbgp.wire.SessionResetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An accepted tenant connection without a network, on a clock that stands still unless it is moved. */
final class TenantChannel extends EmbeddedChannel implements DuplexChannel {
    private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(false);
    private final InetSocketAddress gateway;
    private final InetSocketAddress host;
    private final List<String> early = new ArrayList<>();
    private final List<String> ourOpen;
    private boolean outputShutdown;
    private boolean takesNothing;

    /** An established TCP connection; the handlers see it become active. */
    TenantChannel(final InetAddress gateway, final InetAddress host, final ChannelHandler... handlers)
            throws Exception {
        super(DefaultChannelId.newInstance(), false, false, handlers);
        this.gateway = new InetSocketAddress(gateway, 179);
        this.host = new InetSocketAddress(host, 40000);
        config().setAllocator(memory);
        freezeTime();
        register();
        final var first = sent();
        ourOpen = first.stream().filter(TenantChannel::isOpenMessage).toList();
        early.addAll(first);
        early.removeAll(ourOpen);
    }

    /** The tenant sends a message. */
    void receive(final ByteBuf message) {
        writeInbound(message);
    }

    /** The OPEN a tenant gets as soon as it has connected, empty for a host that gets none. */
    List<String> ourOpen() {
        return ourOpen;
    }

    /** What the tenant got since this was last asked, a message each, as hex; not {@link #ourOpen()}. */
    List<String> sent() throws SessionResetException {
        final var messages = new ArrayList<>(early);
        early.clear();
        try (var framer = new MessageFramer(alloc())) {
            for (ByteBuf bytes = readOutbound(); bytes != null; bytes = readOutbound()) {
                for (var next = framer.next(bytes); next.isPresent(); next = framer.next(bytes)) {
                    messages.add(Bytes.hex(next.orElseThrow()));
                }
                bytes.release();
            }
        }
        return messages;
    }

    private static boolean isOpenMessage(final String hex) {
        return hex.startsWith("01", 2 * (MessageHeader.LENGTH - 1));
    }

    /** The tenant closes the connection. */
    void hangUp() {
        unsafe().close(unsafe().voidPromise());
        runPendingTasks();
    }

    /** From now on the tenant does not read, and the kernel has taken all it does. */
    void takeNothing() {
        takesNothing = true;
    }

    /** The tenant reads again. */
    void takeEverything() {
        takesNothing = false;
        flush();
    }

    @Override
    protected void doWrite(final ChannelOutboundBuffer in) throws Exception {
        if (!takesNothing) {
            super.doWrite(in);
        }
    }

    void pass(final long seconds) {
        // In steps, so that timers set meanwhile run at their own time.
        for (long i = 0; i < seconds; i++) {
            advanceTimeBy(1, TimeUnit.SECONDS);
            runPendingTasks();
        }
    }

    /** Closes the connection; no buffer may be left of it. */
    void releaseAll() {
        for (Object rest = readOutbound(); rest != null; rest = readOutbound()) {
            ReferenceCountUtil.release(rest);
        }
        close();
        runPendingTasks();
        assertEquals(0, memory.metric().usedHeapMemory(), "bytes not released");
    }

    @Override
    protected SocketAddress localAddress0() {
        return gateway;
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return host;
    }

    @Override
    public boolean isInputShutdown() {
        return false;
    }

    @Override
    public ChannelFuture shutdownInput() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChannelFuture shutdownInput(final ChannelPromise promise) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOutputShutdown() {
        return outputShutdown;
    }

    @Override
    public ChannelFuture shutdownOutput() {
        outputShutdown = true;
        return newSucceededFuture();
    }

    @Override
    public ChannelFuture shutdownOutput(final ChannelPromise promise) {
        outputShutdown = true;
        return promise.setSuccess();
    }

    @Override
    public boolean isShutdown() {
        return outputShutdown;
    }

    @Override
    public ChannelFuture shutdown() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChannelFuture shutdown(final ChannelPromise promise) {
        throw new UnsupportedOperationException();
    }
}

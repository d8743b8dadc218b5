/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.util.concurrent.SettableFuture;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PacedReadsTest {
    private final RibBacklog backlog = new RibBacklog();
    private final List<Object> reads = new ArrayList<>();
    private EmbeddedChannel channel;

    @BeforeEach
    void connect() {
        channel = new EmbeddedChannel();
        channel.config().setAutoRead(false);
        channel.freezeTime();
        channel.pipeline().addLast(new ChannelOutboundHandlerAdapter() {
            @Override
            public void read(final ChannelHandlerContext ctx) {
                reads.add(ctx);
            }
        }, new PacedReads(backlog));
        channel.pipeline().fireChannelActive();
    }

    @Test
    void newConnectionIsRead() {
        assertEquals(1, reads.size());
    }

    @Test
    void nextReadComesInATurnOfItsOwn() {
        receive();
        assertEquals(1, reads.size());
        turn(0);
        assertEquals(2, reads.size());
        turn(PacedReads.MOST_MILLIS);
        assertEquals(2, reads.size());
    }

    @Test
    void readsWaitForTheDatastore() {
        final var commits = Stream.generate(SettableFuture::<Object>create).limit(8).toList();
        commits.forEach(backlog::add);
        receive();
        turn(0);
        turn(PacedReads.LOOK_AGAIN_MILLIS);
        assertEquals(1, reads.size());

        commits.get(3).setException(new IllegalStateException("refused"));
        turn(PacedReads.LOOK_AGAIN_MILLIS);
        assertEquals(2, reads.size());
    }

    @Test
    void datastoreThatStandsStillDoesNotEndTheSession() {
        Stream.generate(SettableFuture::<Object>create).limit(9).forEach(backlog::add);
        receive();
        for (long waited = 0; waited <= PacedReads.MOST_MILLIS; waited += PacedReads.LOOK_AGAIN_MILLIS) {
            assertEquals(1, reads.size());
            turn(waited == 0 ? 0 : PacedReads.LOOK_AGAIN_MILLIS);
        }
        assertEquals(2, reads.size());
    }

    private void receive() {
        channel.pipeline().fireChannelRead(Unpooled.EMPTY_BUFFER);
        channel.pipeline().fireChannelReadComplete();
    }

    private void turn(final long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.netconf;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.opendaylight.netconf.api.NetconfSession;
import org.opendaylight.netconf.api.messages.NetconfMessage;

/** A session whose client reads when the test says so. */
final class FakeSession implements NetconfSession {
    final List<NetconfMessage> sent = new ArrayList<>();
    final List<ChannelPromise> unread = new ArrayList<>();
    boolean closed;

    private final EmbeddedChannel channel = new EmbeddedChannel();

    @Override
    public ChannelFuture sendMessage(final NetconfMessage message) {
        sent.add(message);
        final var promise = channel.newPromise();
        unread.add(promise);
        return promise;
    }

    /** What has been left to the session's thread. */
    void run() {
        channel.runPendingTasks();
    }

    void read() {
        unread.forEach(ChannelPromise::setSuccess);
        unread.clear();
    }

    @Override
    public void close() {
        closed = true;
    }
}

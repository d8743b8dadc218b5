/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.netconf;

import java.util.ArrayList;
import java.util.List;
import org.opendaylight.netconf.server.api.notifications.NetconfNotificationListener;
import org.opendaylight.netconf.server.api.notifications.NetconfNotificationRegistry;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.netconf.notification._1._0.rev080714.StreamNameType;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.netmod.notification.rev080714.netconf.Streams;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.netmod.notification.rev080714.netconf.StreamsBuilder;
import org.opendaylight.yangtools.concepts.Registration;

/** The platform's streams: one, NETCONF. */
final class FakeRegistry implements NetconfNotificationRegistry {
    final List<NetconfNotificationListener> listeners = new ArrayList<>();

    @Override
    public Registration registerNotificationListener(final StreamNameType stream,
            final NetconfNotificationListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public boolean isStreamAvailable(final StreamNameType stream) {
        return "NETCONF".equals(stream.getValue());
    }

    @Override
    public Streams getNotificationPublishers() {
        return new StreamsBuilder().build();
    }
}

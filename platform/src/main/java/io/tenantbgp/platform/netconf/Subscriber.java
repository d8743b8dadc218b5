/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.netconf;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.opendaylight.netconf.api.DocumentedException;
import org.opendaylight.netconf.api.NetconfSession;
import org.opendaylight.netconf.api.messages.NotificationMessage;
import org.opendaylight.netconf.api.xml.XmlElement;
import org.opendaylight.netconf.api.xml.XmlNetconfConstants;
import org.opendaylight.netconf.api.xml.XmlUtil;
import org.opendaylight.netconf.server.api.notifications.NetconfNotificationListener;
import org.opendaylight.netconf.server.spi.SubtreeFilter;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.netconf.base._1._0.rev110601.SessionIdType;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.netconf.notification._1._0.rev080714.StreamNameType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;

/**
 * Hands one session the notifications that pass its filter, and ends the session when it takes none of them any more:
 * it would not know what it has missed otherwise. Called on the thread that publishes, which it never holds up.
 */
final class Subscriber implements NetconfNotificationListener {
    static final int MOST_WAITING = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);

    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final NetconfSession session;
    private final SessionIdType sessionId;
    private final Optional<XmlElement> filter;

    Subscriber(final NetconfSession session, final SessionIdType sessionId, final Optional<XmlElement> filter) {
        this.session = requireNonNull(session);
        this.sessionId = requireNonNull(sessionId);
        this.filter = requireNonNull(filter);
    }

    @Override
    public void onNotification(final StreamNameType stream, final NotificationMessage notification) {
        if (ended.get()) {
            return;
        }
        try {
            // A copy, since the filter changes it and each session writes it on a thread of its own.
            final var own = XmlUtil.createDocumentCopy(notification.getDocument());
            final var passed = filter.isPresent()
                ? SubtreeFilter.applySubtreeNotificationFilter(filter.orElseThrow(), own)
                : Optional.of(contentOf(own));
            passed.ifPresent(content ->
                send(NotificationMessage.ofNotificationContent(content, notification.getEventTime())));
        } catch (DocumentedException e) {
            LOG.warn("session {}: the filter of its subscription cannot be applied, so it is told nothing: {}",
                sessionId.getValue(), e.getMessage());
        }
    }

    private void send(final NotificationMessage message) {
        final var count = waiting.incrementAndGet();
        final var written = session.sendMessage(message);
        written.addListener(done -> waiting.decrementAndGet());
        if (count >= MOST_WAITING && ended.compareAndSet(false, true)) {
            LOG.warn("session {} does not read its notifications, {} wait: it is ended", sessionId.getValue(), count);
            // Not here: the platform is going through its listeners, of which this takes one away.
            written.channel().eventLoop().execute(session::close);
        }
    }

    /** The notification without the envelope that has its time. */
    private static Document contentOf(final Document notification) {
        final var content = XmlUtil.newDocument();
        final var children = notification.getDocumentElement().getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            final var child = children.item(i);
            if (!XmlNetconfConstants.EVENT_TIME.equals(child.getLocalName()) && content.getDocumentElement() == null) {
                content.appendChild(content.importNode(child, true));
            }
        }
        return content;
    }
}

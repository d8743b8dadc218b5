/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.netconf;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.opendaylight.netconf.api.DocumentedException;
import org.opendaylight.netconf.api.NamespaceURN;
import org.opendaylight.netconf.api.NetconfSession;
import org.opendaylight.netconf.api.xml.XmlElement;
import org.opendaylight.netconf.api.xml.XmlNetconfConstants;
import org.opendaylight.netconf.server.api.notifications.NetconfNotificationRegistry;
import org.opendaylight.netconf.server.api.operations.AbstractSingletonNetconfOperation;
import org.opendaylight.netconf.server.api.operations.SessionAwareNetconfOperation;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.netconf.base._1._0.rev110601.SessionIdType;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.netconf.notification._1._0.rev080714.StreamNameType;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.common.ErrorSeverity;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * create-subscription (RFC 5277, section 2.1.1) in place of the platform's, which lets notifications for a subscriber
 * that does not read fill the heap, and whose filters take the time out of the notifications of all other
 * subscribers.
 */
final class CreateSubscription extends AbstractSingletonNetconfOperation
        implements SessionAwareNetconfOperation, AutoCloseable {
    static final String NAME = "create-subscription";

    private static final String FILTER = "filter";
    private static final String TYPE = "type";
    private static final String SUBTREE = "subtree";

    private final NetconfNotificationRegistry notifications;
    private final Semaphore places;
    private volatile Optional<NetconfSession> session = Optional.empty();
    private Optional<Registration> subscription = Optional.empty();

    /**
     * Without a subscription yet.
     *
     * @param sessionId the session
     * @param notifications the streams
     * @param places one is taken while the session has a subscription
     */
    CreateSubscription(final SessionIdType sessionId, final NetconfNotificationRegistry notifications,
            final Semaphore places) {
        super(sessionId);
        this.notifications = requireNonNull(notifications);
        this.places = requireNonNull(places);
    }

    @Override
    public void setSession(final NetconfSession netconfSession) {
        session = Optional.of(netconfSession);
    }

    @Override
    protected String getOperationName() {
        return NAME;
    }

    @Override
    protected String getOperationNamespace() {
        return NamespaceURN.NOTIFICATION;
    }

    @Override
    protected synchronized Element handleWithNoSubsequentOperations(final Document document, final XmlElement operation)
            throws DocumentedException {
        for (final var time : new String[] { "startTime", "stopTime" }) {
            if (child(operation, time).isPresent()) {
                throw refused(ErrorTag.OPERATION_NOT_SUPPORTED, time + ": no notification is kept, none is replayed");
            }
        }
        final var stream = streamOf(operation);
        final var filter = filterOf(operation);
        if (subscription.isPresent()) {
            throw refused(ErrorTag.OPERATION_FAILED, "this session has a subscription: open another session");
        }
        if (!places.tryAcquire()) {
            throw refused(ErrorTag.RESOURCE_DENIED, "there are too many subscriptions: end one that nobody needs");
        }
        subscription = Optional.of(notifications.registerNotificationListener(stream,
            new Subscriber(session.orElseThrow(), sessionId(), filter)));
        return document.createElement(XmlNetconfConstants.OK);
    }

    @Override
    public synchronized void close() {
        subscription.ifPresent(registration -> {
            registration.close();
            places.release();
        });
        subscription = Optional.empty();
    }

    private StreamNameType streamOf(final XmlElement operation) throws DocumentedException {
        final var element = child(operation, "stream");
        final var name = new StreamNameType(element.isPresent() ? element.orElseThrow().getTextContent().trim()
            : ModelNotifications.STREAM);
        if (!notifications.isStreamAvailable(name)) {
            throw refused(ErrorTag.INVALID_VALUE, "there is no stream %s: use %s".formatted(name.getValue(),
                ModelNotifications.STREAM));
        }
        return name;
    }

    /**
     * With its type, which RFC 5277 lets a client leave out, and without which the platform would not filter. Clients
     * such as ncclient send it in the namespace of NETCONF, where it is in get.
     */
    private static Optional<XmlElement> filterOf(final XmlElement operation) throws DocumentedException {
        final var filter = child(operation, FILTER)
            .or(() -> operation.getOnlyChildElementOptionally(FILTER, NamespaceURN.BASE));
        if (filter.isPresent()) {
            final var element = filter.orElseThrow().getDomElement();
            final var type = element.getAttribute(TYPE) + element.getAttributeNS(NamespaceURN.BASE, TYPE);
            if (!type.isEmpty() && !SUBTREE.equals(type)) {
                throw refused(ErrorTag.OPERATION_NOT_SUPPORTED, "a filter of type %s: use subtree".formatted(type));
            }
            element.setAttribute(TYPE, SUBTREE);
        }
        return filter;
    }

    private static Optional<XmlElement> child(final XmlElement operation, final String name) {
        return operation.getOnlyChildElementWithSameNamespaceOptionally(name);
    }

    private static DocumentedException refused(final ErrorTag tag, final String message) {
        return new DocumentedException(message, ErrorType.PROTOCOL, tag, ErrorSeverity.ERROR);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.netconf;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.dom.DOMResult;
import org.opendaylight.mdsal.dom.api.DOMEvent;
import org.opendaylight.mdsal.dom.api.DOMNotification;
import org.opendaylight.mdsal.dom.api.DOMNotificationListener;
import org.opendaylight.mdsal.dom.api.DOMNotificationService;
import org.opendaylight.mdsal.dom.api.DOMSchemaService;
import org.opendaylight.netconf.api.messages.NotificationMessage;
import org.opendaylight.netconf.api.xml.XmlUtil;
import org.opendaylight.netconf.common.mdsal.NormalizedDataUtil;
import org.opendaylight.netconf.server.api.notifications.NetconfNotificationCollector;
import org.opendaylight.netconf.server.api.notifications.NotificationPublisherRegistration;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.netconf.notification._1._0.rev080714.StreamNameType;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.netmod.notification.rev080714.netconf.streams.StreamBuilder;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.stmt.SchemaNodeIdentifier.Absolute;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;

/**
 * Puts the notifications of our models into NETCONF's stream of that name, which has all notifications of a server
 * (RFC 5277, section 3.2.3); the platform's own has only those of NETCONF itself. Notifications come on a thread of
 * the platform's, whose queue for us is bounded; the models may change on another one.
 */
@Component(service = { })
public final class ModelNotifications implements DOMNotificationListener {
    static final String STREAM = "NETCONF";

    private static final Logger LOG = LoggerFactory.getLogger(ModelNotifications.class);
    private static final StreamNameType STREAM_NAME = new StreamNameType(STREAM);
    private static final String OUR_NAMESPACES = "urn:io:tenantbgp:";

    private final DOMNotificationService notifications;
    private final DOMSchemaService schemas;
    private final NotificationPublisherRegistration publisher;
    private final Registration models;
    private Set<Absolute> listened = Set.of();
    private Optional<Registration> listening = Optional.empty();

    /**
     * Listens as soon as the models are there.
     *
     * @param notifications the source
     * @param schemas the models
     * @param collector NETCONF's streams
     */
    @Activate
    public ModelNotifications(@Reference final DOMNotificationService notifications,
            @Reference final DOMSchemaService schemas,
            @Reference(target = "(type=netconf-notification-manager)") final NetconfNotificationCollector collector) {
        this.notifications = requireNonNull(notifications);
        this.schemas = requireNonNull(schemas);
        publisher = collector.registerNotificationPublisher(new StreamBuilder().setName(STREAM_NAME)
            .setDescription("Default Event Stream").setReplaySupport(Boolean.FALSE).build());
        models = schemas.registerSchemaContextListener(this::onModels);
    }

    /** Nothing is put into the stream any more. */
    @Deactivate
    public void stop() {
        models.close();
        listenTo(Set.of());
        publisher.close();
    }

    @Override
    public void onNotification(final DOMNotification notification) {
        final var result = new DOMResult(XmlUtil.newDocument());
        try {
            NormalizedDataUtil.writeNormalizedNode(notification.getBody(), result, schemas.getGlobalContext(),
                notification.getType());
        } catch (IOException | XMLStreamException e) {
            LOG.warn("the notification {} cannot be written as XML: NETCONF's subscribers are not told",
                notification.getType(), e);
            return;
        }
        publisher.onNotification(STREAM_NAME, NotificationMessage.ofNotificationContent((Document) result.getNode(),
            notification instanceof DOMEvent event ? event.getEventInstant() : Instant.now()));
    }

    private void onModels(final EffectiveModelContext context) {
        listenTo(context.getModules().stream()
            .filter(module -> module.getNamespace().toString().startsWith(OUR_NAMESPACES))
            .flatMap(module -> module.getNotifications().stream())
            .map(notification -> Absolute.of(notification.getQName()))
            .collect(Collectors.toUnmodifiableSet()));
    }

    private synchronized void listenTo(final Set<Absolute> types) {
        if (types.equals(listened)) {
            return;
        }
        listening.ifPresent(Registration::close);
        listened = types;
        listening = types.isEmpty() ? Optional.empty()
            : Optional.of(notifications.registerNotificationListener(this, types));
    }
}

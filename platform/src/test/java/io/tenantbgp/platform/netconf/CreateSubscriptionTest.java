/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.netconf;

import static io.tenantbgp.platform.netconf.Messages.ONE;
import static io.tenantbgp.platform.netconf.Messages.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.opendaylight.netconf.api.DocumentedException;
import org.opendaylight.netconf.api.messages.NotificationMessage;
import org.opendaylight.netconf.api.xml.XmlUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.netconf.notification._1._0.rev080714.StreamNameType;
import org.opendaylight.yangtools.yang.common.ErrorTag;

class CreateSubscriptionTest {
    private static final StreamNameType STREAM = new StreamNameType("NETCONF");
    private static final String UP = "<up xmlns=\"urn:x\"><vpc>blue</vpc></up>";
    private static final String DOWN = "<down xmlns=\"urn:x\"/>";

    private final FakeRegistry registry = new FakeRegistry();
    private final Semaphore places = new Semaphore(2);
    private final FakeSession session = new FakeSession();

    private CreateSubscription subscription() {
        final var subscription = new CreateSubscription(ONE, registry, places);
        subscription.setSession(session);
        return subscription;
    }

    private static String request(final String content) {
        return "<create-subscription xmlns=\"urn:ietf:params:xml:ns:netconf:notification:1.0\">" + content
            + "</create-subscription>";
    }

    private void publish(final String content) {
        final var message = NotificationMessage.ofNotificationContent(Messages.parse(content), Instant.EPOCH);
        registry.listeners.forEach(each -> each.onNotification(STREAM, message));
    }

    @Test
    void everyNotificationComesWithItsTime() throws DocumentedException {
        Messages.send(subscription(), request("<stream>NETCONF</stream>"));
        publish(UP);
        publish(DOWN);
        assertEquals(2, session.sent.size());
        final var text = XmlUtil.toString(session.sent.get(0).getDocument());
        assertTrue(text.contains("<vpc>blue</vpc>") && text.contains("1970-01-01T00:00:00Z"), text);
    }

    @Test
    void filterOfOneSubscriberLeavesTheOthersNotificationsWhole() throws DocumentedException {
        final var untyped = "<filter><up xmlns=\"urn:x\"/></filter>";
        final var ncclients = "<filter xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\" type=\"subtree\">"
            + "<up xmlns=\"urn:x\"/></filter>";
        for (final var filter : List.of(untyped, ncclients)) {
            final var subscription = subscription();
            Messages.send(subscription, request(filter));
            publish(DOWN);
            assertEquals(List.of(), session.sent);
            publish(UP);
            assertEquals(1, session.sent.size());
            session.sent.clear();
            subscription.close();
        }
        Messages.send(subscription(), request(untyped));
        Messages.send(subscription(), request(""));
        publish(UP);
        session.sent.forEach(each -> assertTrue(each.toString().contains("eventTime"), each.toString()));
        assertEquals(2, session.sent.size());
    }

    @Test
    void requestThatCannotBeMetIsRefused() throws DocumentedException {
        final var subscription = subscription();
        assertRefused(ErrorTag.INVALID_VALUE, () -> Messages.send(subscription, request("<stream>other</stream>")));
        assertRefused(ErrorTag.OPERATION_NOT_SUPPORTED, () ->
            Messages.send(subscription, request("<startTime>2026-01-01T00:00:00Z</startTime>")));
        assertRefused(ErrorTag.OPERATION_NOT_SUPPORTED, () ->
            Messages.send(subscription, request("<filter type=\"xpath\" select=\"/x\"/>")));
        assertEquals(List.of(), registry.listeners);
        Messages.send(subscription, request(""));
        assertRefused(ErrorTag.OPERATION_FAILED, () -> Messages.send(subscription, request("")));
    }

    @Test
    void subscriptionsAreBoundedAndAnEndedOneMakesRoom() throws DocumentedException {
        final var first = subscription();
        Messages.send(first, request(""));
        Messages.send(subscription(), request(""));
        assertRefused(ErrorTag.RESOURCE_DENIED, () -> Messages.send(subscription(), request("")));
        first.close();
        first.close();
        Messages.send(subscription(), request(""));
        assertRefused(ErrorTag.RESOURCE_DENIED, () -> Messages.send(subscription(), request("")));
    }

    @Test
    void sessionThatReadsNothingIsEndedAndOneThatReadsLateIsNot() throws DocumentedException {
        Messages.send(subscription(), request(""));
        final var fit = Subscriber.MOST_WAITING - 1;
        for (int i = 0; i < fit; i++) {
            publish(UP);
        }
        session.read();
        for (int i = 0; i < fit; i++) {
            publish(UP);
        }
        session.run();
        assertFalse(session.closed);
        publish(UP);
        assertFalse(session.closed, "amid the platform's listeners");
        session.run();
        assertTrue(session.closed);
        publish(UP);
        assertEquals(2 * fit + 1, session.sent.size());
    }
}

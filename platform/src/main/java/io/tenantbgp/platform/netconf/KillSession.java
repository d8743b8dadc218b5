/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.netconf;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.opendaylight.netconf.api.DocumentedException;
import org.opendaylight.netconf.api.NetconfSession;
import org.opendaylight.netconf.api.xml.XmlElement;
import org.opendaylight.netconf.api.xml.XmlNetconfConstants;
import org.opendaylight.netconf.server.api.operations.AbstractSingletonNetconfOperation;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.netconf.base._1._0.rev110601.SessionIdType;
import org.opendaylight.yangtools.yang.common.ErrorSeverity;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * kill-session (RFC 6241, section 7.9), which the platform has not: without it the lock of a client that hangs, or
 * whose machine has lost its power, lasts until TCP gives up.
 */
final class KillSession extends AbstractSingletonNetconfOperation {
    static final String NAME = "kill-session";

    private final Map<String, NetconfSession> sessions;

    KillSession(final SessionIdType session, final Map<String, NetconfSession> sessions) {
        super(session);
        this.sessions = requireNonNull(sessions);
    }

    @Override
    protected String getOperationName() {
        return NAME;
    }

    @Override
    protected Element handleWithNoSubsequentOperations(final Document document, final XmlElement operation)
            throws DocumentedException {
        final var id = operation.getOnlyChildElementWithSameNamespace("session-id").getTextContent().trim();
        if (id.equals(sessionId().getValue().toString())) {
            throw invalid("session %s is this one: use close-session".formatted(id));
        }
        final var killed = sessions.remove(id);
        if (killed == null) {
            throw invalid("there is no session %s, or it has not sent anything yet".formatted(id));
        }
        killed.close();
        return document.createElement(XmlNetconfConstants.OK);
    }

    private static DocumentedException invalid(final String message) {
        return new DocumentedException(message, ErrorType.PROTOCOL, ErrorTag.INVALID_VALUE, ErrorSeverity.ERROR);
    }
}

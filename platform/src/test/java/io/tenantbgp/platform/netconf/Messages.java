/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.netconf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.function.Executable;
import org.opendaylight.netconf.api.DocumentedException;
import org.opendaylight.netconf.api.xml.XmlUtil;
import org.opendaylight.netconf.server.api.operations.NetconfOperation;
import org.opendaylight.netconf.server.api.operations.NetconfOperationChainedExecution;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.netconf.base._1._0.rev110601.SessionIdType;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** NETCONF messages of tests, and what is answered. */
final class Messages {
    static final SessionIdType ONE = new SessionIdType(Uint32.ONE);
    static final SessionIdType TWO = new SessionIdType(Uint32.TWO);
    static final String LOCK = "<lock><target><candidate/></target></lock>";
    static final String UNLOCK = "<unlock><target><candidate/></target></unlock>";
    static final String EDIT = "<edit-config><target><candidate/></target><config/></edit-config>";
    static final String COMMIT = "<commit/>";

    private Messages() {
        // messages
    }

    static Document rpc(final String operation) {
        return parse("<rpc message-id=\"1\" xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\">" + operation + "</rpc>");
    }

    static Document parse(final String text) {
        try {
            return XmlUtil.readXmlToDocument(text);
        } catch (IOException | SAXException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static String send(final NetconfOperation operation, final String message) throws DocumentedException {
        return XmlUtil.toString(operation.handle(rpc(message),
            NetconfOperationChainedExecution.EXECUTION_TERMINATION_POINT));
    }

    static DocumentedException assertRefused(final ErrorTag tag, final Executable request) {
        final var refused = assertThrows(DocumentedException.class, request);
        assertEquals(tag, refused.getErrorTag());
        return refused;
    }
}

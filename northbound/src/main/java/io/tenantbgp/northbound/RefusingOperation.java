/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.northbound;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.netconf.api.DocumentedException;
import org.opendaylight.netconf.api.NamespaceURN;
import org.opendaylight.netconf.api.xml.XmlUtil;
import org.opendaylight.netconf.server.api.operations.HandlingPriority;
import org.opendaylight.netconf.server.api.operations.NetconfOperation;
import org.opendaylight.netconf.server.api.operations.NetconfOperationChainedExecution;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * An operation that answers a refused commit with one rpc-error for each reason, and with its path (RFC 6241, section
 * 4.3): the platform's exceptions have room for one reason and for no path.
 */
final class RefusingOperation implements NetconfOperation {
    // A step of the path in JSON: the names below a module's first one have no prefix there and need one in XML.
    private static final Pattern NAME = Pattern.compile("(?<=/|\\[)([A-Za-z_][\\w.-]*)(?=[/=\\[]|$)");
    private static final Pattern MODULE = Pattern.compile("^/([\\w.-]+):");
    private static final String NAMESPACE_OF_OURS = "urn:io:tenantbgp:";

    private final NetconfOperation operation;

    RefusingOperation(final NetconfOperation operation) {
        this.operation = requireNonNull(operation);
    }

    @Override
    public @Nullable HandlingPriority canHandle(final Document message) throws DocumentedException {
        return operation.canHandle(message);
    }

    @Override
    public Document handle(final Document requestMessage,
            final @Nullable NetconfOperationChainedExecution subsequentOperation) throws DocumentedException {
        try {
            return operation.handle(requestMessage, subsequentOperation);
        } catch (DocumentedException e) {
            final var refusals = Refusal.of(e);
            if (refusals.isEmpty()) {
                throw e;
            }
            return reply(requestMessage, refusals);
        }
    }

    static Document reply(final Document request, final List<Refusal> refusals) {
        final var document = XmlUtil.newDocument();
        final var reply = document.createElementNS(NamespaceURN.BASE, "rpc-reply");
        final var attributes = request.getDocumentElement().getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            reply.setAttributeNode((Attr) document.importNode(attributes.item(i), true));
        }
        document.appendChild(reply);
        refusals.forEach(refusal -> error(reply, refusal));
        return document;
    }

    private static void error(final Element reply, final Refusal refusal) {
        final var error = child(reply, "rpc-error");
        child(error, "error-type").setTextContent("application");
        child(error, "error-tag").setTextContent(refusal.tag().elementBody());
        child(error, "error-severity").setTextContent("error");
        refusal.path().ifPresent(path -> path(child(error, "error-path"), path));
        final var message = child(error, "error-message");
        message.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:lang", "en");
        message.setTextContent(refusal.message());
    }

    /** An XPath expression has a prefix for each name, declared where it stands: here the name of the module. */
    private static void path(final Element element, final String json) {
        final var module = MODULE.matcher(json);
        if (module.find()) {
            final var prefix = module.group(1);
            element.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:" + prefix,
                NAMESPACE_OF_OURS + prefix.replaceFirst("^tenant-bgp-", ""));
            element.setTextContent(xpath(json, prefix));
        }
    }

    static String xpath(final String json, final String prefix) {
        return NAME.matcher(json).replaceAll(prefix + ":$1");
    }

    private static Element child(final Element parent, final String name) {
        final var child = parent.getOwnerDocument().createElementNS(NamespaceURN.BASE, name);
        parent.appendChild(child);
        return child;
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.northbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.validation.Finding;
import io.tenantbgp.validation.InvalidConfigurationException;
import java.util.List;
import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendaylight.netconf.api.DocumentedException;
import org.opendaylight.netconf.api.xml.XmlUtil;
import org.opendaylight.netconf.server.api.operations.HandlingPriority;
import org.opendaylight.netconf.server.api.operations.NetconfOperation;
import org.opendaylight.netconf.server.api.operations.NetconfOperationChainedExecution;
import org.w3c.dom.Document;

class RefusingOperationTest {
    private static final String REQUEST =
        "<rpc message-id='7' xmlns='urn:ietf:params:xml:ns:netconf:base:1.0'><commit/></rpc>";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /a:b                                  | /a:b
        /a:b/c-d/e[name='f/g']                | /a:b/a:c-d/a:e[a:name='f/g']
        /a:b/c[x='1'][y='2']/d                | /a:b/a:c[a:x='1'][a:y='2']/a:d
        /a:b/c[.='2001:db8::/32']             | /a:b/a:c[.='2001:db8::/32']
        """)
    void everyNameHasThePrefixInXml(final String json, final String xml) {
        assertEquals(xml, RefusingOperation.xpath(json, "a"));
    }

    @Test
    void refusedCommitIsAnsweredWithOneErrorForEachFinding() throws Exception {
        final var refused = new InvalidConfigurationException(List.of(
            Finding.invalid("/tenant-bgp-dpu:dpu/loopback", "one"),
            Finding.invalid("/tenant-bgp-site:site/datacenter-asn", "two")));

        final var reply = new RefusingOperation(failing(new DocumentedException("commit failed",
            new IllegalStateException(refused)))).handle(XmlUtil.readXmlToDocument(REQUEST), null)
            .getDocumentElement();

        assertEquals("7", reply.getAttribute("message-id"));
        assertEquals(2, reply.getElementsByTagName("rpc-error").getLength());
        final var text = XmlUtil.toString(reply);
        assertTrue(text.contains("xmlns:tenant-bgp-dpu=\"urn:io:tenantbgp:dpu\">/tenant-bgp-dpu:dpu/"
            + "tenant-bgp-dpu:loopback</error-path>"), text);
        assertTrue(text.contains(">two</error-message>"), text);
    }

    @Test
    void anotherFailureIsThePlatforms() throws Exception {
        final var failure = new DocumentedException("no");

        assertEquals(failure, assertThrows(DocumentedException.class,
            () -> new RefusingOperation(failing(failure)).handle(XmlUtil.readXmlToDocument(REQUEST), null)));
    }

    private static NetconfOperation failing(final DocumentedException failure) {
        return new NetconfOperation() {
            @Override
            public @Nullable HandlingPriority canHandle(final Document message) {
                return HandlingPriority.HANDLE_WITH_DEFAULT_PRIORITY;
            }

            @Override
            public Document handle(final Document requestMessage,
                    final @Nullable NetconfOperationChainedExecution subsequentOperation)
                    throws DocumentedException {
                throw failure;
            }
        };
    }
}

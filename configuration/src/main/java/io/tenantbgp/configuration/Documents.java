/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.configuration;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.opendaylight.yangtools.util.xml.UntrustedXML;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.XMLNamespace;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.stream.NormalizedNodeWriter;
import org.opendaylight.yangtools.yang.data.codec.gson.JSONCodecFactorySupplier;
import org.opendaylight.yangtools.yang.data.codec.gson.JSONNormalizedNodeStreamWriter;
import org.opendaylight.yangtools.yang.data.codec.gson.JsonParserStream;
import org.opendaylight.yangtools.yang.data.codec.xml.XmlCodecFactory;
import org.opendaylight.yangtools.yang.data.codec.xml.XmlParserStream;
import org.opendaylight.yangtools.yang.data.impl.schema.Builders;
import org.opendaylight.yangtools.yang.data.impl.schema.ImmutableNormalizedNodeStreamWriter;
import org.opendaylight.yangtools.yang.data.impl.schema.NormalizationResultHolder;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.SchemaContext;
import org.opendaylight.yangtools.yang.model.util.SchemaInferenceStack;
import org.opendaylight.yangtools.yang.model.util.SchemaInferenceStack.Inference;

/**
 * Reads and writes configurations as JSON (RFC 7951), and reads them as XML: one of the containers, or several in a
 * {@code <config>} or {@code <data>} of NETCONF. Immutable.
 */
final class Documents {
    /** The longest document, in octets of UTF-8. */
    static final int GREATEST_LENGTH = 4 * 1024 * 1024;

    private static final String INDENT = "  ";
    private static final String PARTS =
        "tenant-bgp-site:site, tenant-bgp-dpu:dpu, instance-metadata:instance-metadata";
    private static final XMLNamespace NETCONF = XMLNamespace.of("urn:ietf:params:xml:ns:netconf:base:1.0");
    private static final Pattern LINE = Pattern.compile("at line (\\d+) ");
    private static final Pattern GSON_PLACE = Pattern.compile(" at line \\d+ column \\d+ path .*");

    private final EffectiveModelContext models;

    Documents(final EffectiveModelContext models) {
        this.models = requireNonNull(models);
    }

    Configuration read(final String document) throws DocumentException {
        if (document.getBytes(StandardCharsets.UTF_8).length > GREATEST_LENGTH) {
            throw new DocumentException("longer than " + GREATEST_LENGTH + " octets");
        }
        final var root = document.stripLeading().startsWith("<") ? readXml(document) : readJson(document);
        final var found = new ArrayList<ContainerNode>();
        for (var each : root.body()) {
            if (!(each instanceof ContainerNode container) || !Configuration.PARTS.contains(each.name())) {
                throw new DocumentException(each.name().getNodeType().getLocalName()
                    + " is no part of a configuration: it has to be one of " + PARTS);
            }
            found.add(container);
        }
        if (found.isEmpty()) {
            throw new DocumentException("nothing is in it: it has to have one at least of " + PARTS);
        }
        return new Configuration(found);
    }

    String write(final Configuration configuration) {
        final var text = new StringWriter();
        final var json = new JsonWriter(text);
        json.setIndent(INDENT);
        try {
            json.beginObject();
            for (var each : configuration.containers()) {
                final var writer = NormalizedNodeWriter.forStreamWriter(
                    JSONNormalizedNodeStreamWriter.createNestedWriter(
                        JSONCodecFactorySupplier.RFC7951.getShared(models), json));
                writer.write(each);
                writer.flush();
            }
            json.endObject();
            json.flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.append('\n').toString();
    }

    // The codecs throw what they like.
    @SuppressWarnings("checkstyle:illegalCatch")
    private ContainerNode readJson(final String document) throws DocumentException {
        final var root = Builders.containerBuilder().withNodeIdentifier(NodeIdentifier.create(SchemaContext.NAME));
        final var reader = new JsonReader(new StringReader(document));
        // As the parser sets it: where it is not, looking at what comes fails before it can be told.
        reader.setLenient(true);
        try (var writer = ImmutableNormalizedNodeStreamWriter.from(root);
                var parser = JsonParserStream.create(writer, JSONCodecFactorySupplier.RFC7951.getShared(models))) {
            if (reader.peek() != JsonToken.BEGIN_OBJECT) {
                throw new DocumentException("line 1: no JSON object and no XML document");
            }
            parser.parse(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new DocumentException(line(reader) + "text after the JSON object");
            }
        } catch (IOException | RuntimeException e) {
            throw new DocumentException(
                line(reader) + GSON_PLACE.matcher(DocumentException.reason(e)).replaceAll(""), e);
        }
        return root.build();
    }

    /** Where the reader is; nothing at the end, where mistakes are told that are of no one line. */
    private static String line(final JsonReader reader) {
        try {
            if (reader.peek() == JsonToken.END_DOCUMENT) {
                return "";
            }
        } catch (IOException | IllegalStateException | JsonParseException e) {
            // It is in the middle of what it cannot read.
        }
        final var found = LINE.matcher(reader.toString());
        return found.find() ? "line " + found.group(1) + ": " : "";
    }

    @SuppressWarnings("checkstyle:illegalCatch")
    private ContainerNode readXml(final String document) throws DocumentException {
        XMLStreamReader reader = null;
        try {
            final var wrapped = wrapped(document);
            reader = reader(wrapped);
            final var result = new NormalizationResultHolder();
            try (var writer = ImmutableNormalizedNodeStreamWriter.from(result);
                    var parser = XmlParserStream.create(writer, XmlCodecFactory.create(models), root())) {
                parser.parse(reader);
            }
            return (ContainerNode) result.getResult().data();
        } catch (IOException | XMLStreamException | RuntimeException e) {
            final var place = e instanceof XMLStreamException parsing && parsing.getLocation() != null
                ? parsing.getLocation() : reader == null ? null : reader.getLocation();
            final var line = place == null ? "" : "line " + place.getLineNumber() + ": ";
            throw new DocumentException(line + DocumentException.reason(e), e);
        }
    }

    /** The document in NETCONF's config, on the same lines. */
    private static String wrapped(final String document) throws XMLStreamException, DocumentException {
        final var reader = reader(document);
        reader.nextTag();
        final var name = QName.create(String.valueOf(reader.getNamespaceURI()), reader.getLocalName());
        if (NETCONF.equals(name.getNamespace())
                && ("config".equals(name.getLocalName()) || "data".equals(name.getLocalName()))) {
            return document;
        }
        final var start = document.stripLeading().startsWith("<?xml ") ? document.indexOf("?>") + 2 : 0;
        return "<config xmlns=\"" + NETCONF + "\">" + document.substring(start) + "</config>";
    }

    private static XMLStreamReader reader(final String document) throws XMLStreamException {
        return UntrustedXML.createXMLStreamReader(new StringReader(document));
    }

    private Inference root() {
        return SchemaInferenceStack.of(models).toInference();
    }
}

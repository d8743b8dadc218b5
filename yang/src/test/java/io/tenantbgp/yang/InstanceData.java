/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.yang;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.dom.DOMSource;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.codec.gson.JSONCodecFactory;
import org.opendaylight.yangtools.yang.data.codec.gson.JSONCodecFactorySupplier;
import org.opendaylight.yangtools.yang.data.codec.gson.JsonParserStream;
import org.opendaylight.yangtools.yang.data.codec.xml.XmlCodecFactory;
import org.opendaylight.yangtools.yang.data.codec.xml.XmlParserStream;
import org.opendaylight.yangtools.yang.data.impl.schema.ImmutableNormalizedNodeStreamWriter;
import org.opendaylight.yangtools.yang.data.impl.schema.NormalizationResultHolder;
import org.opendaylight.yangtools.yang.model.api.Module;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Finds the data of our models in a JSON or XML text and parses it as RESTCONF and NETCONF do.
 *
 * <p>A text may wrap the data (an {@code <edit-config>}, a YANG patch); what is not ours is passed over. Where a name
 * stands for several nodes of the models, the data has to fit one of them.
 */
final class InstanceData {
    private static final String NETCONF = "urn:ietf:params:xml:ns:netconf:base:1.0";

    private final Models models;
    private final JSONCodecFactory jsonCodecs;
    private final XmlCodecFactory xmlCodecs;

    InstanceData(final Models models) {
        this.models = models;
        jsonCodecs = JSONCodecFactorySupplier.RFC7951.createSimple(models.context());
        xmlCodecs = XmlCodecFactory.create(models.context());
    }

    /**
     * Parses every datum of ours in a JSON text.
     *
     * @param text RFC 8259 JSON, encoded as RFC 7951 says
     * @return the data in the order of the text, empty if there is none of ours
     * @throws InvalidInstanceDataException if the text is no JSON or the models do not describe a datum
     */
    List<NormalizedNode> parseJson(final String text) throws InvalidInstanceDataException {
        final var found = new ArrayList<NormalizedNode>();
        collect(readStrictly(text), found);
        return found;
    }

    /**
     * Parses every datum of ours in an XML text.
     *
     * @param text one XML document
     * @return the data in the order of the text, empty if there is none of ours
     * @throws InvalidInstanceDataException if the text is no XML or the models do not describe a datum
     */
    List<NormalizedNode> parseXml(final String text) throws InvalidInstanceDataException {
        final var found = new ArrayList<NormalizedNode>();
        collect(readDocument(text).getDocumentElement(), found);
        return found;
    }

    private void collect(final JsonElement element, final List<NormalizedNode> found)
            throws InvalidInstanceDataException {
        if (element.isJsonArray()) {
            for (var item : element.getAsJsonArray()) {
                collect(item, found);
            }
        } else if (element.isJsonObject()) {
            for (var member : element.getAsJsonObject().entrySet()) {
                final var colon = member.getKey().indexOf(':');
                final var prefix = colon < 0 ? "" : member.getKey().substring(0, colon);
                final var module = models.byName(prefix);
                if (module.isPresent()) {
                    final var body = new JsonObject();
                    body.add(member.getKey(), member.getValue());
                    found.add(parse(module.orElseThrow(), member.getKey().substring(colon + 1),
                        path -> fromJson(path, body.toString())));
                } else if (prefix.startsWith("tenant-bgp-")) {
                    throw new InvalidInstanceDataException("there is no module " + prefix);
                } else {
                    collect(member.getValue(), found);
                }
            }
        }
    }

    private void collect(final Element element, final List<NormalizedNode> found) throws InvalidInstanceDataException {
        final var namespace = element.getNamespaceURI();
        if (namespace == null) {
            descend(element, found);
            return;
        }
        final var module = models.byNamespace(namespace);
        if (module.isPresent()) {
            found.add(parse(module.orElseThrow(), element));
        } else if (namespace.startsWith("urn:io:tenantbgp:")) {
            throw new InvalidInstanceDataException("there is no module with namespace " + namespace);
        } else if (!(namespace.equals(NETCONF) && element.getLocalName().equals("filter"))) {
            // RFC 6241 section 6: a subtree filter looks like data, but selects leaves by leaving them empty
            descend(element, found);
        }
    }

    private void descend(final Element element, final List<NormalizedNode> found) throws InvalidInstanceDataException {
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.ELEMENT_NODE) {
                collect((Element) child, found);
            }
        }
    }

    /** The element of an RPC, which has the RPC's name, holds its input. */
    private NormalizedNode parse(final Module module, final Element element) throws InvalidInstanceDataException {
        final var name = element.getLocalName();
        final var input = models.pathToInput(QName.create(module.getQNameModule(), name));
        return input.isPresent() ? parse(module, name, List.of(input.orElseThrow()), path -> fromXml(path, element))
            : parse(module, name, path -> fromXml(path, element));
    }

    private NormalizedNode parse(final Module module, final String name, final Parser parser)
            throws InvalidInstanceDataException {
        return parse(module, name, models.pathsTo(QName.create(module.getQNameModule(), name)), parser);
    }

    private static NormalizedNode parse(final Module module, final String name, final List<List<QName>> places,
            final Parser parser) throws InvalidInstanceDataException {
        if (places.isEmpty()) {
            throw new InvalidInstanceDataException("module " + module.getName() + " has no node " + name);
        }
        InvalidInstanceDataException refusal = null;
        for (var path : places) {
            try {
                return parser.parse(path);
            } catch (IOException | XMLStreamException | SAXException | JsonParseException | IllegalArgumentException
                    | IllegalStateException e) {
                refusal = new InvalidInstanceDataException(
                    module.getName() + ":" + name + ": " + InvalidInstanceDataException.reasons(e), e);
            }
        }
        throw refusal;
    }

    private NormalizedNode fromJson(final List<QName> path, final String body) throws IOException {
        final var parent = models.place(path.subList(0, path.size() - 1));
        final var result = new NormalizationResultHolder();
        try (var writer = ImmutableNormalizedNodeStreamWriter.from(result);
                var parser = parent.isEmpty() ? JsonParserStream.create(writer, jsonCodecs)
                    : JsonParserStream.create(writer, jsonCodecs, parent.toInference());
                var reader = new JsonReader(new StringReader(body))) {
            parser.parse(reader);
        }
        return result.getResult().data();
    }

    private NormalizedNode fromXml(final List<QName> path, final Element element)
            throws IOException, XMLStreamException, SAXException {
        final var node = models.place(path);
        final var result = new NormalizationResultHolder();
        try (var writer = ImmutableNormalizedNodeStreamWriter.from(result);
                var parser = XmlParserStream.create(writer, xmlCodecs, node.toInference())) {
            parser.traverse(new DOMSource(element));
        }
        return result.getResult().data();
    }

    private static JsonElement readStrictly(final String text) throws InvalidInstanceDataException {
        try (var reader = new JsonReader(new StringReader(text))) {
            final var element = new Gson().getAdapter(JsonElement.class).read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new InvalidInstanceDataException("text after the JSON value");
            }
            return element;
        } catch (IOException e) {
            throw new InvalidInstanceDataException("not JSON: " + e.getMessage(), e);
        }
    }

    private static Document readDocument(final String text) throws InvalidInstanceDataException {
        try {
            final var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            final var builder = factory.newDocumentBuilder();
            // The default handler prints what the exception says anyway
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(text)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new InvalidInstanceDataException("not XML: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Parser {
        NormalizedNode parse(List<QName> path) throws IOException, XMLStreamException, SAXException;
    }
}

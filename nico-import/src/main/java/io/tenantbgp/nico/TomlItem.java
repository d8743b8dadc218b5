/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.fasterxml.jackson.dataformat.toml.TomlReadFeature;
import com.google.common.collect.Iterators;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table, list or value of a TOML text, and where it is.
 *
 * @param node what it is
 * @param path the keys and indices that lead to it
 * @param outline the lines of the text
 */
record TomlItem(JsonNode node, List<String> path, TomlOutline outline) {
    private static final int MOST_OF_A_MESSAGE = 160;
    /** Jackson's messages about a key or table that is there twice, in the line behind it. */
    private static final Set<String> TWICE = Set.of("Duplicate key", "Table redefined");
    private static final ObjectMapper MAPPER = TomlMapper.builder(TomlFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                .maxNestingDepth(2 * TomlOutline.DEEPEST).maxNumberLength(100).build())
            .build())
        // A date is no text.
        .enable(TomlReadFeature.PARSE_JAVA_TIME)
        .build();

    TomlItem {
        requireNonNull(node);
        path = List.copyOf(path);
        requireNonNull(outline);
    }

    /**
     * Reads a text.
     *
     * @param text a text of bounded size
     * @return its top table
     * @throws ImportRefusedException when it is not TOML, has a key twice, or costs too much
     */
    static TomlItem parse(final String text) throws ImportRefusedException {
        final var outline = TomlOutline.of(text);
        try {
            return new TomlItem(MAPPER.readTree(text), List.of(), outline);
        } catch (JsonProcessingException e) {
            if (TWICE.contains(e.getOriginalMessage()) && outline.duplicate().isPresent()) {
                throw new ImportRefusedException(outline.duplicate().orElseThrow(), e);
            }
            throw notToml(Optional.ofNullable(e.getLocation()), e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            // Jackson converts some numbers without looking at them first.
            throw notToml(Optional.empty(), String.valueOf(e.getMessage()), e);
        }
    }

    private static ImportRefusedException notToml(final Optional<JsonLocation> location, final String message,
            final Exception cause) {
        return new ImportRefusedException(location.filter(where -> where.getLineNr() > 0)
            .map(where -> "line " + where.getLineNr() + ", column " + where.getColumnNr() + ": ").orElse("")
            + "not TOML: " + Words.shown(message, MOST_OF_A_MESSAGE), cause);
    }

    Optional<TomlItem> get(final String key) {
        return Optional.ofNullable(node.get(key)).map(found -> child(found, key));
    }

    Iterator<String> keys() {
        return node.fieldNames();
    }

    Iterator<TomlItem> elements() {
        final int[] index = {0};
        return Iterators.transform(node.elements(), element -> child(element, TomlOutline.index(index[0]++)));
    }

    private TomlItem child(final JsonNode found, final String step) {
        final var steps = new ArrayList<>(path);
        steps.add(step);
        return new TomlItem(found, steps, outline);
    }

    int line() {
        return outline.line(path);
    }

    /** Such as {@code fnn.routing_profiles.EXTERNAL.route_target_imports[1].asn}. */
    String pathText() {
        final var text = new StringBuilder();
        for (var step : path) {
            if (!text.isEmpty() && !step.startsWith("[")) {
                text.append('.');
            }
            text.append(step.matches("[A-Za-z0-9_-]+|\\[\\d+]") ? step : "\"" + Words.shown(step, 80) + "\"");
        }
        return text.toString();
    }

    /** Such as {@code line 7, datacenter_asn: }. */
    String where() {
        return "line " + line() + ", " + pathText() + ": ";
    }

    /** What it is, for a message about something else that was awaited. */
    String kind() {
        return switch (node.getNodeType()) {
            case OBJECT -> "a table";
            case ARRAY -> "a list";
            case STRING -> "a string";
            case NUMBER -> node.isIntegralNumber() ? "an integer" : "a float";
            case BOOLEAN -> "a boolean";
            default -> "a date or time";
        };
    }
}

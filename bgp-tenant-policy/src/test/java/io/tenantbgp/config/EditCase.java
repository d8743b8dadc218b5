/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One row of the table in {@code lab/scenarios/validation}: an edit as RESTCONF takes it, and what it is refused with.
 * As text its name.
 */
record EditCase(JsonObject row) {
    static final Path FOLDER = Path.of("../lab/scenarios/validation");
    private static final Map<String, List<String>> KEYS = Map.of("vpc", List.of("name"),
        "tenant-interface", List.of("name"), "routing-profile", List.of("name"), "neighbor", List.of("address"),
        "additional-route-target-imports", List.of("asn", "vni"), "anycast-site-prefixes", List.of());

    static Stream<EditCase> all() throws IOException {
        return StreamSupport.stream(read(FOLDER.resolve("cases.json")).getAsJsonArray().spliterator(), false)
            .map(row -> new EditCase(row.getAsJsonObject()));
    }

    static JsonElement read(final Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file));
    }

    String get(final String member) {
        return requireNonNull(row.get(member), member).getAsString();
    }

    int errors() {
        return row.has("errors") ? row.get("errors").getAsInt() : 1;
    }

    /** The documents after the edit, by the name of their container. */
    void apply(final JsonObject documents) {
        final boolean isDeletion = row.has("delete");
        final var path = get(isDeletion ? "delete" : "put").split("/");
        JsonElement parent = documents;
        for (int i = 0; i < path.length - 1; i++) {
            parent = child(parent.getAsJsonObject(), path[i]);
        }
        final var last = path[path.length - 1];
        final var object = parent.getAsJsonObject();
        if (last.contains("=")) {
            final var list = last.substring(0, last.indexOf('='));
            if (!object.has(list)) {
                object.add(list, new JsonArray());
            }
            final var entries = object.getAsJsonArray(list);
            for (var each : entries) {
                if (isNamed(each, last)) {
                    entries.remove(each);
                    break;
                }
            }
            if (!isDeletion) {
                entries.add(row.get("value"));
            }
        } else if (isDeletion) {
            object.remove(last);
        } else {
            object.add(last, row.get("value"));
        }
    }

    private static JsonElement child(final JsonObject parent, final String step) {
        if (!step.contains("=")) {
            if (!parent.has(step)) {
                parent.add(step, new JsonObject());
            }
            return parent.get(step);
        }
        return StreamSupport.stream(parent.getAsJsonArray(step.substring(0, step.indexOf('='))).spliterator(), false)
            .filter(each -> isNamed(each, step)).findFirst().orElseThrow();
    }

    private static boolean isNamed(final JsonElement entry, final String step) {
        final var keys = requireNonNull(KEYS.get(step.substring(0, step.indexOf('='))), step);
        final var values = URLDecoder.decode(step.substring(step.indexOf('=') + 1), StandardCharsets.UTF_8).split(",");
        for (int i = 0; i < keys.size(); i++) {
            if (!entry.getAsJsonObject().get(keys.get(i)).getAsString().equals(values[i])) {
                return false;
            }
        }
        return !keys.isEmpty() || entry.getAsString().equals(values[0]);
    }

    @Override
    public String toString() {
        return get("case");
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is known of the keys of NICo's configuration that are not imported: {@code nico-keys.csv}. */
final class KnownKeys {
    private static final String IMPORTED = "imported";
    /** By path; {@code *} stands for any name. */
    private static final Map<String, Key> KEYS = read();
    /** Where the imported keys are, by their names without case, hyphens and underscores. */
    private static final Map<String, String> PLACES = KEYS.entrySet().stream()
        .filter(each -> IMPORTED.equals(each.getValue().kind()))
        .collect(Collectors.toUnmodifiableMap(each -> plain(lastPart(each.getKey())),
            each -> each.getKey().replace("*", "<name>")));

    private record Key(String kind, String text) {
    }

    private KnownKeys() {
        // static methods only
    }

    /** What to say about a key that is not imported. */
    static Note about(final TomlItem item) {
        final var key = KEYS.get(pattern(item));
        if (key == null || IMPORTED.equals(key.kind())) {
            return Note.at(Note.Kind.UNKNOWN_KEY, item, "unknown key, not imported" + hint(item));
        }
        return Note.at(Note.Kind.valueOf(key.kind().toUpperCase(Locale.ROOT).replace('-', '_')), item, key.text());
    }

    /** Where a key of the same name, or nearly so, belongs. */
    private static String hint(final TomlItem item) {
        final var places = PLACES.get(plain(item.path().get(item.path().size() - 1)));
        return places == null ? "" : "; NICo has " + places;
    }

    private static String plain(final String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    private static String lastPart(final String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** The path with * for the name of a routing profile, and without indices. */
    private static String pattern(final TomlItem item) {
        final var path = item.path();
        final var text = path.stream().filter(step -> !step.startsWith("["))
            .collect(Collectors.toCollection(ArrayList::new));
        if (text.size() > 2 && "routing_profiles".equals(text.get(1))) {
            text.set(2, "*");
        }
        return String.join(".", text);
    }

    private static Map<String, Key> read() {
        try (var stream = requireNonNull(KnownKeys.class.getResourceAsStream("nico-keys.csv"));
                var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return rows(reader.lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Key> rows(final Stream<String> lines) {
        final var keys = new LinkedHashMap<String, Key>();
        lines.filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.split(";", 3))
            .forEach(row -> keys.put(row[0], new Key(row[1], row[2])));
        return keys;
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A table of cases in the test resources: CSV with padded columns, lines of {@code #} as comments, the first other line
 * names the columns. A dash is an absent value.
 */
public final class CaseTable {
    /** One row; as text its first cell. */
    public record Row(Map<String, String> cells) {
        public String get(final String column) {
            return requireNonNull(cells.get(column), column);
        }

        public long number(final String column) {
            return Long.parseLong(get(column));
        }

        public boolean isAbsent(final String column) {
            return get(column).equals("-");
        }

        /** The words of a cell, none when it is absent. */
        public List<String> words(final String column) {
            return isAbsent(column) ? List.of() : List.of(get(column).split(" +"));
        }

        @Override
        public String toString() {
            return cells.values().iterator().next();
        }
    }

    private CaseTable() {
        // static methods only
    }

    /** A table of the policy. */
    static Stream<Row> read(final String name) {
        return readFrom("/policy/" + name);
    }

    /** Any table of the test resources. */
    public static Stream<Row> readFrom(final String name) {
        final var lines = lines(name);
        final var columns = cells(lines.get(0));
        return lines.stream().skip(1).map(line -> row(columns, line));
    }

    private static List<String> lines(final String name) {
        try (var stream = requireNonNull(CaseTable.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(final List<String> columns, final String line) {
        final var cells = cells(line);
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells instead of " + columns.size() + ": " + line);
        }
        final var row = new LinkedHashMap<String, String>();
        for (int i = 0; i < cells.size(); i++) {
            row.put(columns.get(i), cells.get(i));
        }
        return new Row(row);
    }

    private static List<String> cells(final String line) {
        return Arrays.stream(line.split(",", -1)).map(String::trim).toList();
    }
}

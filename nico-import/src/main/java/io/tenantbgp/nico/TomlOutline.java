/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * In which line each key and each element of a list of a TOML text is, which Jackson does not tell. It is read before
 * Jackson reads the text and bounds what that may cost; of a text that is not TOML the lines mean nothing.
 */
final class TomlOutline {
    /** Of keys, values and dots outside of strings. A file of the largest size has fewer, unless it wants to cost. */
    static final int MOST_PARTS = 100_000;
    static final int DEEPEST = 32;

    private final Map<List<String>, Integer> lines = new HashMap<>();
    private final Map<List<String>, Integer> tablesInArrays = new HashMap<>();
    private final Set<List<String>> defined = new HashSet<>();
    private final String text;
    private Optional<String> duplicate = Optional.empty();
    private List<String> table = List.of();
    private int at;
    private int line = 1;
    private int parts;

    private TomlOutline(final String text) {
        this.text = text;
    }

    /**
     * Reads a text.
     *
     * @throws ImportRefusedException when it has too many parts or is nested too deep
     */
    static TomlOutline of(final String text) throws ImportRefusedException {
        final var outline = new TomlOutline(text);
        while (outline.at < text.length()) {
            outline.statement();
        }
        return outline;
    }

    /** The line of a key, or of the innermost table or list around it that has one; 0 for the text itself. */
    int line(final List<String> path) {
        for (int length = path.size(); length > 0; length--) {
            final var found = lines.get(path.subList(0, length));
            if (found != null) {
                return found;
            }
        }
        return 0;
    }

    /** The first key or table that is there twice; Jackson's message has no name in it. */
    Optional<String> duplicate() {
        return duplicate;
    }

    private void define(final List<String> path) {
        if (!defined.add(List.copyOf(path)) && duplicate.isEmpty()) {
            duplicate = Optional.of("line " + line + ": not TOML: " + Words.quoted(String.join(".", path))
                + " is there twice, first in line " + lines.get(path));
        }
    }

    private void statement() throws ImportRefusedException {
        skipBlanks();
        switch (peek()) {
            case '\n' -> newline();
            case '#' -> skipLine();
            case '[' -> header();
            default -> {
                final var path = new ArrayList<>(table);
                for (var part : key()) {
                    path.add(part);
                    lines.putIfAbsent(List.copyOf(path), line);
                }
                if (peek() == '=') {
                    at++;
                    define(path);
                    value(path);
                } else {
                    skipLine();
                }
            }
        }
    }

    private void header() throws ImportRefusedException {
        at++;
        final boolean inArray = peek() == '[';
        at += inArray ? 1 : 0;
        final var names = key();
        final var path = new ArrayList<String>();
        for (int depth = 1; depth <= names.size(); depth++) {
            path.add(names.get(depth - 1));
            lines.putIfAbsent(List.copyOf(path), line);
            if (inArray && depth == names.size()) {
                tablesInArrays.merge(List.copyOf(path), 1, Integer::sum);
            }
            if (!inArray && depth == names.size()) {
                define(path);
            }
            final var elements = tablesInArrays.get(path);
            if (elements != null) {
                path.add(index(elements - 1));
                lines.putIfAbsent(List.copyOf(path), line);
            }
        }
        table = path;
        skipLine();
    }

    /** The parts of a dotted key. */
    private List<String> key() throws ImportRefusedException {
        final var names = new ArrayList<String>();
        names.add(keyPart());
        while (peek() == '.') {
            at++;
            names.add(keyPart());
            if (names.size() > DEEPEST) {
                throw tooDeep();
            }
        }
        return names;
    }

    private String keyPart() throws ImportRefusedException {
        part();
        skipBlanks();
        final int from = at;
        final boolean isQuoted = peek() == '"' || peek() == '\'';
        if (isQuoted) {
            string();
        } else {
            while (Character.isLetterOrDigit(peek()) || peek() == '_' || peek() == '-') {
                at++;
            }
        }
        final var name = text.substring(from, at);
        skipBlanks();
        return isQuoted && name.length() > 1 ? name.substring(1, name.length() - 1) : name;
    }

    private void value(final List<String> path) throws ImportRefusedException {
        int depth = 0;
        int element = 0;
        boolean inList = false;
        boolean isNext = false;
        while (at < text.length() && (depth > 0 || peek() != '\n')) {
            final char next = peek();
            if (depth == 1 && inList && isNext && !Character.isWhitespace(next) && ",]#".indexOf(next) < 0) {
                final var elementPath = new ArrayList<>(path);
                elementPath.add(index(element++));
                lines.putIfAbsent(elementPath, line);
                isNext = false;
            }
            if (next == '[' || next == '{') {
                inList = depth == 0 ? next == '[' : inList;
                isNext |= depth == 0;
                depth++;
                part();
            } else if (next == ']' || next == '}') {
                depth--;
            } else if (next == ',' || next == '=' || next == '.') {
                isNext |= depth == 1 && next == ',';
                part();
            }
            if (depth > DEEPEST) {
                throw tooDeep();
            }
            skip(next);
        }
    }

    private void skip(final char next) {
        switch (next) {
            case '\n' -> newline();
            case '#' -> skipLine();
            case '"', '\'' -> string();
            default -> at++;
        }
    }

    private void string() {
        final char quote = peek();
        final boolean isLong = text.startsWith(String.valueOf(quote).repeat(3), at);
        final var end = isLong ? String.valueOf(quote).repeat(3) : String.valueOf(quote);
        at += end.length();
        while (at < text.length() && !text.startsWith(end, at) && (isLong || peek() != '\n')) {
            if (peek() == '\n') {
                newline();
            } else {
                at += quote == '"' && peek() == '\\' && at + 1 < text.length() && text.charAt(at + 1) != '\n' ? 2 : 1;
            }
        }
        if (text.startsWith(end, at)) {
            at += end.length();
            // One or two quotes can stand right before the three that end it.
            for (int more = 0; isLong && more < 2 && peek() == quote; more++) {
                at++;
            }
        }
    }

    private void part() throws ImportRefusedException {
        if (++parts > MOST_PARTS) {
            throw ImportRefusedException.invalid("line " + line + ": the text has more than " + MOST_PARTS
                + " keys and values: import a copy with the keys of BGP peering only");
        }
    }

    private ImportRefusedException tooDeep() {
        return ImportRefusedException.invalid("line " + line + ": tables, lists or keys are nested more than "
            + DEEPEST + " deep, which no key of NICo is");
    }

    private void skipBlanks() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\r') {
            at++;
        }
    }

    private void skipLine() {
        final int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    private void newline() {
        at++;
        line++;
    }

    /** The next character; a newline when there is none. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\n';
    }

    static String index(final int element) {
        return "[" + element + "]";
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import io.tenantbgp.policy.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** Reads values of a TOML text, and remembers what is wrong with them and what is remarkable. */
final class Values {
    private static final int MOST_PROBLEMS = 20;

    private final List<String> problems = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private int problemCount;

    void problem(final TomlItem item, final String text) {
        if (++problemCount <= MOST_PROBLEMS) {
            problems.add(item.where() + text);
        }
    }

    void note(final Note note) {
        notes.add(note);
    }

    /** The remarks in the order of the text, when nothing is wrong. */
    List<Note> notes() throws ImportRefusedException {
        if (problemCount == 0) {
            return notes.stream().sorted(Comparator.comparingInt(Note::line)).toList();
        }
        if (problemCount > MOST_PROBLEMS) {
            problems.add("and " + (problemCount - MOST_PROBLEMS) + " more problems");
        }
        throw new ImportRefusedException(ImportRefusedException.Kind.INVALID, problems);
    }

    boolean flag(final Optional<TomlItem> item) {
        return item.filter(found -> {
            if (!found.node().isBoolean()) {
                problem(found, found.kind() + ", awaited true or false");
            }
            return found.node().asBoolean(false);
        }).isPresent();
    }

    OptionalLong number(final Optional<TomlItem> item, final long least, final long most, final String what) {
        if (item.isEmpty()) {
            return OptionalLong.empty();
        }
        final var node = item.orElseThrow().node();
        if (!node.isIntegralNumber()) {
            problem(item.orElseThrow(), item.orElseThrow().kind() + ", awaited an integer");
        } else if (!node.canConvertToLong() || node.longValue() < least || node.longValue() > most) {
            problem(item.orElseThrow(), Words.shown(node.asText(), 40) + " is no " + what + ", which is " + least
                + ".." + most);
        } else {
            return OptionalLong.of(node.longValue());
        }
        return OptionalLong.empty();
    }

    boolean isTable(final TomlItem item) {
        final boolean isTable = item.node().isObject();
        if (!isTable) {
            problem(item, item.kind() + ", awaited a table");
        }
        return isTable;
    }

    /** Prefixes, each a text or a table with the key prefix, as NICo writes them. */
    Set<String> prefixes(final Optional<TomlItem> list, final int most) {
        return elements(list, most, this::prefix);
    }

    private Optional<String> prefix(final TomlItem item) {
        if (item.node().isObject()) {
            onlyKeys(item, Set.of("prefix"));
            if (item.get("prefix").isEmpty()) {
                problem(item, "a table without the key prefix");
            }
            return item.get("prefix").flatMap(this::prefixText);
        }
        return prefixText(item);
    }

    private Optional<String> prefixText(final TomlItem item) {
        if (!item.node().isTextual()) {
            problem(item, item.kind() + ", awaited a prefix such as \"203.0.113.0/24\"");
            return Optional.empty();
        }
        final var text = item.node().textValue();
        try {
            return Optional.of(Prefix.parse(text).toString());
        } catch (IllegalArgumentException e) {
            problem(item, Words.shown(String.valueOf(e.getMessage()), 160));
            return Optional.empty();
        }
    }

    Set<RouteTarget> routeTargets(final Optional<TomlItem> list, final int most) {
        return elements(list, most, this::routeTarget);
    }

    Optional<RouteTarget> routeTarget(final TomlItem item) {
        if (!item.node().isObject()) {
            problem(item, item.kind() + ", awaited a route target such as { asn = 64512, vni = 10001 }");
            return Optional.empty();
        }
        onlyKeys(item, Set.of("asn", "vni"));
        final var asn = item.get("asn");
        final var vni = item.get("vni");
        if (asn.isEmpty() || vni.isEmpty()) {
            problem(item, "a route target without the key " + (asn.isEmpty() ? "asn" : "vni"));
            return Optional.empty();
        }
        final var administrator = number(asn, 1, 4_294_967_295L, "ASN of a route target");
        final var number = number(vni, 0, 16_777_215, "VNI of a route target");
        if (administrator.isEmpty() || number.isEmpty()) {
            return Optional.empty();
        }
        final var target = new RouteTarget(administrator.orElseThrow(), number.orElseThrow());
        if (target.asn() > 65_535 && target.vni() > 65_535) {
            // RFC 5668, section 2
            problem(item, target + " does not fit into a route target: with an ASN above 65535 the VNI is at most "
                + "65535. Agree on another one with the network team");
            return Optional.empty();
        }
        return Optional.of(target);
    }

    private <T> Set<T> elements(final Optional<TomlItem> list, final int most,
            final Function<TomlItem, Optional<T>> reader) {
        final var read = new LinkedHashSet<T>();
        if (list.isEmpty()) {
            return read;
        }
        final var item = list.orElseThrow();
        if (!item.node().isArray()) {
            problem(item, item.kind() + ", awaited a list");
            return read;
        }
        for (Iterator<TomlItem> each = item.elements(); each.hasNext();) {
            final var element = each.next();
            reader.apply(element).filter(value -> !read.add(value)).ifPresent(value -> note(
                Note.at(Note.Kind.DIFFERENT, element, value + " is in the list twice, and is imported once")));
        }
        if (read.size() > most) {
            problem(item, read.size() + " entries, at most " + most + " can be configured");
        }
        return read;
    }

    /** Names every other key of a table. */
    void onlyKeys(final TomlItem table, final Set<String> known) {
        for (var each = table.keys(); each.hasNext();) {
            final var key = each.next();
            if (!known.contains(key)) {
                note(KnownKeys.about(table.get(key).orElseThrow()));
            }
        }
    }
}

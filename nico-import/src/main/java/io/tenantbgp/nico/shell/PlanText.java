/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico.shell;

import io.tenantbgp.nico.Change;
import io.tenantbgp.nico.ImportPlan;
import io.tenantbgp.nico.Note;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** An import as an operator reads it. */
final class PlanText {
    /** More lines nobody reads; the RPC has no more either. */
    static final int MOST_LINES = 1000;

    private PlanText() {
        // static methods only
    }

    static void print(final ImportPlan plan, final PrintStream out) {
        printNotes(plan.notes(), out);
        plan.changes().stream().limit(MOST_LINES).forEach(change -> out.println(line(change)));
        if (plan.changes().size() > MOST_LINES) {
            out.println("... and " + (plan.changes().size() - MOST_LINES) + " more");
        }
        if (plan.changes().isEmpty()) {
            out.println("no difference: the configuration of the site is already like this");
        } else {
            out.println(plan.count(Change.Kind.ADDED) + " added, " + plan.count(Change.Kind.CHANGED) + " changed, "
                + plan.count(Change.Kind.REMOVED) + " removed");
        }
    }

    /** Such as {@code added   tenant-bgp-site:site/datacenter-asn: 64512}. */
    private static String line(final Change change) {
        final var head = String.format("%-7s %s", change.kind().yangName(), change.path());
        return switch (change.kind()) {
            case ADDED -> head + change.after().map(value -> ": " + value).orElse("");
            case REMOVED -> head + change.before().map(value -> ": " + value).orElse("");
            case CHANGED -> head + ": " + change.before().orElse("") + " -> " + change.after().orElse("");
        };
    }

    /** Keys about which the same is to be said stand in one line. */
    private static void printNotes(final List<Note> notes, final PrintStream out) {
        final var lines = new LinkedHashMap<String, List<Note>>();
        notes.forEach(note -> lines.computeIfAbsent(note.kind() + "|" + note.text(), key -> new ArrayList<>())
            .add(note));
        int printed = 0;
        for (var each : lines.values()) {
            if (printed++ == MOST_LINES) {
                out.println("... and more remarks");
                return;
            }
            final var first = each.get(0);
            final var keys = each.stream().filter(note -> !note.path().isEmpty()).limit(MOST_LINES)
                .map(note -> note.path() + " (line " + note.line() + ")").collect(Collectors.joining(", "));
            out.println(first.kind().yangName() + ": " + (keys.isEmpty() ? "" : keys + ": ") + first.text());
        }
    }
}

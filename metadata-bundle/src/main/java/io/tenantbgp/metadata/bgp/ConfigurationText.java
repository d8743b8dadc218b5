/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import java.util.List;
import org.eclipse.jdt.annotation.NonNullByDefault;

/** A configuration file as it is written, line by line. */
@NonNullByDefault
final class ConfigurationText {
    private final StringBuilder text = new StringBuilder();

    /** The notes of a plan as comments. */
    static ConfigurationText withNotes(final String commentSign, final SpeakerPlan plan, final String speaker,
            final String file, final List<String> announcing) {
        final var text = new ConfigurationText();
        plan.notes(speaker, file, announcing).forEach(note -> text.line(commentSign + " " + note));
        return text;
    }

    ConfigurationText line(final String line) {
        text.append(line).append('\n');
        return this;
    }

    ConfigurationText lineWhen(final boolean wanted, final String line) {
        return wanted ? line(line) : this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

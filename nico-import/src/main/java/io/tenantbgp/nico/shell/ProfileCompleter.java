/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico.shell;

import io.tenantbgp.nico.ImportOptions;
import io.tenantbgp.nico.NicoImport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.eclipse.jdt.annotation.Nullable;

/** Completes the names of configured routing profiles, and the word for all of them. */
@Service
public final class ProfileCompleter implements Completer {
    @Reference(optional = true)
    private @Nullable NicoImport nico;

    /** For Karaf, which fills in the fields. */
    public ProfileCompleter() {
        // nothing to do
    }

    ProfileCompleter(final NicoImport nico) {
        this.nico = nico;
    }

    @Override
    public int complete(final Session session, final CommandLine line, final List<String> candidates) {
        final var configured = Optional.ofNullable(nico).map(NicoImport::profiles).orElse(List.of());
        return new StringsCompleter(Stream.concat(Stream.of(ImportOptions.ALL), configured.stream()).toList())
            .complete(session, line, candidates);
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.shell;

import io.tenantbgp.config.TenantBgpConfig;
import io.tenantbgp.operations.TenantBgpOperations;
import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.eclipse.jdt.annotation.Nullable;

/** Completes the names of tenant interfaces and the addresses of their hosts. */
@Service
public final class SessionCompleter implements Completer {
    @Reference(optional = true)
    private @Nullable TenantBgpOperations operations;

    /** For Karaf, which fills in the fields. */
    public SessionCompleter() {
        // nothing to do
    }

    SessionCompleter(final TenantBgpOperations operations) {
        this.operations = operations;
    }

    @Override
    public int complete(final Session session, final CommandLine line, final List<String> candidates) {
        final var config = operations == null ? TenantBgpConfig.EMPTY : operations.config();
        final var names = config.interfaces().stream()
            .flatMap(each -> Stream.concat(Stream.of(each.name()), each.hostAddresses().stream().map(Tables::address)))
            .toList();
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}

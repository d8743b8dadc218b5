/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.shell;

import io.tenantbgp.config.VpcConfig;
import io.tenantbgp.operations.TenantBgpOperations;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.eclipse.jdt.annotation.Nullable;

/** Completes the names of VPCs. */
@Service
public final class VpcCompleter implements Completer {
    @Reference(optional = true)
    private @Nullable TenantBgpOperations operations;

    /** For Karaf, which fills in the fields. */
    public VpcCompleter() {
        // nothing to do
    }

    VpcCompleter(final TenantBgpOperations operations) {
        this.operations = operations;
    }

    @Override
    public int complete(final Session session, final CommandLine line, final List<String> candidates) {
        final var running = operations;
        final var names = running == null ? List.<String>of()
            : running.config().vpcs().stream().map(VpcConfig::name).toList();
        return new StringsCompleter(names).complete(session, line, candidates);
    }
}

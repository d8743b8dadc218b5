/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.shell;

import io.tenantbgp.operations.SessionReport;
import io.tenantbgp.operations.TenantBgpOperations;
import io.tenantbgp.session.AcceptedPrefix;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.eclipse.jdt.annotation.Nullable;

/** {@code tenant-bgp:prefixes}. */
@Service
@Command(scope = "tenant-bgp", name = "prefixes",
    description = "Shows the prefixes that are accepted now, from where they are to be reached, and since when")
public final class PrefixesCommand extends TenantBgpCommand {
    @Argument(name = "interface", description = "A tenant interface or host address; all without it")
    @Completion(SessionCompleter.class)
    private @Nullable String filter;

    /** For Karaf, which fills in the fields. */
    public PrefixesCommand() {
        // nothing to do
    }

    PrefixesCommand(final TenantBgpOperations operations, final Session session, final @Nullable String filter) {
        super(operations, session);
        this.filter = filter;
    }

    @Override
    void print(final TenantBgpOperations running, final PrintStream out) throws CommandException {
        print(sessions(running, filter), out);
    }

    static void print(final List<SessionReport> reports, final PrintStream out) {
        final var table = Tables.of("no prefix is accepted", "Interface", "Host", "Prefix", "Disposition", "Since");
        for (var report : reports) {
            report.view().stream().flatMap(view -> view.accepted().stream())
                .sorted(Comparator.comparing(AcceptedPrefix::prefix))
                .forEach(accepted -> table.addRow().addContent(report.interfaceName(),
                    Tables.address(report.hostAddress()), accepted.prefix(), accepted.disposition().yangName(),
                    Tables.time(accepted.since())));
        }
        table.print(out);
    }
}

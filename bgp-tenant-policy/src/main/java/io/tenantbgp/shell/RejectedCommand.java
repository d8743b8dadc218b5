/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.shell;

import io.tenantbgp.operations.SessionReport;
import io.tenantbgp.operations.TenantBgpOperations;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.RejectReason;
import io.tenantbgp.session.RejectedPrefix;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.eclipse.jdt.annotation.Nullable;

/** {@code tenant-bgp:rejected}. */
@Service
@Command(scope = "tenant-bgp", name = "rejected",
    description = "Shows the prefixes that are announced and rejected, and below what to change for each reason")
public final class RejectedCommand extends TenantBgpCommand {
    @Argument(name = "interface", description = "A tenant interface or host address; all without it")
    @Completion(SessionCompleter.class)
    private @Nullable String filter;

    /** For Karaf, which fills in the fields. */
    public RejectedCommand() {
        // nothing to do
    }

    RejectedCommand(final TenantBgpOperations operations, final Session session, final @Nullable String filter) {
        super(operations, session);
        this.filter = filter;
    }

    @Override
    void print(final TenantBgpOperations running, final PrintStream out) throws CommandException {
        print(sessions(running, filter), out);
    }

    static void print(final List<SessionReport> reports, final PrintStream out) {
        final var table = Tables.of("no prefix is rejected", "Interface", "Host", "Prefix", "Reason",
            "Nearest allowed entry", "Count", "Last seen");
        final var reasons = EnumSet.noneOf(RejectReason.class);
        for (var report : reports) {
            report.view().stream().flatMap(view -> view.rejected().stream())
                .sorted(Comparator.comparing(RejectedPrefix::prefix))
                .forEach(rejected -> {
                    reasons.add(rejected.reason());
                    table.addRow().addContent(report.interfaceName(), Tables.address(report.hostAddress()),
                        rejected.prefix(), rejected.reason().yangName(),
                        rejected.nearestAllowedEntry().map(Prefix::toString).orElse("-"), rejected.count(),
                        Tables.time(rejected.lastSeen()));
                });
        }
        table.print(out);
        reasons.forEach(reason -> out.println(reason.yangName() + ": " + reason.advice()));
        for (var report : reports) {
            report.view().filter(view -> view.rejectedForgotten() > 0).ifPresent(view -> out.println(
                Tables.who(report) + view.rejectedForgotten() + " more rejected prefixes are not kept"));
        }
    }
}

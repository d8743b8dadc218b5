/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.shell;

import io.tenantbgp.operations.SessionReport;
import io.tenantbgp.operations.TenantBgpOperations;
import io.tenantbgp.session.SessionState;
import io.tenantbgp.session.SessionView;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.eclipse.jdt.annotation.Nullable;

/** {@code tenant-bgp:sessions}. */
@Service
@Command(scope = "tenant-bgp", name = "sessions",
    description = "Shows the sessions of tenant hosts, and below what ended the last one or keeps it from coming up")
public final class SessionsCommand extends TenantBgpCommand {
    @Argument(name = "interface", description = "A tenant interface or host address; all without it")
    @Completion(SessionCompleter.class)
    private @Nullable String filter;

    /** For Karaf, which fills in the fields. */
    public SessionsCommand() {
        // nothing to do
    }

    SessionsCommand(final TenantBgpOperations operations, final Session session, final @Nullable String filter) {
        super(operations, session);
        this.filter = filter;
    }

    @Override
    void print(final TenantBgpOperations running, final PrintStream out) throws CommandException {
        print(sessions(running, filter), Instant.now(), out);
    }

    static void print(final List<SessionReport> reports, final Instant now, final PrintStream out) {
        final var table = Tables.of("no tenant interface is configured", "Interface", "VPC", "Host", "State", "ASN",
            "Uptime", "Accepted", "Rejected", "Last error");
        for (var report : reports) {
            final var view = report.view();
            table.addRow().addContent(report.interfaceName(), report.vpc(), Tables.address(report.hostAddress()),
                report.state(), asn(report),
                view.map(SessionView::state).flatMap(SessionState::establishedSince)
                    .map(since -> Tables.duration(Duration.between(since, now))).orElse("-"),
                view.map(each -> each.accepted().size()).orElse(0),
                view.map(SessionsCommand::rejected).orElse("0"),
                view.flatMap(SessionView::lastError).map(Tables::error).orElse("-"));
        }
        table.print(out);
        for (var report : reports) {
            if (!report.detail().isEmpty()) {
                out.println(Tables.who(report) + report.detail());
            }
            report.view().flatMap(SessionView::backOffUntil).filter(now::isBefore).ifPresent(until ->
                out.println(Tables.who(report) + "held off until " + Tables.time(until)
                    + ", because its last attempts all failed"));
            report.view().flatMap(SessionView::lastError).ifPresent(error ->
                out.println(Tables.who(report) + Tables.time(error.time()) + " " + Tables.error(error) + ": "
                    + error.message()));
        }
    }

    private static String asn(final SessionReport report) {
        final var last = report.view().map(SessionView::lastOpenAsn).orElseGet(OptionalLong::empty);
        final var seen = last.isPresent() ? Long.toString(last.getAsLong()) : "-";
        final var expected = report.expectedAsn();
        return expected.isPresent() ? seen + " (expected " + expected.getAsLong() + ")" : seen;
    }

    private static String rejected(final SessionView view) {
        return view.rejected().size()
            + (view.rejectedForgotten() > 0 ? " (" + view.rejectedForgotten() + " more not kept)" : "");
    }
}

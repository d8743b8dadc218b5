/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.shell;

import io.tenantbgp.operations.PrefixAnswer;
import io.tenantbgp.operations.PrefixQuestion;
import io.tenantbgp.operations.RefusedException;
import io.tenantbgp.operations.TenantBgpOperations;
import io.tenantbgp.policy.Verdict;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.eclipse.jdt.annotation.Nullable;

/** {@code tenant-bgp:explain}. */
@Service
@Command(scope = "tenant-bgp", name = "explain",
    description = "Says whether a prefix of a tenant host is accepted, which rule decides, and what the DPU has of it")
public final class ExplainCommand extends TenantBgpCommand {
    @Argument(index = 0, name = "interface", description = "The tenant interface", required = true)
    @Completion(InterfaceCompleter.class)
    private String interfaceName = "";
    @Argument(index = 1, name = "prefix", description = "The prefix as the host announces it, such as 203.0.113.10/32",
        required = true)
    private String prefix = "";
    @Option(name = "--community", multiValued = true,
        description = "A standard community of the announcement, such as 65100:1; may be given several times")
    private @Nullable List<String> communities;
    @Option(name = "--as-path",
        description = "AS_PATH of the announcement, such as '65010 65010'; without it the host's ASN once")
    private @Nullable String asPath;
    @Option(name = "--tenant-asn", description = "ASN of the host; without it that of its session")
    private @Nullable Long tenantAsn;

    /** For Karaf, which fills in the fields. */
    public ExplainCommand() {
        // nothing to do
    }

    ExplainCommand(final TenantBgpOperations operations, final Session session, final String interfaceName,
            final String prefix, final @Nullable String asPath, final @Nullable Long tenantAsn,
            final String... communities) {
        super(operations, session);
        this.interfaceName = interfaceName;
        this.prefix = prefix;
        this.asPath = asPath;
        this.tenantAsn = tenantAsn;
        this.communities = List.of(communities);
    }

    @Override
    void print(final TenantBgpOperations running, final PrintStream out) throws CommandException {
        final PrefixQuestion question;
        try {
            question = PrefixQuestion.parse(interfaceName, prefix, Optional.ofNullable(communities).orElse(List.of()),
                Optional.ofNullable(asPath), tenantAsn == null ? OptionalLong.empty() : OptionalLong.of(tenantAsn));
        } catch (RefusedException e) {
            throw new CommandException(e.getMessage(), e);
        }
        print(prefix, await(running.explain(question)), out);
    }

    static void print(final String prefix, final PrefixAnswer answer, final PrintStream out) {
        final var explanation = answer.explanation();
        final var verdict = explanation.verdict();
        out.println(prefix + " from " + answer.link().interfaceName() + ", host "
            + Tables.address(answer.link().hostAddress()) + ": " + text(verdict));
        answer.reasons().forEach(reason -> out.println("  by " + reason.text()));
        if (verdict instanceof Verdict.Rejected rejected) {
            out.println("  " + rejected.reason().advice());
        }
        explanation.nearestAllowedEntry().ifPresent(entry -> out.println("  nearest allowed entry: " + entry));
        answer.announcements().forEach(each -> out.println("now, host "
            + Tables.address(each.view().link().hostAddress()) + ", " + each.view().state().name() + ": "
            + text(each)));
    }

    private static String text(final Verdict verdict) {
        return verdict instanceof Verdict.Accepted accepted ? "accepted, " + accepted.disposition().yangName()
            : "rejected, " + ((Verdict.Rejected) verdict).reason().yangName();
    }

    private static String text(final PrefixAnswer.Announcement now) {
        return now.accepted().map(each -> "accepted since " + Tables.time(each.since()) + ", "
                + each.disposition().yangName())
            .or(() -> now.rejected().map(each -> "rejected, " + each.reason().yangName() + ", announced "
                + each.count() + " times, last seen " + Tables.time(each.lastSeen())))
            .orElse("not announced");
    }
}

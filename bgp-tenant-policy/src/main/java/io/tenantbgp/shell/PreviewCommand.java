/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.shell;

import io.tenantbgp.operations.ProfileCandidate;
import io.tenantbgp.operations.ProfilePreview;
import io.tenantbgp.operations.RefusedException;
import io.tenantbgp.operations.TenantBgpOperations;
import io.tenantbgp.policy.Verdict;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.eclipse.jdt.annotation.Nullable;

/** {@code tenant-bgp:preview}. */
@Service
@Command(scope = "tenant-bgp", name = "preview",
    description = "Shows which live prefixes other values of a routing profile would decide otherwise; changes nothing")
public final class PreviewCommand extends TenantBgpCommand {
    @Argument(name = "profile", description = "The routing profile", required = true)
    @Completion(ProfileCompleter.class)
    private String profile = "";
    @Option(name = "--allow", multiValued = true,
        description = "An entry of allowed-anycast-prefixes, may be given several times; without it the list is empty")
    private @Nullable List<String> allowed;
    @Option(name = "--leak", description = "With tenant-leak-communities-accepted")
    private boolean leak;

    /** For Karaf, which fills in the fields. */
    public PreviewCommand() {
        // nothing to do
    }

    PreviewCommand(final TenantBgpOperations operations, final Session session, final String profile,
            final boolean leak, final String... allowed) {
        super(operations, session);
        this.profile = profile;
        this.leak = leak;
        this.allowed = List.of(allowed);
    }

    @Override
    void print(final TenantBgpOperations running, final PrintStream out) throws CommandException {
        final ProfileCandidate candidate;
        try {
            candidate = ProfileCandidate.parse(profile, Optional.ofNullable(allowed).orElse(List.of()), leak);
        } catch (RefusedException e) {
            throw new CommandException(e.getMessage(), e);
        }
        print(await(running.preview(candidate)), out);
    }

    static void print(final ProfilePreview preview, final PrintStream out) {
        final var table = Tables.of("no prefix changes", "Interface", "Host", "Prefix", "Now", "Then");
        preview.changes().forEach(change -> table.addRow().addContent(change.link().interfaceName(),
            Tables.address(change.link().hostAddress()), change.decision().route().prefix(),
            text(change.decision().before()), text(change.decision().after())));
        table.print(out);
        out.println("interfaces with the profile: "
            + (preview.interfaces().isEmpty() ? "none" : String.join(", ", preview.interfaces())));
        out.println("accepted, then rejected: " + preview.acceptedNowRejected());
        out.println("rejected, then accepted: " + preview.rejectedNowAccepted());
        out.println("reached from elsewhere: " + preview.dispositionChanged());
        if (preview.notKept() > 0) {
            out.println("rejected, not kept, so unknown: " + preview.notKept());
        }
    }

    private static String text(final Verdict verdict) {
        return verdict instanceof Verdict.Accepted accepted ? accepted.disposition().yangName()
            : ((Verdict.Rejected) verdict).reason().yangName();
    }
}

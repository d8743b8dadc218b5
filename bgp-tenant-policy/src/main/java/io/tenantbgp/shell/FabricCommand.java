/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.shell;

import io.tenantbgp.fabric.FabricFamily;
import io.tenantbgp.fabric.FabricOpen;
import io.tenantbgp.fabric.FabricView;
import io.tenantbgp.operations.TenantBgpOperations;
import io.tenantbgp.policy.IpAddress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.eclipse.jdt.annotation.Nullable;

/** {@code tenant-bgp:fabric}. */
@Service
@Command(scope = "tenant-bgp", name = "fabric",
    description = "Shows the sessions with the fabric, and below what ended the last one or keeps it from coming up")
public final class FabricCommand extends TenantBgpCommand {
    @Argument(name = "neighbor", description = "The address of a neighbour; all without it")
    @Completion(NeighborCompleter.class)
    private @Nullable String filter;

    /** For Karaf, which fills in the fields. */
    public FabricCommand() {
        // nothing to do
    }

    FabricCommand(final TenantBgpOperations operations, final Session session, final @Nullable String filter) {
        super(operations, session);
        this.filter = filter;
    }

    @Override
    void print(final TenantBgpOperations running, final PrintStream out) throws CommandException {
        final var all = running.fabric();
        print(filter == null ? all : meant(all, filter), Instant.now(), out);
    }

    static void print(final List<FabricView> views, final Instant now, final PrintStream out) {
        final var table = Tables.of("no neighbour in the fabric is configured", "Neighbor", "ASN", "State", "Families",
            "Local address", "BGP identifier", "Prefixes", "Uptime", "Last error");
        for (var view : views) {
            table.addRow().addContent(Tables.address(view.address()), view.asn(), view.state().yangName(),
                families(view.open().map(FabricOpen::families).orElse(view.families())),
                view.localAddress().map(Tables::address).orElse("-"),
                view.open().map(open -> Tables.address(open.identifier())).orElse("-"),
                view.prefixes(),
                view.establishedSince().map(since -> Tables.duration(Duration.between(since, now))).orElse("-"),
                view.lastError().map(Tables::error).orElse("-"));
        }
        table.print(out);
        for (var view : views) {
            final var who = Tables.address(view.address()) + ": ";
            if (!view.detail().isEmpty()) {
                out.println(who + view.detail());
            }
            if (view.malformedUpdates() > 0) {
                out.println(who + "what " + view.malformedUpdates()
                    + " malformed UPDATEs announced was withdrawn (RFC 7606), see the log");
            }
            view.lastError().ifPresent(error -> out.println(who + Tables.time(error.time()) + " "
                + Tables.error(error) + ": " + error.message()));
        }
    }

    static List<FabricView> meant(final List<FabricView> all, final String filter) throws CommandException {
        final var meant = all.stream().filter(view -> IpAddress.of(view.address()).isWrittenAs(filter)).toList();
        if (meant.isEmpty()) {
            throw new CommandException("there is no neighbour " + filter + " in the fabric; neighbours are: "
                + all.stream().map(view -> Tables.address(view.address())).collect(Collectors.joining(", ")));
        }
        return meant;
    }

    private static String families(final Collection<FabricFamily> families) {
        return families.stream().sorted().map(FabricFamily::yangName).collect(Collectors.joining(" "));
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.shell;

import io.tenantbgp.operations.TenantBgpOperations;
import io.tenantbgp.propagation.NextHop;
import io.tenantbgp.propagation.VpcExchange;
import io.tenantbgp.propagation.VpcExport;
import io.tenantbgp.propagation.VpcImport;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.eclipse.jdt.annotation.Nullable;

/** {@code tenant-bgp:vpc}. */
@Service
@Command(scope = "tenant-bgp", name = "vpc",
    description = "Shows where the prefixes of VPCs are announced in the fabric, and what VPCs have learnt from it")
public final class VpcCommand extends TenantBgpCommand {
    private static final int MOST_LEARNT = 1000;

    @Argument(name = "vpc", description = "The name of a VPC; all without it")
    @Completion(VpcCompleter.class)
    private @Nullable String filter;

    /** For Karaf, which fills in the fields. */
    public VpcCommand() {
        // nothing to do
    }

    VpcCommand(final TenantBgpOperations operations, final Session session, final @Nullable String filter) {
        super(operations, session);
        this.filter = filter;
    }

    @Override
    void print(final TenantBgpOperations running, final PrintStream out) throws CommandException {
        final var all = new TreeMap<>(await(running.vpcs()));
        if (filter != null && !all.containsKey(filter)) {
            throw new CommandException("there is no VPC " + filter + "; VPCs are: " + String.join(", ", all.keySet()));
        }
        if (all.isEmpty()) {
            out.println("no VPC is configured");
        }
        for (var name : filter == null ? all.keySet() : List.of(filter)) {
            print(name, all.get(name), await(running.imports(name)), out);
        }
    }

    static void print(final String name, final VpcExchange vpc, final List<VpcImport> learnt, final PrintStream out) {
        out.println("VPC " + name + ": VNI " + vpc.routing().vni() + ", route distinguisher "
            + vpc.routing().distinguisher() + ", exports " + texts(vpc.routing().exportTargets()) + ", imports "
            + texts(vpc.routing().importTargets()));
        vpc.alarms().forEach(alarm -> out.println("alarm: " + alarm));
        final var exports = Tables.of("nothing is announced", "Announced", "To", "Tenant ASN", "AS_PATH length");
        vpc.exports().forEach(export -> exports.addRow().addContent(export.prefix(), where(export),
            export.route().map(route -> String.valueOf(route.path().tenantAsn())).orElse("-"),
            export.route().map(route -> String.valueOf(route.path().hops())).orElse("-")));
        exports.print(out);
        final var imports = Tables.of("nothing is learnt", "Learnt", "From", "Next hops");
        learnt.stream().limit(MOST_LEARNT).forEach(each -> imports.addRow().addContent(each.prefix(),
            each.overlay() ? "overlay" : "underlay",
            each.nextHops().stream().map(VpcCommand::text).collect(Collectors.joining(" "))));
        imports.print(out);
        if (learnt.size() > MOST_LEARNT) {
            out.println("and " + (learnt.size() - MOST_LEARNT) + " more, see imported-routes of the VPC by RESTCONF");
        }
    }

    private static String where(final VpcExport export) {
        if (export.overlay()) {
            return export.underlay() ? "overlay and underlay" : "overlay";
        }
        return export.underlay() ? "underlay" : "nobody";
    }

    private static String text(final NextHop hop) {
        return hop.address() + hop.vni().map(vni -> " (VNI " + vni + ")").orElse("");
    }

    private static String texts(final Collection<?> values) {
        return values.isEmpty() ? "nothing" : values.stream().map(Object::toString).sorted()
            .collect(Collectors.joining(" "));
    }
}

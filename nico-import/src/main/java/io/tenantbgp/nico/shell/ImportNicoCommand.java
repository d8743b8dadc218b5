/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico.shell;

import com.google.common.util.concurrent.ListenableFuture;
import io.tenantbgp.nico.ImportOptions;
import io.tenantbgp.nico.ImportRefusedException;
import io.tenantbgp.nico.NicoImport;
import io.tenantbgp.nico.TomlText;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.eclipse.jdt.annotation.Nullable;

/** {@code tenant-bgp:import-nico}. Karaf makes a new one for each call and fills in the fields. */
@Service
@Command(scope = "tenant-bgp", name = "import-nico",
    description = "Imports the configuration of NICo's API server: shows the difference, applies it when you confirm")
public final class ImportNicoCommand implements Action {
    private static final long TIMEOUT_SECONDS = 60;

    // Karaf completes the names of files for this type.
    @Argument(name = "file", description = "The TOML file, on the DPU", required = true)
    private File file = new File("");
    @Option(name = "--migrate-anycast-site-prefixes", multiValued = true,
        description = "A routing profile that gets the deprecated anycast_site_prefixes into its allowed prefixes, or"
            + " all: may be given several times, or names with commas; the deprecated list is removed then")
    @Completion(ProfileCompleter.class)
    private @Nullable List<String> migrate;
    @Option(name = "--replace", description = "Removes from the site what the file does not mention")
    private boolean replace;
    @Option(name = "--dry-run", description = "Shows the difference only")
    private boolean dryRun;
    @Option(name = "--yes", description = "Applies the difference without asking")
    private boolean yes;

    /** Absent while the datastore is not there: the command is there all the same, and says so. */
    @Reference(optional = true)
    private @Nullable NicoImport nico;
    @Reference
    private @Nullable Session session;

    /** For Karaf, which fills in the fields. */
    public ImportNicoCommand() {
        // nothing to do
    }

    ImportNicoCommand(final NicoImport nico, final Session session, final File file, final List<String> migrate,
            final boolean dryRun, final boolean yes) {
        this.nico = nico;
        this.session = session;
        this.file = file;
        this.migrate = migrate;
        this.dryRun = dryRun;
        this.yes = yes;
    }

    @Override
    public @Nullable Object execute() throws CommandException {
        final var running = nico;
        final var console = session;
        if (running == null || console == null) {
            throw new CommandException("the datastore is not running: see log:display, and bundle:list for a bundle"
                + " that is not Active");
        }
        final var options = new ImportOptions(replace, Optional.ofNullable(migrate).orElse(List.of()).stream()
            .flatMap(names -> Stream.of(names.split(","))).filter(name -> !name.isBlank()).map(String::strip).toList());
        final var text = read();
        final var plan = await(running.preview(text, options)).plan();
        final var out = console.getConsole();
        PlanText.print(plan, out);
        if (!plan.changes().isEmpty() && isWanted(console, out)) {
            // What was looked at, or nothing: the configuration may have changed while the operator read.
            await(running.apply(text, options, Optional.of(plan.fingerprint())));
            out.println("applied");
        }
        return null;
    }

    private String read() throws CommandException {
        try {
            return TomlText.of(file.toPath());
        } catch (ImportRefusedException e) {
            throw new CommandException(e.getMessage(), e);
        } catch (InvalidPathException e) {
            throw new CommandException("this cannot be the name of a file: " + e.getReason(), e);
        }
    }

    private boolean isWanted(final Session console, final PrintStream out) throws CommandException {
        if (dryRun) {
            out.println("not applied: --dry-run");
            return false;
        }
        if (yes) {
            return true;
        }
        try {
            final var answer = console.readLine("Apply this difference? (yes/no) ", null);
            if (answer != null && "yes".equals(answer.strip().toLowerCase(Locale.ROOT))) {
                return true;
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new CommandException("not applied: nobody can be asked here, give --yes to apply it or --dry-run to"
                + " see it only", e);
        }
        out.println("not applied");
        return false;
    }

    private static NicoImport.Outcome await(final ListenableFuture<NicoImport.Outcome> outcome)
            throws CommandException {
        try {
            return outcome.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        } catch (TimeoutException e) {
            throw new CommandException("no answer of the datastore within " + TIMEOUT_SECONDS
                + " s; look at the configuration to see whether it was applied", e);
        } catch (ExecutionException e) {
            throw new CommandException(reason(e.getCause()), e);
        }
    }

    private static String reason(final @Nullable Throwable failure) {
        if (failure instanceof ImportRefusedException refused) {
            return refused.kind() == ImportRefusedException.Kind.COMMIT
                ? "the configuration is refused, nothing was imported: " + refused.getMessage() : refused.getMessage();
        }
        return "failed: " + failure;
    }
}

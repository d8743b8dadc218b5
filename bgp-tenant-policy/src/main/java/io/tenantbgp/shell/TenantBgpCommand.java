/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.shell;

import io.tenantbgp.operations.RefusedException;
import io.tenantbgp.operations.SessionReport;
import io.tenantbgp.operations.TenantBgpOperations;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.eclipse.jdt.annotation.Nullable;

/** A command that asks the running tenant edge. Karaf makes a new one for each call and fills in the fields. */
abstract class TenantBgpCommand implements Action {
    private static final long TIMEOUT_SECONDS = 30;

    /** Absent while the edge does not run: the command is there all the same, and says so. */
    @Reference(optional = true)
    private @Nullable TenantBgpOperations operations;
    @Reference
    private @Nullable Session session;

    TenantBgpCommand() {
        // for Karaf
    }

    TenantBgpCommand(final TenantBgpOperations operations, final Session session) {
        this.operations = operations;
        this.session = session;
    }

    @Override
    public final @Nullable Object execute() throws CommandException {
        final var running = operations;
        final var console = session;
        if (running == null || console == null) {
            throw new CommandException("the tenant edge is not running: see log:display, and bundle:list for a "
                + "bundle that is not Active");
        }
        print(running, console.getConsole());
        return null;
    }

    /** Does the work. */
    abstract void print(TenantBgpOperations running, PrintStream out) throws CommandException;

    /** Waits for an answer. */
    static <T> T await(final CompletionStage<T> answer) throws CommandException {
        try {
            return answer.toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        } catch (TimeoutException e) {
            throw new CommandException("no answer within " + TIMEOUT_SECONDS + " s", e);
        } catch (ExecutionException e) {
            throw new CommandException(
                e.getCause() instanceof RefusedException refused ? refused.getMessage() : "failed: " + e.getCause(), e);
        }
    }

    /** The sessions a filter means, all without one. */
    static List<SessionReport> sessions(final TenantBgpOperations running, final @Nullable String filter)
            throws CommandException {
        final var all = await(running.sessions());
        if (filter == null) {
            return all;
        }
        final var meant = all.stream().filter(report -> report.isOf(filter)).toList();
        if (meant.isEmpty()) {
            throw new CommandException("there is no tenant interface and no host address " + filter
                + "; interfaces are: " + all.stream().map(SessionReport::interfaceName).distinct()
                    .collect(Collectors.joining(", ")));
        }
        return meant;
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.nico.ImportOptions;
import io.tenantbgp.nico.NicoImport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractDataBrokerTest;

/** The command on a real datastore, with an operator who answers. */
class ImportNicoCommandTest extends AbstractDataBrokerTest {
    private static final String SITE = "tenant-bgp-site:site/";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path folder;
    private Path file;
    private NicoImport nico;

    @BeforeEach
    void setupBroker() throws Exception {
        setup();
        nico = new NicoImport(getDataBroker());
        file = Files.writeString(folder.resolve("site.toml"), """
            listen = "[::]:1079"
            datacenter_asn = 64512
            anycast_site_prefixes = ["192.0.2.0/24"]
            tlss = 1
            [fnn.routing_profiles.A]
            [auth]
            """);
    }

    @Test
    void differenceIsShownAndAppliedOnYes() throws Exception {
        run("yes", file, List.of("A"), false, false);
        assertEquals(List.of("ignored: listen (line 1), auth (line 6): nothing to do with BGP peering",
            "unknown-key: tlss (line 4): unknown key, not imported",
            "added   " + SITE + "datacenter-asn: 64512",
            "added   " + SITE + "fnn/routing-profiles/routing-profile=A",
            "added   " + SITE + "fnn/routing-profiles/routing-profile=A/allowed-anycast-prefixes: 192.0.2.0/24",
            "3 added, 0 changed, 0 removed", "applied"), lines());
        assertEquals(List.of("A"), nico.profiles());
        run("yes", file, List.of("A"), false, false);
        assertTrue(lines().contains("no difference: the configuration of the site is already like this"));
    }

    @Test
    void anythingButYesChangesNothing() throws Exception {
        for (var answer : List.of("no", "", "y", "yes please")) {
            run(answer, file, List.of(), false, false);
            assertTrue(lines().contains("not applied"));
        }
        run("yes", file, List.of(), true, false);
        assertTrue(lines().contains("not applied: --dry-run"));
        run("yes", file, List.of(), true, true);
        assertTrue(lines().contains("not applied: --dry-run"));
        assertEquals(List.of(), nico.profiles());
    }

    @Test
    void yesOptionAppliesWhereNobodyCanBeAsked() throws Exception {
        assertEquals("not applied: nobody can be asked here, give --yes to apply it or --dry-run to see it only",
            assertThrows(CommandException.class, () -> run(null, file, List.of(), false, false)).getMessage());
        assertEquals(List.of(), nico.profiles());
        run(null, file, List.of(), false, true);
        assertEquals(List.of("A"), nico.profiles());
    }

    @Test
    void configurationThatChangesWhileTheOperatorReadsIsNotOverwritten() {
        final var refused = assertThrows(CommandException.class,
            () -> new ImportNicoCommand(nico, session(() -> {
                nico.apply("datacenter_asn = 1", new ImportOptions(false, List.of()), Optional.empty())
                    .get(20, TimeUnit.SECONDS);
                return "yes";
            }), file.toFile(), List.of(), false, false).execute());
        assertEquals("the configuration of the site was changed meanwhile, nothing was imported: look"
            + " at the difference again", refused.getMessage());
        assertEquals(List.of(), nico.profiles());
    }

    @Test
    void mistakesAreNamed() throws Exception {
        assertTrue(assertThrows(CommandException.class,
            () -> run("yes", folder, List.of(), false, false)).getMessage().endsWith("name the file in it"));
        Files.writeString(file, "datacenter_asn = 1\ndatacenter_asn = 2\n");
        assertTrue(assertThrows(CommandException.class,
            () -> run("yes", file, List.of(), false, false)).getMessage().contains(
                "line 2: not TOML: 'datacenter_asn' is there twice, first in line 1"));
    }

    @Test
    void namesOfProfilesAreCompleted() throws Exception {
        run(null, file, List.of(), false, true);
        final var candidates = new ArrayList<String>();
        final var line = (CommandLine) Proxy.newProxyInstance(CommandLine.class.getClassLoader(),
            new Class<?>[] {CommandLine.class}, (proxy, method, arguments) -> switch (method.getName()) {
                case "getCursorArgument" -> "";
                case "getArgumentPosition", "getBufferPosition" -> 0;
                default -> throw new UnsupportedOperationException(method.getName());
            });
        new ProfileCompleter(nico).complete(session(() -> ""), line, candidates);
        assertEquals(List.of("A", "all"), candidates.stream().map(String::strip).sorted().toList());
    }

    private void run(final String answer, final Path name, final List<String> migrate, final boolean dryRun,
            final boolean yes) throws Exception {
        new ImportNicoCommand(nico, session(() -> {
            if (answer == null) {
                throw new UnsupportedOperationException("as Karaf's sessions without a terminal");
            }
            return answer;
        }), name.toFile(), migrate, dryRun, yes).execute();
    }

    /** What the operator answers. */
    private interface Operator {
        String answer() throws Exception;
    }

    /** Karaf's session as far as the command uses it. */
    private Session session(final Operator operator) {
        final var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return (Session) Proxy.newProxyInstance(Session.class.getClassLoader(), new Class<?>[] {Session.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "getConsole" -> out;
                case "readLine" -> operator.answer();
                default -> throw new UnsupportedOperationException(method.getName());
            });
    }

    private List<String> lines() {
        final var lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        printed.reset();
        return lines;
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.yang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The models as {@code yanglint} sees them: free of errors and warnings, and with the trees recorded in {@code trees/}.
 * Run with {@code -Dgolden.update=true} to record the trees anew.
 */
class YangLintTest {
    private static final Path TREES = Path.of("trees");
    private static final Path SITE = Path.of("..", "lab", "example-site");

    @TempDir
    private Path work;
    private Yanglint yanglint;

    @BeforeEach
    void prepare() throws Exception {
        yanglint = new Yanglint(work);
    }

    @Test
    void everyModuleOfTheFolderIsKnown() throws Exception {
        try (var files = Files.list(Yanglint.MODELS)) {
            assertEquals(Set.copyOf(Models.names()),
                files.map(file -> file.getFileName().toString().replace(".yang", "")).collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @MethodSource("io.tenantbgp.yang.Models#names")
    void aModuleHasNeitherErrorsNorWarningsAndItsRecordedTree(final String module) throws Exception {
        final var result = yanglint.run(List.of("-f", "tree"), List.of(file(module)));
        assertTrue(result.isClean(), result::toString);
        final var recorded = TREES.resolve(module + ".tree");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(TREES);
            Files.writeString(recorded, result.output());
        }
        assertEquals(Files.readString(recorded), result.output(),
            () -> recorded + " is not the tree of the module; if the change is meant, run with -Dgolden.update=true");
    }

    @Test
    void aModuleWithAMistakeIsRefused() throws Exception {
        final var broken = work.resolve("tenant-bgp-broken.yang");
        Files.writeString(broken, """
            module tenant-bgp-broken {
              namespace "urn:io:tenantbgp:broken";
              prefix tbx;
              leaf asn {
                type no-such-type;
              }
            }
            """);
        assertFalse(yanglint.run(List.of("-f", "tree"), List.of(broken)).isClean());
    }

    // MD-SAL enforces no must expression and no unique; this reads them at least once
    @Test
    void theExampleSiteHoldsEveryConstraint() throws Exception {
        final var result = yanglint.run(List.of("-t", "config"), List.of(
            file("tenant-bgp-site"), file("tenant-bgp-dpu"), file("instance-metadata"),
            SITE.resolve("site.json"), SITE.resolve("dpu.json"), SITE.resolve("instance-metadata.json")));
        assertTrue(result.isClean(), result::toString);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/constraints/constraints.csv", numLinesToSkip = 1)
    void dataAgainstAConstraintIsRefusedWithItsReason(final String file, final String module, final String reason)
            throws Exception {
        final var result = yanglint.run(List.of("-t", "config"),
            List.of(file(module), Path.of("src", "test", "resources", "constraints", file)));
        assertFalse(result.isClean());
        assertTrue(result.complaints().contains(reason), result::toString);
    }

    private static Path file(final String module) {
        return Yanglint.MODELS.resolve(module + ".yang");
    }
}

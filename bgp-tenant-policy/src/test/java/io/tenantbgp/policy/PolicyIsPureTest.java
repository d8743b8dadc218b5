/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The policy is functions of values: no Netty, OpenDaylight, OSGi, logger, clock or I/O in its sources.
 */
class PolicyIsPureTest {
    private static final Path SOURCES = Path.of("src/main/java/io/tenantbgp/policy");
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?([^;]+);", Pattern.MULTILINE);
    private static final Pattern PURE = Pattern.compile("java\\.util\\.(?!Timer|concurrent|logging|prefs)[\\w.]+"
        + "|java\\.net\\.(?:Inet[46]?Address|InetAddress|UnknownHostException)"
        + "|com\\.google\\.common\\.net\\.InetAddresses|org\\.eclipse\\.jdt\\.annotation\\.\\w+");
    // What needs no import: java.lang, qualified names, and name resolution.
    private static final Pattern IMPURE = Pattern.compile("\\bSystem\\.(?!arraycopy)|\\b(?:Thread|Runtime|Process)\\b"
        + "|\\bjava\\.(?:io|nio|time|lang)\\b|\\bio\\.netty\\b|\\borg\\.(?:opendaylight|osgi|slf4j)\\b"
        + "|getByName|getAllByName|getLocalHost|getHostName|getCanonicalHostName|isReachable");

    @Test
    void sourcesImportValuesOnly() throws IOException {
        assertEquals(List.of(), findings(source -> IMPORT.matcher(source).results().map(match -> match.group(1))
            .filter(name -> !PURE.matcher(name).matches())));
    }

    @Test
    void sourcesUseNothingImpureWithoutImport() throws IOException {
        assertEquals(List.of(), findings(source -> IMPURE.matcher(source).results().map(match -> match.group())));
    }

    @Test
    void expressionsFindWhatTheyAreFor() {
        for (var name : List.of("io.netty.buffer.ByteBuf", "org.slf4j.Logger", "java.time.Clock", "java.io.File",
                "java.net.Socket", "java.util.concurrent.Executor", "org.osgi.framework.Bundle")) {
            assertTrue(!PURE.matcher(name).matches(), name);
        }
        assertTrue(IMPURE.matcher("return System.nanoTime();").find());
    }

    private interface Search {
        Stream<String> in(String source);
    }

    private static List<String> findings(final Search search) throws IOException {
        final List<Path> files;
        try (var list = Files.list(SOURCES)) {
            files = list.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
        assertTrue(files.size() > 10, "the sources are found: " + files);
        final var findings = Stream.<String>builder();
        for (var file : files) {
            search.in(Files.readString(file)).forEach(found -> findings.add(file.getFileName() + ": " + found));
        }
        return findings.build().collect(Collectors.toList());
    }
}

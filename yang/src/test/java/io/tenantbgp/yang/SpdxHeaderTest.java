/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.yang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The licence header of what Checkstyle does not read; it checks that of the Java sources. */
class SpdxHeaderTest {
    private static final Path ROOT = Path.of("..");
    private static final Set<String> ENDINGS = Set.of("yang", "xml", "py", "sh", "cfg", "ini");
    private static final Set<String> BUILT = Set.of("target", ".git", ".run", "__pycache__", "node_modules");
    private static final int HEADER_LINES = 12;

    @Test
    void everySourceFileHasTheHeader() throws IOException {
        final var sources = new ArrayList<Path>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(final Path folder, final BasicFileAttributes attributes) {
                return BUILT.contains(String.valueOf(folder.getFileName())) ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes)
                    throws IOException {
                if (isSource(file)) {
                    sources.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertTrue(sources.size() > 30, () -> "only " + sources);
        assertEquals(List.of(), sources.stream().filter(file -> !hasHeader(file)).toList());
    }

    private static boolean isSource(final Path file) throws IOException {
        final var name = file.getFileName().toString();
        final var ending = name.substring(name.lastIndexOf('.') + 1);
        return ENDINGS.contains(ending) || ending.equals(name) && startsWith(file, "#!");
    }

    private static boolean startsWith(final Path file, final String text) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(text.length()), java.nio.charset.StandardCharsets.ISO_8859_1).equals(text);
        }
    }

    private static boolean hasHeader(final Path file) {
        try (var lines = Files.lines(file)) {
            return lines.limit(HEADER_LINES).anyMatch(line -> line.contains("SPDX-License-Identifier: Apache-2.0"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(file.toString(), e);
        }
    }
}

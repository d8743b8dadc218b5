/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.yang;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;

/**
 * A JSON or XML text in the repository that mentions a module of ours: a request body, or a fenced block of a page.
 *
 * @param origin the file it is in
 * @param line where it begins in the file, from 1
 * @param format how it is written
 * @param text its content
 */
record Example(Path origin, int line, Format format, String text) {
    enum Format { JSON, XML }

    private static final Pattern FENCED =
        Pattern.compile("^[ \\t]*```(json|xml)[ \\t]*\\R(.*?)^[ \\t]*```[ \\t]*$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Set<String> NOT_SOURCES = Set.of("target", "node_modules");

    /**
     * All examples below some folders. Hidden folders and build output are passed over, and tables of what is to be
     * refused ({@code *cases.json}); a folder that does not exist has none.
     */
    static List<Example> below(final Models models, final List<Path> folders) {
        final var found = new ArrayList<Example>();
        for (var folder : folders) {
            sources(folder).stream().sorted().forEach(file -> found.addAll(in(file)));
        }
        found.removeIf(example -> !models.areMentionedIn(example.text));
        return found;
    }

    static List<Example> in(final Path file) {
        final var name = file.getFileName().toString();
        try {
            if (name.endsWith(".json")) {
                return List.of(new Example(file, 1, Format.JSON, Files.readString(file)));
            } else if (name.endsWith(".xml")) {
                return List.of(new Example(file, 1, Format.XML, Files.readString(file)));
            } else if (name.endsWith(".md")) {
                final var page = Files.readString(file);
                return FENCED.matcher(page).results().map(block -> new Example(file,
                    (int) page.substring(0, block.start()).lines().count() + 1,
                    block.group(1).equals("json") ? Format.JSON : Format.XML, block.group(2))).toList();
            }
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read as UTF-8", e);
        }
    }

    List<NormalizedNode> parse(final InstanceData parser) throws InvalidInstanceDataException {
        return format == Format.JSON ? parser.parseJson(text) : parser.parseXml(text);
    }

    @Override
    public String toString() {
        return origin + ":" + line;
    }

    private static List<Path> sources(final Path folder) {
        final var found = new ArrayList<Path>();
        if (Files.isDirectory(folder)) {
            try {
                Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(final Path dir, final BasicFileAttributes attributes) {
                        final var name = dir.getFileName().toString();
                        return !dir.equals(folder) && (name.startsWith(".") || NOT_SOURCES.contains(name))
                            ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) {
                        if (!file.getFileName().toString().endsWith("cases.json")) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.configuration;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;

/** The files from which a DPU without configuration takes one: {@code *.json} and {@code *.xml} of a directory. */
final class StartupFiles {
    private static final int MOST_FILES = 64;

    private final Path directory;

    StartupFiles(final Path directory) {
        this.directory = requireNonNull(directory);
    }

    /**
     * Reads all files as one configuration.
     *
     * @param documents reads one
     * @return the configuration, empty when there is no file
     * @throws DocumentException when one of them is no configuration; the message begins with its name
     */
    Optional<Configuration> read(final Documents documents) throws DocumentException {
        final var files = list();
        final var containers = new ArrayList<ContainerNode>();
        for (var file : files) {
            for (var each : readOne(documents, file).containers()) {
                if (containers.stream().anyMatch(other -> other.name().equals(each.name()))) {
                    throw new DocumentException(file + ": " + each.name().getNodeType().getLocalName()
                        + " is in another file, too: leave it in one of them");
                }
                containers.add(each);
            }
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(new Configuration(containers));
    }

    private List<Path> list() throws DocumentException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            final var found = files
                .filter(file -> file.toString().endsWith(".json") || file.toString().endsWith(".xml"))
                .sorted().limit(MOST_FILES + 1).toList();
            if (found.size() > MOST_FILES) {
                throw new DocumentException(directory + ": more than " + MOST_FILES + " files");
            }
            return found;
        } catch (IOException e) {
            throw new DocumentException(directory + ": " + e, e);
        }
    }

    private static Configuration readOne(final Documents documents, final Path file) throws DocumentException {
        try {
            if (Files.size(file) > Documents.GREATEST_LENGTH) {
                throw new DocumentException("longer than " + Documents.GREATEST_LENGTH + " octets");
            }
            return documents.read(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new DocumentException(file + ": cannot be read: " + e, e);
        } catch (DocumentException e) {
            throw new DocumentException(file + ": " + e.getMessage(), e);
        }
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.yang;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@code yanglint}, a YANG implementation independent of OpenDaylight's, over the models.
 */
final class Yanglint {
    /** The folder of this project's models. */
    static final Path MODELS = Path.of("src", "main", "yang");

    private static final List<String> IMPORTED =
        List.of("ietf-inet-types@2013-07-15.yang", "ietf-yang-types@2013-07-15.yang");
    private static final long DEADLINE_SECONDS = 60;

    private final Path work;

    /**
     * Prepares runs.
     *
     * @param work an empty folder; receives the IETF modules, which the class path has in the jars of their bindings
     */
    Yanglint(final Path work) throws IOException {
        this.work = work;
        for (var name : IMPORTED) {
            try (var module = Yanglint.class.getResourceAsStream("/META-INF/yang/" + name)) {
                Files.copy(module, work.resolve(name));
            }
        }
    }

    /**
     * What one run printed.
     *
     * @param status its exit status, 0 if it found nothing wrong
     * @param output its standard output
     * @param complaints its standard error: warnings and errors, empty if it found nothing wrong
     */
    record Result(int status, String output, String complaints) {
        boolean isClean() {
            return status == 0 && complaints.isEmpty();
        }
    }

    /**
     * Runs {@code yanglint}. Without {@code --not-strict} unknown data is an error.
     *
     * @throws AssertionError if it is not installed or does not end
     */
    Result run(final List<String> options, final List<Path> files) throws IOException, InterruptedException {
        final var command = new ArrayList<>(List.of("yanglint", "-p", work.toString(), "-p", MODELS.toString()));
        command.addAll(options);
        files.forEach(file -> command.add(file.toString()));
        final var output = work.resolve("output");
        final var complaints = work.resolve("complaints");
        final var process = start(new ProcessBuilder(command)
            .redirectOutput(output.toFile()).redirectError(complaints.toFile()));
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end within " + DEADLINE_SECONDS + " s");
        }
        return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8),
            Files.readString(complaints, StandardCharsets.UTF_8));
    }

    private static Process start(final ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError("yanglint cannot be run; install it with: apt-get install libyang-tools", e);
        }
    }
}

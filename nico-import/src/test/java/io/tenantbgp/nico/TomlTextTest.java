/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class TomlTextTest {
    @TempDir
    private Path folder;

    @Test
    void fileIsReadWithoutItsByteOrderMark() throws ImportRefusedException, IOException {
        final var file = Files.writeString(folder.resolve("site.toml"), "\uFEFFsitename = \"Zürich\"");
        assertEquals("sitename = \"Zürich\"", TomlText.of(file));
        assertEquals("sitename = \"Zürich\"",
            TomlText.of(Files.createSymbolicLink(folder.resolve("link"), file)));
    }

    @Test
    void whatIsNoFileIsNotOpened() throws IOException, InterruptedException {
        refused(folder, "is a directory, name the file in it");
        refused(folder.resolve("nothing"), "there is no file '" + folder + "/nothing'");
        refused(Path.of("/dev/zero"), "'/dev/zero' is not a regular file");
        final var pipe = folder.resolve("pipe");
        assertTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(10, TimeUnit.SECONDS));
        refused(pipe, "is not a regular file");
        refused(Files.createSymbolicLink(folder.resolve("to-pipe"), pipe), "is not a regular file");
    }

    @Test
    void fileThatCannotBeTomlIsRefused() throws IOException {
        final var latin = "a = 1\nb = \"Zürich\"".getBytes(StandardCharsets.ISO_8859_1);
        refused(Files.write(folder.resolve("latin"), latin), ", line 2: not UTF-8");
        refused(Files.write(folder.resolve("elf"), new byte[] {0x7f, 'E', 'L', 'F', (byte) 0xff}), "line 1: not UTF-8");
        refused(Files.write(folder.resolve("large"), new byte[TomlText.MOST_OCTETS + 1]),
            "is larger than 1048576 octets");
    }

    @Test
    void sizeIsCountedInOctets() throws ImportRefusedException {
        final var most = "#".repeat(TomlText.MOST_OCTETS);
        assertEquals(most, TomlText.of(most));
        assertTrue(assertThrows(ImportRefusedException.class, () -> TomlText.of(most + "#")).getMessage()
            .startsWith("the text is larger than 1048576 octets"));
        assertThrows(ImportRefusedException.class, () -> TomlText.of("ü" + most.substring(1)));
    }

    private static void refused(final Path file, final String message) {
        final var refused = assertThrows(ImportRefusedException.class, () -> TomlText.of(file));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }
}

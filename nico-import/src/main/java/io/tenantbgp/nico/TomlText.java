/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a configuration file, from the DPU's disk or a request, bounded and UTF-8. */
public final class TomlText {
    /** NICo's own files have some ten thousand octets; a site with all 1024 routing profiles has less than this. */
    public static final int MOST_OCTETS = 1 << 20;

    private static final String TOO_LARGE =
        " is larger than " + MOST_OCTETS + " octets: import a copy with the keys of BGP peering only";

    private TomlText() {
        // static methods only
    }

    /**
     * Reads a file. Nothing but a regular file is opened: reading from a pipe or a device might never end.
     *
     * @param file the file
     * @return its text
     * @throws ImportRefusedException when there is none, or it cannot be a TOML file
     */
    public static String of(final Path file) throws ImportRefusedException {
        final var name = Words.quoted(file.toString());
        if (Files.isDirectory(file)) {
            throw ImportRefusedException.invalid(name + " is a directory, name the file in it");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file)) {
            throw ImportRefusedException.invalid(name + " is not a regular file");
        }
        final byte[] octets;
        try (var stream = Files.newInputStream(file)) {
            octets = stream.readNBytes(MOST_OCTETS + 1);
        } catch (NoSuchFileException e) {
            throw new ImportRefusedException("there is no file " + name
                + "; a relative name starts at " + Path.of("").toAbsolutePath(), e);
        } catch (IOException e) {
            throw new ImportRefusedException(name + " cannot be read by the user the DPU runs as: "
                + e.getClass().getSimpleName(), e);
        }
        if (octets.length > MOST_OCTETS) {
            throw ImportRefusedException.invalid(name + TOO_LARGE);
        }
        return decode(octets, name);
    }

    /**
     * Checks a text that came in a request.
     *
     * @param text the text
     * @return the text
     * @throws ImportRefusedException when it is too large
     */
    public static String of(final String text) throws ImportRefusedException {
        // No text has fewer octets than characters.
        if (text.length() > MOST_OCTETS || text.getBytes(StandardCharsets.UTF_8).length > MOST_OCTETS) {
            throw ImportRefusedException.invalid("the text" + TOO_LARGE);
        }
        return withoutMark(text);
    }

    static String decode(final byte[] octets, final String name) throws ImportRefusedException {
        final var in = ByteBuffer.wrap(octets);
        try {
            return withoutMark(StandardCharsets.UTF_8.newDecoder().decode(in).toString());
        } catch (CharacterCodingException e) {
            int line = 1;
            for (int at = 0; at < in.position(); at++) {
                line += octets[at] == '\n' ? 1 : 0;
            }
            throw new ImportRefusedException(name + ", line " + line
                + ": not UTF-8, which TOML is written in; is it a text file?", e);
        }
    }

    /** Without the byte order mark that some editors put in front. */
    private static String withoutMark(final String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}

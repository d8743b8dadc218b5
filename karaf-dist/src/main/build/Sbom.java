/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the distribution's software bill of materials, CycloneDX 1.5 in JSON: every jar that it holds, with its digest.
 *
 * <p>The CycloneDX plugin would list what Maven resolves, which has what features-processing.xml replaces and lacks what the
 * features bring.
 *
 * <p>Run by the build as a source file: {@code java Sbom.java ASSEMBLY VERSION FILE}.
 */
public final class Sbom {
    private Sbom() {
        // only main
    }

    /** See the class. */
    public static void main(final String[] args) throws Exception {
        final Path assembly = Path.of(args[0]);
        final List<Path> jars;
        try (Stream<Path> files = Files.walk(assembly)) {
            jars = files.filter(each -> each.toString().endsWith(".jar")).sorted().toList();
        }
        Files.writeString(Path.of(args[2]), """
            {
              "bomFormat": "CycloneDX",
              "specVersion": "1.5",
              "version": 1,
              "metadata": {"component": {"type": "application", "group": "io.tenantbgp", "name": "tenant-bgp", "version": "%s"}},
              "components": [
            %s
              ]
            }
            """.formatted(args[1], jars.stream().map(each -> component(assembly, each)).collect(Collectors.joining(",\n"))));
    }

    private static String component(final Path assembly, final Path jar) {
        final Path path = assembly.relativize(jar);
        try {
            final Coordinates maven = path.startsWith("system") ? ofRepository(path) : ofJar(jar);
            return """
                    {"type": "library", "group": "%s", "name": "%s", "version": "%s", "purl": "%s",
                     "hashes": [{"alg": "SHA-256", "content": "%s"}],
                     "properties": [{"name": "tenant-bgp:path", "value": "%s"}]}""".formatted(maven.group, maven.name, maven.version,
                maven.purl(), HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar))),
                path);
        } catch (final Exception e) {
            throw new IllegalStateException("cannot tell what " + path + " is", e);
        }
    }

    /** {@code system/group/as/folders/name/version/name-version[-classifier].jar}. */
    private static Coordinates ofRepository(final Path path) {
        final int count = path.getNameCount();
        final String version = path.getName(count - 2).toString();
        final String name = path.getName(count - 3).toString();
        final String file = path.getFileName().toString();
        final String rest = file.substring((name + "-" + version).length(), file.length() - ".jar".length());
        return new Coordinates(path.subpath(1, count - 3).toString().replace('/', '.'), name, version,
            rest.isEmpty() ? "" : rest.substring(1));
    }

    /** Of Karaf's lib: Maven's own properties in the jar, or its name. */
    private static Coordinates ofJar(final Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            final var entry = file.stream().filter(each -> each.getName().endsWith("/pom.properties")).findFirst();
            if (entry.isPresent()) {
                final var properties = new Properties();
                try (InputStream in = file.getInputStream(entry.orElseThrow())) {
                    properties.load(in);
                }
                return new Coordinates(properties.getProperty("groupId"), properties.getProperty("artifactId"),
                    properties.getProperty("version"), "");
            }
        }
        final String name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
        final int split = name.split("-(?=\\d)")[0].length();
        final String version = split < name.length() ? name.substring(split + 1) : "";
        return new Coordinates(name.startsWith("bc") ? "org.bouncycastle" : "", name.substring(0, split), version, "");
    }

    private record Coordinates(String group, String name, String version, String classifier) {
        String purl() {
            return "pkg:maven/" + group + "/" + name + "@" + version + (classifier.isEmpty() ? "" : "?classifier=" + classifier);
        }
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Makes the KAR of a feature from the distribution that boots it: one feature that lists all bundles itself, those of
 * OpenDaylight's and Karaf's features included, and the very files of the distribution's repository.
 *
 * <p>A KAR with OpenDaylight's own feature files would name the bundles that the distribution replaces
 * (features-processing.xml), which a Karaf that is not ours does not know of, and would ask the network for the rest.
 *
 * <p>Run by the build as a source file: {@code java KarArchive.java ASSEMBLY FEATURE VERSION KAR EXTRA...}; EXTRA are bundles
 * that the distribution has by other means: a Maven URL, or one and a file, {@code mvn:...=FILE}.
 */
public final class KarArchive {
    private static final String NAMESPACE = "http://karaf.apache.org/xmlns/features/v1.6.0";
    /** What every Karaf of this release boots, or has in its own repository: it stays the host's. */
    private static final Set<String> HOSTS = Set.of("aries-blueprint", "aries-proxy", "bundle", "config", "deployer", "feature",
        "framework", "jaas", "jaas-boot", "jline", "kar", "log", "package", "service", "shell", "ssh", "system", "wrap",
        "pax-url-wrap");

    /** What OpenDaylight's features take for granted, and Karaf does not boot by itself. */
    private static final List<String> ASSUMED = List.of("scr");
    /** The distribution's own files of these: RESTCONF and NETCONF listen where tenants are not. */
    private static final List<String> OWN = List.of("org.ops4j.pax.web", "org.opendaylight.netconf.ssh");

    private final Path etc;
    private final Path system;
    private final Map<String, Element> features = new HashMap<>();
    private final Map<String, String> replacements = new HashMap<>();
    private final Set<String> visited = new HashSet<>();
    private final Map<String, Element> bundles = new LinkedHashMap<>();
    private final List<Element> others = new ArrayList<>();
    private final Map<String, Path> extra = new LinkedHashMap<>();
    private final DocumentBuilder builder;

    private KarArchive(final Path assembly) throws Exception {
        final var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        builder = factory.newDocumentBuilder();
        etc = assembly.resolve("etc");
        system = assembly.resolve("system");
        readProcessing(etc.resolve("org.apache.karaf.features.xml"));
        try (Stream<Path> files = Files.walk(system)) {
            for (final Path file : files.filter(each -> each.toString().endsWith("features.xml")).sorted().toList()) {
                for (final Element feature : children(builder.parse(file.toFile()).getDocumentElement(), "feature")) {
                    features.putIfAbsent(feature.getAttribute("name"), feature);
                }
            }
        }
    }

    /** See the class. */
    public static void main(final String[] args) throws Exception {
        final var archive = new KarArchive(Path.of(args[0]));
        for (final String each : Arrays.asList(args).subList(4, args.length)) {
            final int split = each.indexOf('=');
            final String url = split < 0 ? each : each.substring(0, split);
            archive.extra.put(url, split < 0 ? archive.system.resolve(path(url)) : Path.of(each.substring(split + 1)));
        }
        archive.write(args[1], args[2], Path.of(args[3]));
    }

    private void readProcessing(final Path file) throws Exception {
        final Element root = builder.parse(file.toFile()).getDocumentElement();
        for (final Element section : children(root, "bundleReplacements")) {
            for (final Element each : children(section, "bundle")) {
                replacements.put(each.getAttribute("originalUri"), each.getAttribute("replacement"));
            }
        }
    }

    private void collect(final String name) {
        if (HOSTS.contains(name) || !visited.add(name)) {
            return;
        }
        final Element feature = features.get(name);
        if (feature == null) {
            throw new IllegalStateException("no feature " + name + " in " + system);
        }
        collectContent(feature);
        for (final Element conditional : children(feature, "conditional")) {
            if (children(conditional, "condition").stream().map(KarArchive::text)
                    .allMatch(each -> HOSTS.contains(each) || visited.contains(each))) {
                collectContent(conditional);
            }
        }
    }

    private void collectContent(final Element parent) {
        children(parent, "feature").forEach(each -> collect(text(each)));
        for (final Element bundle : children(parent, "bundle")) {
            final String url = replacements.getOrDefault(text(bundle), text(bundle));
            bundles.putIfAbsent(url, bundle);
        }
        for (final String kind : List.of("config", "configfile", "capability", "requirement")) {
            others.addAll(children(parent, kind));
        }
    }

    private void write(final String name, final String version, final Path kar) throws Exception {
        ASSUMED.forEach(this::collect);
        collect(name);
        final String artifact = name + "-kar";
        final var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        // Karaf only logs what goes wrong with features it installs by itself: the operator is to see it.
        manifest.getMainAttributes().putValue("Karaf-Feature-Start", "false");
        manifest.getMainAttributes().putValue("Karaf-Feature-Repos",
            "mvn:io.tenantbgp/" + artifact + "/" + version + "/xml/features");
        try (var out = new JarOutputStream(Files.newOutputStream(kar), manifest)) {
            final String folder = "repository/io/tenantbgp/" + artifact + "/" + version + "/";
            add(out, folder + artifact + "-" + version + "-features.xml",
                xml(name, version, artifact).getBytes(StandardCharsets.UTF_8));
            final var written = new HashSet<String>();
            for (final String url : bundles.keySet()) {
                copy(out, url, written);
            }
            for (final Element each : others) {
                if ("configfile".equals(each.getLocalName())) {
                    copy(out, text(each), written);
                }
            }
            for (final String url : extra.keySet()) {
                copy(out, url, written);
            }
        }
    }

    private String xml(final String name, final String version, final String artifact) throws Exception {
        final Document document = builder.newDocument();
        final Element root = document.createElementNS(NAMESPACE, "features");
        root.setAttribute("name", artifact + "-" + version);
        document.appendChild(root);
        final Element feature = child(root, "feature");
        feature.setAttribute("name", name);
        feature.setAttribute("version", version);
        feature.setAttribute("description", features.get(name).getAttribute("description"));
        final Element wrap = child(feature, "feature");
        wrap.setAttribute("prerequisite", "true");
        wrap.setTextContent("wrap");
        child(feature, "feature").setTextContent("aries-blueprint");
        bundles.forEach((url, original) -> {
            final Element bundle = child(feature, "bundle");
            for (final String attribute : List.of("start-level", "start", "dependency")) {
                if (original.hasAttribute(attribute)) {
                    bundle.setAttribute(attribute, original.getAttribute(attribute));
                }
            }
            bundle.setTextContent(url);
        });
        extra.keySet().forEach(url -> child(feature, "bundle").setTextContent(url));
        for (final Element each : others) {
            if (!OWN.contains(each.getAttribute("name"))) {
                feature.appendChild(renamed(document, each));
            }
        }
        for (final String pid : OWN) {
            final Element config = child(feature, "config");
            config.setAttribute("name", pid);
            config.setTextContent(Files.readString(etc.resolve(pid + ".cfg")));
        }
        final var transformer = TransformerFactory.newInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.INDENT, "yes");
        final var text = new StringWriter();
        transformer.transform(new DOMSource(document), new StreamResult(text));
        return text.toString();
    }

    private static Element child(final Element parent, final String name) {
        return (Element) parent.appendChild(parent.getOwnerDocument().createElementNS(NAMESPACE, name));
    }

    /** Features files are of several versions of the schema, which have these elements alike. */
    private static Element renamed(final Document document, final Element original) {
        final Element copy = document.createElementNS(NAMESPACE, original.getLocalName());
        for (int index = 0; index < original.getAttributes().getLength(); index++) {
            final Node attribute = original.getAttributes().item(index);
            if (!attribute.getNodeName().startsWith("xmlns")) {
                copy.setAttribute(attribute.getNodeName(), attribute.getNodeValue());
            }
        }
        copy.setTextContent(original.getTextContent());
        return copy;
    }

    private void copy(final JarOutputStream out, final String url, final Set<String> written) throws IOException {
        final String path = path(url);
        if (written.add(path)) {
            final Path file = extra.getOrDefault(url, system.resolve(path));
            add(out, "repository/" + path, Files.readAllBytes(file));
        }
    }

    /** Where a Maven repository has it: {@code [wrap:]mvn:group/artifact/version[/type[/classifier]][$...]}. */
    private static String path(final String url) {
        final String[] parts = url.substring(url.indexOf("mvn:") + 4).replaceFirst("\\$.*", "").split("/");
        final String type = parts.length > 3 ? parts[3] : "jar";
        final String classifier = parts.length > 4 ? "-" + parts[4] : "";
        return parts[0].replace('.', '/') + "/" + parts[1] + "/" + parts[2] + "/" + parts[1] + "-" + parts[2] + classifier
            + "." + type;
    }

    private static void add(final JarOutputStream out, final String name, final byte[] content) throws IOException {
        final var entry = new ZipEntry(name);
        entry.setTime(0);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    private static List<Element> children(final Element parent, final String name) {
        final var found = new ArrayList<Element>();
        for (Node each = parent.getFirstChild(); each != null; each = each.getNextSibling()) {
            if (each instanceof Element element && name.equals(element.getLocalName())) {
                found.add(element);
            }
        }
        return found;
    }

    private static String text(final Element element) {
        return element.getTextContent().strip();
    }
}

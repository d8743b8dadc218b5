/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import io.tenantbgp.metadata.MetadataAnswer.Found;
import io.tenantbgp.metadata.MetadataAnswer.NotFound;
import io.tenantbgp.metadata.MetadataAnswer.Unavailable;
import io.tenantbgp.metadata.MetadataValues.InstanceKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/**
 * The paths a tenant can read and what each answers: a pure function of the configuration. Immutable, hence safe to
 * read from any thread; a change of the configuration makes a new tree.
 *
 * <p>The layout is that of the EC2 metadata service, which cloud-init crawls: a version, below it {@code meta-data}
 * and {@code user-data}. The index of a directory is one name a line in alphabetical order, directories with a
 * trailing slash, without a newline at the end.
 */
@NonNullByDefault
final class MetadataTree {
    private static final String META_DATA = "meta-data";
    /** The newest version, and the one cloud-init asks for first; both are the same tree. */
    private static final List<String> VERSIONS = List.of("latest", "2009-04-04");

    private sealed interface Node {
        /** How the index above shows this node. */
        String indexName(String name);

        /** What a request for exactly this node is answered. */
        Optional<Found> answer(boolean trailingSlash);

        Optional<Node> child(String name);

        record Value(Found value) implements Node {
            static Value of(final String text) {
                return new Value(Found.of(text));
            }

            @Override
            public String indexName(final String name) {
                return name;
            }

            @Override
            public Optional<Found> answer(final boolean trailingSlash) {
                return trailingSlash ? Optional.empty() : Optional.of(value);
            }

            @Override
            public Optional<Node> child(final String name) {
                return Optional.empty();
            }
        }

        record Directory(Map<String, Node> children, Found index) implements Node {
            static Directory of(final Map<String, ? extends Node> children) {
                final var sorted = new TreeMap<String, Node>(children);
                return new Directory(sorted, Found.of(sorted.entrySet().stream()
                    .map(entry -> entry.getValue().indexName(entry.getKey()))
                    .collect(Collectors.joining("\n"))));
            }

            @Override
            public String indexName(final String name) {
                return name + "/";
            }

            @Override
            public Optional<Found> answer(final boolean trailingSlash) {
                return Optional.of(index);
            }

            @Override
            public Optional<Node> child(final String name) {
                return Optional.ofNullable(children.get(name));
            }
        }
    }

    private final @Nullable Node root;

    private MetadataTree(final @Nullable Node root) {
        this.root = root;
    }

    /** Returns the tree of a DPU without configuration: every path is answered with 503. */
    static MetadataTree unavailable() {
        return new MetadataTree(null);
    }

    /** Builds the tree; it holds the values in direct memory, so build one only when a value has changed. */
    static MetadataTree of(final MetadataValues values) {
        final var metaData = new TreeMap<String, Node>();
        metaData.put("asn", Node.Value.of(Long.toString(values.dpuAsn())));
        final var version = new TreeMap<String, Node>();
        values.instance().forEach((key, text) ->
            (key == InstanceKey.USER_DATA ? version : metaData).put(key.tenantName(), Node.Value.of(text)));
        version.put(META_DATA, Node.Directory.of(metaData));

        final var tree = Node.Directory.of(version);
        return new MetadataTree(Node.Directory.of(
            VERSIONS.stream().collect(Collectors.toMap(name -> name, name -> tree))));
    }

    /**
     * Answers one path.
     *
     * @param path absolute path without query, as the client spelt it: names are compared octet by octet
     */
    MetadataAnswer get(final String path) {
        final var top = root;
        return top == null ? new Unavailable() : answer(top, path);
    }

    private static MetadataAnswer answer(final Node top, final String path) {
        final var names = path.split("/", -1);
        final var trailingSlash = names[names.length - 1].isEmpty();
        var node = path.startsWith("/") ? Optional.of(top) : Optional.<Node>empty();
        for (int i = 1; i < (trailingSlash ? names.length - 1 : names.length); i++) {
            final var name = names[i];
            node = node.flatMap(parent -> parent.child(name));
        }
        return node.flatMap(found -> found.answer(trailingSlash))
            .<MetadataAnswer>map(found -> found)
            .orElseGet(() -> new NotFound(category(path)));
    }

    /** What the tenant calls the key: its name below the version and, when it is there, below meta-data. */
    private static String category(final String path) {
        final var name = path.startsWith("/") ? path.substring(1) : path;
        return VERSIONS.stream()
            .filter(version -> name.startsWith(version + "/"))
            .findFirst()
            .map(version -> name.substring(version.length() + 1))
            .map(below -> below.startsWith(META_DATA + "/") ? below.substring(META_DATA.length() + 1) : below)
            .orElse(name);
    }
}

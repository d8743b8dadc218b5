/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.metadata.MetadataAnswer.Found;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.NonNullByDefault;

/** A key or a directory of the metadata tree. Immutable. */
@NonNullByDefault
sealed interface MetadataNode {
    /** How the index above shows this node. */
    String indexName(String name);

    /**
     * What a request for exactly this node is answered; empty when there is no such thing.
     *
     * @param bgp the directory {@code bgp} of the host that asks, made when it is first looked into
     */
    Optional<MetadataAnswer> answer(boolean trailingSlash, String query, Supplier<Directory> bgp);

    /** The node of this name below, if there is one. */
    Optional<MetadataNode> child(String name, Supplier<Directory> bgp);

    /**
     * A key.
     *
     * @param answers the answer to a query, which is empty where there is none
     */
    record Value(Function<String, MetadataAnswer> answers) implements MetadataNode {
        public Value {
            requireNonNull(answers);
        }

        /** A key whose value does not depend on the query. */
        static Value of(final String text) {
            final var value = Found.of(text);
            return new Value(query -> value);
        }

        @Override
        public String indexName(final String name) {
            return name;
        }

        @Override
        public Optional<MetadataAnswer> answer(final boolean trailingSlash, final String query,
                final Supplier<Directory> bgp) {
            return trailingSlash ? Optional.empty() : Optional.of(answers.apply(query));
        }

        @Override
        public Optional<MetadataNode> child(final String name, final Supplier<Directory> bgp) {
            return Optional.empty();
        }
    }

    /**
     * A directory.
     *
     * @param children the nodes below, by name
     * @param index what it answers: the names below
     */
    record Directory(Map<String, MetadataNode> children, Found index) implements MetadataNode {
        public Directory {
            children = Map.copyOf(children);
            requireNonNull(index);
        }

        static Directory of(final Map<String, ? extends MetadataNode> children) {
            final var sorted = new TreeMap<String, MetadataNode>(children);
            return new Directory(sorted, Found.of(sorted.entrySet().stream()
                .map(entry -> entry.getValue().indexName(entry.getKey()))
                .collect(Collectors.joining("\n"))));
        }

        @Override
        public String indexName(final String name) {
            return name + "/";
        }

        @Override
        public Optional<MetadataAnswer> answer(final boolean trailingSlash, final String query,
                final Supplier<Directory> bgp) {
            return Optional.of(index);
        }

        @Override
        public Optional<MetadataNode> child(final String name, final Supplier<Directory> bgp) {
            return Optional.ofNullable(children.get(name));
        }
    }

    /** The directory that is another one for each host. */
    record OwnBgp() implements MetadataNode {
        @Override
        public String indexName(final String name) {
            return name + "/";
        }

        @Override
        public Optional<MetadataAnswer> answer(final boolean trailingSlash, final String query,
                final Supplier<Directory> bgp) {
            return bgp.get().answer(trailingSlash, query, bgp);
        }

        @Override
        public Optional<MetadataNode> child(final String name, final Supplier<Directory> bgp) {
            return bgp.get().child(name, bgp);
        }
    }
}

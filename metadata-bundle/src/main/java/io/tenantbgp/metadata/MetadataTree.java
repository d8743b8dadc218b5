/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Suppliers;
import io.tenantbgp.metadata.MetadataAnswer.NotFound;
import io.tenantbgp.metadata.MetadataAnswer.Unavailable;
import io.tenantbgp.metadata.MetadataNode.Directory;
import io.tenantbgp.metadata.MetadataNode.OwnBgp;
import io.tenantbgp.metadata.MetadataNode.Value;
import io.tenantbgp.metadata.MetadataValues.InstanceKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * The paths a tenant can read and what each answers: a pure function of the datastore. Safe to read from any
 * thread, and always the same; a change of the datastore makes a new tree.
 *
 * <p>The layout is that of the EC2 metadata service, which cloud-init crawls: a version, below it {@code meta-data}
 * and {@code user-data}. The index of a directory is one name a line in alphabetical order, directories with a
 * trailing slash, without a newline at the end.
 */
@NonNullByDefault
final class MetadataTree {
    private static final String META_DATA = "meta-data";
    /** What a tenant host finds below meta-data, and nobody else. */
    private static final String BGP = "bgp";
    /** The newest version, and the one cloud-init asks for first; both are the same tree. */
    private static final List<String> VERSIONS = List.of("latest", "2009-04-04");
    /** Not looked into: in the tree of those that have none there is no such directory. */
    private static final Supplier<Directory> NO_BGP = Suppliers.ofInstance(Directory.of(Map.of()));

    private final Optional<Roots> roots;
    private final TenantViews tenants;

    private MetadataTree(final Optional<Roots> roots, final TenantViews tenants) {
        this.roots = requireNonNull(roots);
        this.tenants = requireNonNull(tenants);
    }

    /** Returns the tree of a DPU without configuration: every path is answered with 503. */
    static MetadataTree unavailable() {
        return new MetadataTree(Optional.empty(), TenantViews.NONE);
    }

    /** Builds the tree; it holds the values in direct memory, so build one only when a value has changed. */
    static MetadataTree of(final MetadataValues values) {
        return new MetadataTree(Optional.of(Roots.of(values)), TenantViews.NONE);
    }

    /** Returns a tree with the same values and these views; that costs nothing, however often they change. */
    MetadataTree with(final TenantViews views) {
        return new MetadataTree(roots, views);
    }

    /** Answers one request. */
    MetadataAnswer get(final MetadataRequest request) {
        return roots.map(present -> answer(present, request)).orElseGet(Unavailable::new);
    }

    private MetadataAnswer answer(final Roots present, final MetadataRequest request) {
        final var path = request.path();
        final var bgp = tenants.directory(request.source());
        final var top = bgp.isPresent() ? present.ofHost() : present.ofOthers();
        return answer(top, path, request.query(), bgp.orElse(NO_BGP)).orElseGet(() -> new NotFound(category(path)));
    }

    private static Optional<MetadataAnswer> answer(final MetadataNode top, final String path, final String query,
            final Supplier<Directory> bgp) {
        return path.startsWith("/") ? answer(top, path, 1, query, bgp) : Optional.empty();
    }

    /** What the rest of the path from there is answered; no deeper than the tree is. */
    private static Optional<MetadataAnswer> answer(final MetadataNode node, final String path, final int start,
            final String query, final Supplier<Directory> bgp) {
        if (start == path.length()) {
            return node.answer(true, query, bgp);
        }
        final var slash = path.indexOf('/', start);
        return slash < 0
            ? node.child(path.substring(start), bgp).flatMap(found -> found.answer(false, query, bgp))
            : node.child(path.substring(start, slash), bgp)
                .flatMap(found -> answer(found, path, slash + 1, query, bgp));
    }

    /**
     * The tops of the tree.
     *
     * @param ofHost what a tenant host sees
     * @param ofOthers what any other client sees
     */
    private record Roots(Directory ofHost, Directory ofOthers) {
        static Roots of(final MetadataValues values) {
            final var keys = new TreeMap<String, MetadataNode>();
            keys.put("asn", Value.of(Long.toString(values.dpuAsn())));
            final var beside = new TreeMap<String, MetadataNode>();
            values.instance().forEach((key, text) ->
                (key == InstanceKey.USER_DATA ? beside : keys).put(key.tenantName(), Value.of(text)));
            final var ofOthers = top(keys, beside);
            keys.put(BGP, new OwnBgp());
            return new Roots(top(keys, beside), ofOthers);
        }

        private static Directory top(final Map<String, MetadataNode> metaData, final Map<String, MetadataNode> beside) {
            final var all = new TreeMap<>(beside);
            all.put(META_DATA, Directory.of(metaData));
            final var version = Directory.of(all);
            return Directory.of(VERSIONS.stream().collect(Collectors.toMap(name -> name, name -> version)));
        }
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

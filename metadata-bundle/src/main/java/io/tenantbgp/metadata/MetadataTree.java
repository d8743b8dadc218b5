/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static java.util.Objects.requireNonNull;

import com.google.common.net.InetAddresses;
import io.tenantbgp.metadata.MetadataAnswer.Found;
import io.tenantbgp.metadata.MetadataAnswer.NotFound;
import io.tenantbgp.metadata.MetadataAnswer.Unavailable;
import io.tenantbgp.metadata.MetadataNode.Directory;
import io.tenantbgp.metadata.MetadataNode.Value;
import io.tenantbgp.metadata.MetadataValues.InstanceKey;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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

    private final Optional<Roots> roots;
    private final TenantViews tenants;
    // No more than there are tenant hosts
    private final Map<InetAddress, Directory> hostRoots = new ConcurrentHashMap<>();

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
        final var source = request.source();
        final var bgp = tenants.directory(source);
        final var top = bgp.map(directory ->
            hostRoots.computeIfAbsent(source, host -> present.with(directory))).orElse(present.root());
        final var path = request.path();
        return answer(top, path, request.query()).orElseGet(() -> {
            final var category = category(path);
            return new NotFound(category, bgp.isEmpty() && (category + "/").startsWith(BGP + "/")
                ? " (" + InetAddresses.toAddrString(source) + " is the host address of no tenant interface)" : "");
        });
    }

    private static Optional<MetadataAnswer> answer(final MetadataNode top, final String path, final String query) {
        return path.startsWith("/") ? answer(top, path, 1, query) : Optional.empty();
    }

    /** What the rest of the path from there is answered; no deeper than the tree is. */
    private static Optional<MetadataAnswer> answer(final MetadataNode node, final String path, final int start,
            final String query) {
        if (start == path.length()) {
            return node.answer(true, query);
        }
        final var slash = path.indexOf('/', start);
        return slash < 0 ? node.child(path.substring(start)).flatMap(found -> found.answer(false, query))
            : node.child(path.substring(start, slash)).flatMap(found -> answer(found, path, slash + 1, query));
    }

    /**
     * The directories above the keys.
     *
     * @param root what a client sees that is no tenant host
     * @param version a version in it
     * @param metaData the directory {@code meta-data} in that
     * @param indexWithBgp what that answers to a tenant host
     */
    private record Roots(Directory root, Directory version, Directory metaData, Found indexWithBgp) {
        static Roots of(final MetadataValues values) {
            final var keys = new TreeMap<String, MetadataNode>();
            keys.put("asn", Value.of(Long.toString(values.dpuAsn())));
            final var beside = new TreeMap<String, MetadataNode>();
            values.instance().forEach((key, text) ->
                (key == InstanceKey.USER_DATA ? beside : keys).put(key.tenantName(), Value.of(text)));
            final var metaData = Directory.of(keys);
            beside.put(META_DATA, metaData);
            final var version = Directory.of(beside);

            keys.put(BGP, Directory.of(Map.of()));
            return new Roots(Directory.of(versions(version)), version, metaData, Directory.of(keys).index());
        }

        /** The root that a tenant host sees. */
        Directory with(final Directory bgp) {
            final var ofHost = version.with(META_DATA, metaData.with(BGP, bgp, indexWithBgp), version.index());
            return new Directory(versions(ofHost), root.index());
        }

        private static Map<String, MetadataNode> versions(final Directory version) {
            return VERSIONS.stream().collect(Collectors.toMap(name -> name, name -> version));
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

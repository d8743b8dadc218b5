/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.metadata.MetadataNode.Directory;
import io.tenantbgp.metadata.bgp.Cidr;
import io.tenantbgp.metadata.bgp.Link;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * What each tenant host sees of its own BGP sessions, at one state of the datastore. Which interface a request came in
 * on is told by the address it came from: that of the host or, as a host may have more of them, one on the same link.
 * Immutable.
 */
@NonNullByDefault
final class TenantViews {
    /** There are no tenant hosts. */
    static final TenantViews NONE = new TenantViews(List.of());

    // Empty where more than one host may be meant
    private final Map<InetAddress, Optional<Supplier<Directory>>> byHost = new HashMap<>();
    private final Map<Cidr, Optional<Supplier<Directory>>> byPrefix = new HashMap<>();
    /** The lengths of the prefixes of the links, the longest first. */
    private final List<Integer> lengths;

    /**
     * What the host on one tenant interface sees.
     *
     * @param links the addresses of the interface
     * @param directory its directory {@code bgp}
     */
    record View(List<Link> links, Supplier<Directory> directory) {
        View {
            links = List.copyOf(links);
            requireNonNull(directory);
        }
    }

    /** Takes the view of each interface. An address that two of them claim is neither's. */
    TenantViews(final Collection<View> views) {
        views.forEach(view -> view.links().forEach(link -> {
            byHost.merge(link.host(), Optional.of(view.directory()), (one, other) -> Optional.empty());
            byPrefix.merge(link.prefix(), Optional.of(view.directory()), (one, other) -> Optional.empty());
        }));
        lengths = byPrefix.keySet().stream().map(Cidr::length).distinct().sorted(Comparator.reverseOrder()).toList();
    }

    /** Returns the directory {@code bgp} of the host with this address; empty when it is no tenant host's. */
    Optional<Supplier<Directory>> directory(final InetAddress source) {
        final var host = byHost.get(source);
        return host != null ? host : lengths.stream().filter(length -> length <= Cidr.bits(source))
            .map(length -> byPrefix.get(Cidr.around(source, length)))
            .flatMap(Stream::ofNullable).findFirst().flatMap(found -> found);
    }
}

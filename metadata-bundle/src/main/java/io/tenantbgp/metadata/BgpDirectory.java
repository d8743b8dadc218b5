/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import com.google.common.base.Suppliers;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.tenantbgp.metadata.MetadataAnswer.BadQuery;
import io.tenantbgp.metadata.MetadataAnswer.Computed;
import io.tenantbgp.metadata.MetadataAnswer.Found;
import io.tenantbgp.metadata.MetadataNode.Directory;
import io.tenantbgp.metadata.MetadataNode.Value;
import io.tenantbgp.metadata.bgp.Cidr;
import io.tenantbgp.metadata.bgp.Link;
import io.tenantbgp.metadata.bgp.PlanRequest;
import io.tenantbgp.metadata.bgp.Routes;
import io.tenantbgp.metadata.bgp.SessionStatus;
import io.tenantbgp.metadata.bgp.Speaker;
import io.tenantbgp.metadata.bgp.TenantHost;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * The directory {@code bgp}: what one tenant host has to know to peer, and what has become of what it announces. Each
 * value is made when it is first asked for and kept as long as the directory, which is one state of the datastore: no
 * client has it made over and over.
 */
@NonNullByDefault
final class BgpDirectory {
    /** More than there is room for in a URI: beyond it the decoder leaves parameters out without a word. */
    private static final int MOST_PARAMETERS = ServerLimits.REQUEST_LINE_OCTETS;

    private BgpDirectory() {
        // Hidden on purpose
    }

    /**
     * Returns the directory of a tenant host, made when it is first looked into: at most states of the datastore it
     * never is, and who asks for a key beside it is not to wait for it.
     *
     * @param sessions reads the sessions of the host at that state, one for each of its links, in that order
     */
    static Supplier<Directory> of(final TenantHost host, final Supplier<List<SessionStatus>> sessions) {
        return Suppliers.memoize(() -> directory(host, sessions));
    }

    private static Directory directory(final TenantHost host, final Supplier<List<SessionStatus>> sessions) {
        final var now = Suppliers.memoize(sessions::get);
        final var keys = new TreeMap<String, MetadataNode>();
        keys.put("peer-asn", key(() -> Long.toString(host.dpuAsn())));
        keys.put("peer-address", key(() -> lines(host.links(), Link::peerText)));
        host.pinnedAsn().ifPresent(asn -> keys.put("tenant-asn", key(() -> Long.toString(asn))));
        keys.put("allowed-prefixes", key(() -> lines(host.allowedPrefixes().get().entries(), Cidr::toString)));
        keys.put("leak-communities-accepted", key(() -> Boolean.toString(host.leakCommunitiesAccepted())));
        keys.put("session-state", key(() -> lines(now.get(), SessionStatus::state)));
        keys.put("routes", routes(now));
        keys.put("config", configurations(host));
        return Directory.of(keys);
    }

    private static Value key(final Supplier<String> text) {
        final var value = Suppliers.memoize(() -> Found.of(text.get()));
        return new Value(query -> value.get());
    }

    private static Value routes(final Supplier<List<SessionStatus>> sessions) {
        final var text = Suppliers.memoize(() -> Found.of(Routes.text(sessions.get())));
        final var json = Suppliers.memoize(() -> Found.json(Routes.json(sessions.get())));
        return new Value(query -> answer(query, Set.of("format"), parameters -> {
            final var format = parameters.getOrDefault("format", List.of("text"));
            if (format.equals(List.of("json"))) {
                return json.get();
            }
            if (format.equals(List.of("text"))) {
                return text.get();
            }
            throw new IllegalArgumentException(
                "format=" + String.join(",", format) + " is unknown: write json or text");
        }));
    }

    private static Directory configurations(final TenantHost host) {
        final var keys = new HashMap<String, MetadataNode>();
        for (var speaker : Speaker.values()) {
            keys.put(speaker.key(), new Value(query -> answer(query, PlanRequest.PARAMETERS,
                parameters -> new Computed(speaker.configuration(PlanRequest.plan(host, parameters))))));
        }
        return Directory.of(keys);
    }

    /** What a client writes in a query is answered with, mistakes included. */
    private static MetadataAnswer answer(final String query, final Set<String> known,
            final Function<Map<String, List<String>>, MetadataAnswer> answers) {
        try {
            final var parameters = query.isEmpty() ? Map.<String, List<String>>of()
                : new QueryStringDecoder(query, StandardCharsets.UTF_8, false, MOST_PARAMETERS).parameters();
            final var unknown = parameters.keySet().stream().filter(name -> !known.contains(name)).findFirst();
            return unknown.<MetadataAnswer>map(name -> new BadQuery("unknown parameter " + name + ": there is "
                + known.stream().sorted().collect(Collectors.joining(", "))))
                .orElseGet(() -> answers.apply(parameters));
        } catch (IllegalArgumentException e) {
            return new BadQuery(String.valueOf(e.getMessage()));
        }
    }

    private static <T> String lines(final List<T> values, final Function<T, String> text) {
        return values.stream().map(text).collect(Collectors.joining("\n"));
    }
}

/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.access;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What each role may do over RESTCONF. What is not allowed here is the admin's: the platform's own configuration has
 * the key that passwords are encrypted with, the users and these rules. A pure function.
 */
final class HttpAccess {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> WRITING = Set.of("PUT", "PATCH", "POST", "DELETE");
    private static final Set<String> CONFIGURED = Set.of("tenant-bgp-site:site", "tenant-bgp-dpu:dpu",
        "instance-metadata:instance-metadata");
    private static final Set<String> OBSERVED = Set.of("bgp-rib:bgp-rib", "ietf-restconf-monitoring:restconf-state",
        "ietf-yang-library:yang-library", "ietf-yang-library:modules-state");
    private static final Set<String> QUESTIONS = Set.of("tenant-bgp-operations:explain-prefix",
        "tenant-bgp-operations:preview-routing-profile");
    private static final String OUR_OPERATIONS = "tenant-bgp-";
    private static final String SUBSCRIBE = "sal-remote:create-notification-stream";

    private HttpAccess() {
        // static methods only
    }

    /**
     * Decides on a request of an authenticated user.
     *
     * @param has whether the user has a role
     * @param method the HTTP method
     * @param uri the path as it was sent, encoded, without the query
     * @return whether the user may send it
     */
    static boolean permits(final Predicate<Role> has, final String method, final String uri) {
        if (has.test(Role.ADMIN)) {
            return true;
        }
        final boolean operator = has.test(Role.OPERATOR);
        if (!operator && !has.test(Role.VIEWER) || !isPlain(uri)) {
            return false;
        }
        final var segments = List.of(uri.substring(1).split("/", -1));
        if (READING.contains(method)) {
            return mayRead(segments);
        }
        return WRITING.contains(method) && segments.size() >= 3 && "rests".equals(segments.get(0))
            && mayWrite(operator, method, segments.get(1), segments.get(2));
    }

    private static boolean mayRead(final List<String> segments) {
        return switch (segments.get(0)) {
            case ".well-known" -> true;
            case "metrics" -> segments.size() == 1;
            case "rests" -> segments.size() >= 2 && switch (segments.get(1)) {
                case "data" -> segments.size() >= 3
                    && (CONFIGURED.contains(segments.get(2)) || OBSERVED.contains(segments.get(2)));
                case "operations", "yang-library-version", "modules", "streams" -> true;
                default -> false;
            };
            default -> false;
        };
    }

    private static boolean mayWrite(final boolean operator, final String method, final String resource,
            final String name) {
        return switch (resource) {
            case "data" -> operator && CONFIGURED.contains(name);
            case "operations" -> "POST".equals(method) && (QUESTIONS.contains(name)
                || operator && (name.startsWith(OUR_OPERATIONS) || SUBSCRIBE.equals(name)));
            default -> false;
        };
    }

    /** Nothing in it that a server or a library behind might resolve to another path. */
    private static boolean isPlain(final String uri) {
        if (!uri.startsWith("/") || uri.indexOf(';') >= 0 || uri.indexOf('\\') >= 0 || uri.contains("//")) {
            return false;
        }
        try {
            return Arrays.stream(uri.split("/", -1))
                .map(segment -> URLDecoder.decode(segment, StandardCharsets.UTF_8))
                .noneMatch(segment -> ".".equals(segment) || "..".equals(segment));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

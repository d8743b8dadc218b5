/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * Reads an AS_PATH as the case tables and router consoles write it: {@code 65010 65010 {65020 65030}}, with {@code ()}
 * around a confederation sequence, {@code []} around a confederation set, and {@code 65010*64} for 64 times 65010.
 */
final class AsPathText {
    private static final Pattern SEGMENT = Pattern.compile("\\{[^}]*}|\\([^)]*\\)|\\[[^]]*]|[0-9* ]+");

    private AsPathText() {
        // static methods only
    }

    static AsPath parse(final String text) {
        var path = AsPath.EMPTY;
        if (!text.equals("empty")) {
            final var segments = SEGMENT.matcher(text);
            while (segments.find()) {
                path = plus(path, segments.group().trim());
            }
        }
        return path;
    }

    private static AsPath plus(final AsPath path, final String segment) {
        if (segment.isEmpty()) {
            return path;
        }
        return switch (segment.charAt(0)) {
            case '{' -> path.plus(AsPathSegment.AS_SET, inBrackets(segment));
            case '(' -> path.plus(AsPathSegment.AS_CONFED_SEQUENCE, inBrackets(segment));
            case '[' -> path.plus(AsPathSegment.AS_CONFED_SET, inBrackets(segment));
            default -> path.plus(AsPathSegment.AS_SEQUENCE, asns(segment));
        };
    }

    private static long[] inBrackets(final String segment) {
        return asns(segment.substring(1, segment.length() - 1));
    }

    private static long[] asns(final String text) {
        return Arrays.stream(text.split(" +")).flatMapToLong(AsPathText::times).toArray();
    }

    private static LongStream times(final String text) {
        final var parts = text.split("\\*");
        final long asn = Long.parseLong(parts[0]);
        return LongStream.generate(() -> asn).limit(parts.length == 1 ? 1 : Long.parseLong(parts[1]));
    }
}
